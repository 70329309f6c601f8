"""What may be done with a change, and what is then true of it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from contracts.changes import (
    ChangeAllowed,
    ChangeBegun,
    ChangeEnded,
    ChangeKind,
    ChangePlanned,
    ChangeReviewed,
    ChangeWithdrawn,
    Freeze,
    FreezeKind,
)
from contracts.refusals import Invalid, NotFound
from contracts.standard_changes import StandardChange
from contracts.values import ApprovalState, TicketType
from services.intake.changes import ground as grounds
from services.intake.changes import planning, plans
from services.intake.changes.ground import Ground, days_of
from services.intake.changes.planning import CHANGE, REVIEW_WITHIN
from tests.services.intake.changes.plans import (
    TUESDAY,
    allow,
    begin,
    emergency,
    end,
    plan,
    planned_how,
    review,
    texts,
    when,
    withdraw,
)
from tests.support.cast import PRIYA, TICKET, ZOE
from tests.support.scenario import Outcome, Scenario, at

EVENING = at("tue 18:30")
MOCKS = Freeze(
    kind=FreezeKind.EXAMS,
    name="Mocks",
    from_on=TUESDAY,
    until_on=TUESDAY + timedelta(days=2),
)
AS_USUAL = StandardChange(
    name="switch",
    title="A switch is replaced",
    plan=texts["plan"],
    back_out=texts["back_out"],
    test=texts["test"],
)
LAID = Ground(type=TicketType.CHANGE, services={"wireless"}, standard=(AS_USUAL,))
APPROVED = replace(LAID, approval=ApprovalState.GIVEN)
ASKED = replace(LAID, approval=ApprovalState.ASKED)
DECLINED = replace(LAID, approval=ApprovalState.DECLINED)

planned = ChangePlanned(
    ticket_id=TICKET,
    kind=ChangeKind.NORMAL,
    standard="",
    **planned_how,
    asks=True,
    despite=(),
    **texts,
)
urgent = replace(planned, kind=ChangeKind.EMERGENCY)
begun = ChangeBegun(
    ticket_id=TICKET,
    kind=ChangeKind.NORMAL,
    approved=True,
    review_due_on=None,
    reason="",
)
ended = ChangeEnded(
    ticket_id=TICKET, done=True, review_due_on=None, said="Every room has it."
)


def on(ground: Ground) -> Scenario:
    return Scenario(CHANGE, terms=ground)


def wrong_in(command: object, ground: Ground = LAID) -> set[str]:
    with pytest.raises(Invalid) as refusal:
        on(ground).given().when(command)
    return {*refusal.value.errors}


def test_a_change_is_planned_once_and_asks_who_runs_the_school() -> None:
    story = on(LAID).given().when(plan).then(planned)
    story.when(plan).then_nothing()


def test_what_is_planned_otherwise_is_asked_again_but_not_for_who_makes_it() -> None:
    given = on(LAID).given(planned)
    [event] = given.when(replace(plan, reason="They smoke.")).events
    assert event == replace(planned, reason="They smoke.")
    who = (ZOE.caller.actor,)
    [event] = given.when(replace(plan, who=who)).events
    assert event == replace(planned, who=who, asks=False)


def test_a_plan_is_compared_by_its_words_though_the_log_has_them_sealed() -> None:
    sealed: dict[str, Any] = dict.fromkeys(texts, "[sealed]")
    given = on(replace(LAID, told=texts)).given(replace(planned, **sealed))
    given.when(plan).then_nothing()
    [event] = given.when(replace(plan, who=(ZOE.caller.actor,))).events
    assert event == replace(planned, who=(ZOE.caller.actor,), asks=False)


def test_only_a_ticket_that_is_a_change_and_goes_on_has_one() -> None:
    for ground, why in (
        (replace(LAID, type=TicketType.INCIDENT), "not a change"),
        (replace(LAID, merged=True), "merged"),
        (replace(LAID, resolved=True), "resolved"),
    ):
        for command in (plan, allow):
            on(ground).given().when(command).then_refused(why)
    with pytest.raises(NotFound):
        CHANGE.decide(CHANGE.initial, plan, at("mon 09:00"), None)


def test_a_plan_says_all_that_one_goes_by() -> None:
    blank: dict[str, Any] = dict.fromkeys(texts, " ")
    assert wrong_in(replace(plan, **blank, who=(" ",))) == {*texts, "who"}
    assert wrong_in(replace(plan, services=("kiln",))) == {"services"}


@pytest.mark.parametrize(
    ("times", "field"),
    [
        ({"ends_at": at("tue 18:00")}, "ends_at"),
        ({"ends_at": at("tue 18:00") + timedelta(days=15)}, "ends_at"),
        ({"starts_at": at("mon 07:00"), "ends_at": at("mon 08:00")}, "ends_at"),
        (
            {
                "starts_at": at("tue 18:00") + timedelta(days=800),
                "ends_at": at("tue 19:00") + timedelta(days=800),
            },
            "starts_at",
        ),
    ],
)
def test_a_change_has_a_time_that_comes(times: dict[str, Any], field: str) -> None:
    assert wrong_in(replace(plan, **when | times)) == {field}


def test_a_standard_change_is_one_that_the_school_approved_as_it_approved_it() -> None:
    usual = replace(plan, kind=ChangeKind.STANDARD, standard="switch")
    [event] = on(LAID).given().when(usual).events
    assert isinstance(event, ChangePlanned)
    assert not event.asks
    assert wrong_in(replace(usual, standard="kiln")) == {"standard"}
    assert wrong_in(usual, replace(LAID, standard=())) == {"standard"}
    assert wrong_in(replace(usual, back_out="None.")) == {"back_out"}
    given = on(LAID).given(event)
    given.when(begin, now=EVENING).then(
        replace(begun, kind=ChangeKind.STANDARD, approved=True)
    )
    waits = on(ASKED).given(event)
    waits.when(begin, now=EVENING).then_refused("has to approve")


@pytest.mark.parametrize("now_standard", [(), (replace(AS_USUAL, test="None."),)])
def test_a_standard_change_is_begun_only_as_the_school_approves_it_now(
    now_standard: tuple[StandardChange, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = replace(planned, kind=ChangeKind.STANDARD, standard="switch", asks=False)
    later = on(replace(LAID, standard=now_standard)).given(usual)
    later.when(begin, now=EVENING).then_refused("any longer")
    monkeypatch.setattr(plans, "_wrong_standard", lambda *_: ())
    assert later.when(begin, now=EVENING).events


@pytest.mark.parametrize("ground", [LAID, ASKED])
def test_a_normal_change_is_not_begun_before_it_is_approved(ground: Ground) -> None:
    on(ground).given(planned).when(begin, now=EVENING).then_refused("has to approve")
    story = on(APPROVED).given(planned).when(begin, now=EVENING).then(begun)
    story.when(begin, now=EVENING).then_refused("begun already")


def test_the_guard_of_approval_is_what_holds_it_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(planning, "refuse_unapproved", lambda *_: None)
    assert on(ASKED).given(planned).when(begin, now=EVENING).events


def test_an_emergency_begins_before_with_a_reason_and_is_reviewed() -> None:
    given = on(ASKED).given(urgent)
    given.when(begin, now=at("mon 09:00")).then_refused("cannot wait")
    said = replace(begin, reason="The hall is dark.")
    due = date(2026, 6, 8) + REVIEW_WITHIN
    given.when(said, now=at("mon 09:00")).then(
        replace(
            begun,
            kind=ChangeKind.EMERGENCY,
            approved=False,
            review_due_on=due,
            reason="The hall is dark.",
        )
    )


def test_what_is_declined_is_not_begun_not_even_in_an_emergency() -> None:
    said = replace(begin, reason="The hall is dark.")
    for past in (planned, urgent):
        on(DECLINED).given(past).when(said, now=EVENING).then_refused("declined")


def test_a_change_is_begun_in_its_time() -> None:
    for now in (at("tue 17:00"), at("tue 20:01")):
        on(APPROVED).given(planned).when(begin, now=now).then_refused("not the time")


def test_nothing_is_planned_in_a_freeze_and_its_days_are_told() -> None:
    frozen = replace(LAID, freezes=(MOCKS,))
    outcome = on(frozen).given().when(plan)
    outcome.then_refused("Mocks (exams, 09/06/2026 to 11/06/2026)")


def test_the_guard_of_a_freeze_is_what_holds_it_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(grounds, "not_allowed", lambda *_: ())
    assert on(replace(LAID, freezes=(MOCKS,))).given().when(plan).events


def test_an_emergency_is_planned_in_a_freeze_and_says_so() -> None:
    [event] = on(replace(LAID, freezes=(MOCKS,))).given().when(emergency).events
    assert event == replace(urgent, despite=(MOCKS,))


def test_who_runs_the_school_allows_a_change_in_a_freeze() -> None:
    frozen = replace(LAID, freezes=(MOCKS,))
    allowed = ChangeAllowed(
        ticket_id=TICKET,
        from_on=TUESDAY,
        until_on=TUESDAY,
        allower_id=PRIYA.person_id,
        allower="Priya",
        reason="No exam is in that wing.",
    )
    story = on(frozen).given().when(allow).then(allowed)
    [event] = story.when(replace(plan, version=1)).events
    assert event == replace(planned, despite=(MOCKS,))
    longer = replace(plan, ends_at=at("wed 07:00"))
    story.when(longer).then_refused("Mocks")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"until_on": TUESDAY - timedelta(days=1)}, "until_on"),
        ({"until_on": TUESDAY + timedelta(days=15)}, "until_on"),
        ({"from_on": date(2026, 6, 1), "until_on": date(2026, 6, 2)}, "until_on"),
        ({"until_on": date.max}, "until_on"),
        ({"reason": " "}, "reason"),
    ],
)
def test_days_are_allowed_that_come_and_for_a_reason(
    changed: dict[str, Any], field: str
) -> None:
    assert wrong_in(replace(allow, **changed)) == {field}


def test_a_freeze_that_was_entered_later_holds_back_what_was_planned() -> None:
    frozen = replace(APPROVED, freezes=(MOCKS,))
    on(frozen).given(planned).when(begin, now=EVENING).then_refused("Mocks")


def test_a_change_is_not_begun_where_one_of_its_later_days_is_frozen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wednesday = TUESDAY + timedelta(days=1)
    frozen = replace(APPROVED, freezes=(replace(MOCKS, from_on=wednesday),))
    given = on(frozen).given(replace(planned, ends_at=at("wed 20:00")))
    given.when(begin, now=EVENING).then_refused("Mocks")
    monkeypatch.setattr(planning, "days_left", lambda _, now: days_of(now, now))
    assert given.when(begin, now=EVENING).events


def test_it_is_done_or_backed_out_and_that_is_reviewed() -> None:
    on(LAID).given(planned, begun).when(end).then(ended)
    failed = replace(end, done=False, said="Two rooms had none.")
    due = date(2026, 6, 8) + REVIEW_WITHIN
    story = on(LAID).given(planned, begun).when(failed)
    after = story.then(
        replace(ended, done=False, said="Two rooms had none.", review_due_on=due)
    )
    reviewed = ChangeReviewed(ticket_id=TICKET, said="Label the cables first.")
    last = after.when(review).then(reviewed)
    last.when(review).then_refused("reviewed already")
    last.when(plan).then_refused("begun already")
    last.when(allow).then_refused("begun already")


def test_it_is_withdrawn_before_it_is_begun_and_may_be_planned_again() -> None:
    gone = ChangeWithdrawn(ticket_id=TICKET, reason="The old ones will do.")
    story = on(LAID).given(planned).when(withdraw).then(gone)
    for command in (begin, end, withdraw, review):
        story.when(command, now=EVENING).then_refused("")
    story.when(plan).then(planned)
    on(LAID).given(planned, begun).when(withdraw).then_refused("not begun")


def test_nothing_is_made_of_what_is_not_planned() -> None:
    for command in (begin, end, withdraw, review):
        on(LAID).given().when(command).then_refused("not planned")


def test_what_came_of_it_is_said() -> None:
    for past, command, field in (
        ((planned, begun), replace(end, said=" "), "said"),
        ((planned, begun, ended), replace(review, said=" "), "said"),
        ((planned,), replace(withdraw, reason=" "), "reason"),
    ):
        with pytest.raises(Invalid) as refusal:
            _when(past, command)
        assert {*refusal.value.errors} == {field}


def _when(past: tuple[object, ...], command: object) -> Outcome:
    return on(LAID).given(*past).when(command)
