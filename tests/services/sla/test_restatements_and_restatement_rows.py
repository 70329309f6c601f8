"""What is restated of a school, what shows it, and does its log tell the same?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from contracts.access import Caller, Role
from contracts.attainment import Attained, AttainmentView, GetAttainment
from contracts.refusals import Forbidden, Invalid, Refused
from contracts.sla import ContinueClock, CountReply, StartClock, StopClock
from contracts.sla_explanation import ExplainClock
from contracts.sla_restating import (
    PreviewRestating,
    RestatedTicketsView,
    Restatement,
    RestateTickets,
    RestatingPreviewView,
)
from contracts.sla_what_if import Verdict
from contracts.values import Priority, Target
from services.sla import restatements
from services.sla.figures import Figures
from tests.services.sla.stories import P2, SIGNED, hours
from tests.services.sla.test_explanations import sign, tell
from tests.services.sla.test_restating import RESTATE, SOONER
from tests.services.sla.test_signing import ACCEPT, PROPOSE
from tests.support.cast import ASHGROVE, BECKFIELD, OLU, OTHER_TICKET, TICKET
from tests.support.scenario import at
from tests.support.town import Town

LEAD = Caller(actor=OLU.caller.actor, role=Role.TEAM_LEAD, school=None)
MONDAY, TUESDAY = date(2026, 6, 8), date(2026, 6, 9)


@pytest.fixture
def done(town: Town) -> Town:
    """A P2 that was answered in an hour and done; half an hour is promised since."""
    town.clock.set(at("mon 09:00"))
    sign(town)
    finish(town, TICKET)
    tell(town, replace(PROPOSE, promised=SOONER.promised), ACCEPT)
    return town


def finish(town: Town, ticket_id: UUID) -> None:
    which: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": ticket_id}
    now = town.clock()
    tell(
        town,
        StartClock(**which, priority=P2, at=now),
        CountReply(**which, at=now + hours(1)),
        StopClock(**which, at=now + hours(3)),
    )


def period(**changed: Any) -> RestateTickets:
    command = RestateTickets(
        school_id=ASHGROVE,
        from_on=MONDAY,
        until_on=TUESDAY,
        agreement_version=2,
        reason="Agreed in May.",
        restater_id=OLU.person_id,
        restater=OLU.name,
    )
    return replace(command, **changed)


def first_replies(town: Town) -> Attained:
    view: AttainmentView = town.ask(GetAttainment(school_id=ASHGROVE, month="2026-06"))
    figures = Figures(ASHGROVE)
    figures.tell(town.events("sla", ASHGROVE))
    assert figures.attained("2026-06") == view.attained, "the log tells something else"
    return view.attained[0]


def beside(town: Town) -> Restatement | None:
    question = ExplainClock(school_id=ASHGROVE, ticket_id=TICKET)
    found: Restatement | None = town.ask(question).restatement
    return found


def test_attainment_shows_what_was_kept_and_what_is_as_restated(done: Town) -> None:
    before = first_replies(done)
    assert (before.kept, before.kept_restated) == (1, None)
    done.execute(RESTATE, by=LEAD)
    after = first_replies(done)
    assert (after.priority, after.target) == (Priority.P2, Target.RESPONSE)
    assert (after.kept, after.missed) == (1, 0)
    assert (after.kept_restated, after.missed_restated) == (0, 1)


def test_the_clock_explains_itself_as_before_with_the_restatement_beside_it(
    done: Town,
) -> None:
    assert beside(done) is None
    done.execute(RESTATE, by=LEAD)
    found = beside(done)
    assert found is not None
    assert (found.agreement_version, found.reason) == (2, "Agreed in May.")
    assert found.restater == OLU.name
    response = found.targets[0]
    verdicts = (response.before.verdict, response.after.verdict)
    assert verdicts == (Verdict.KEPT, Verdict.MISSED)


def test_who_restated_and_why_is_sealed_in_the_log(done: Town) -> None:
    done.execute(RESTATE, by=LEAD)
    [event] = [
        one for one in done.log("sla", ASHGROVE) if one.type == "sla.clock_restated"
    ]
    assert b"Agreed in May." not in event.body
    assert OLU.name.encode() not in event.body


def test_a_ticket_that_is_reopened_is_judged_anew(done: Town) -> None:
    done.execute(RESTATE, by=LEAD)
    reopen = ContinueClock(school_id=ASHGROVE, ticket_id=TICKET, at=at("tue 09:00"))
    tell(done, reopen)
    assert first_replies(done).kept_restated is None


def is_reopened_for_a_moment(town: Town) -> None:
    """It is judged anew, and the same comes of it."""
    which: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": TICKET}
    again = ContinueClock(**which, at=at("mon 18:00"))
    tell(town, again, StopClock(**which, at=at("mon 18:05")))


def test_what_is_forgotten_is_restated_again_though_the_same_comes_of_it(
    done: Town,
) -> None:
    done.execute(RESTATE, by=LEAD)
    is_reopened_for_a_moment(done)
    assert first_replies(done).missed_restated is None
    assert beside(done) is None
    done.execute(RESTATE, by=LEAD)
    assert first_replies(done).missed_restated == 1
    assert beside(done) is not None


def test_without_what_stands_it_could_not_be_restated_again(
    done: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the one above."""
    monkeypatch.setattr(restatements, "stands", lambda *_: True)
    done.execute(RESTATE, by=LEAD)
    is_reopened_for_a_moment(done)
    assert beside(done) is not None
    done.execute(RESTATE, by=LEAD)
    assert first_replies(done).missed_restated is None


def test_a_reply_heard_of_late_has_it_judged_anew_and_restated_again(
    done: Town,
) -> None:
    done.execute(RESTATE, by=LEAD)
    late = CountReply(school_id=ASHGROVE, ticket_id=TICKET, at=at("mon 10:30"))
    tell(done, late)
    assert first_replies(done).missed_restated is None
    done.execute(RESTATE, by=LEAD)
    assert first_replies(done).missed_restated == 1


def test_a_period_is_restated_where_something_else_comes_of_it(done: Town) -> None:
    finish(done, OTHER_TICKET)
    view: RestatedTicketsView = done.execute(period(), by=LEAD)
    assert (view.restated, view.looked_at, view.next) == (2, 2, None)
    assert first_replies(done).missed_restated == 2
    again: RestatedTicketsView = done.execute(period(), by=LEAD)
    assert again == view
    types = [one.type for one in done.log("sla", ASHGROVE)]
    assert types.count("sla.clock_restated") == 2


def preview(town: Town, **changed: Any) -> RestatingPreviewView:
    question = PreviewRestating(
        school_id=ASHGROVE, from_on=MONDAY, until_on=TUESDAY, agreement_version=2
    )
    view: RestatingPreviewView = town.ask(replace(question, **changed), by=LEAD)
    return view


def test_what_would_be_restated_is_told_and_nothing_is_recorded(done: Town) -> None:
    finish(done, OTHER_TICKET)
    before = len(done.log("sla", ASHGROVE))
    told = preview(done)
    assert (told.tickets, told.looked_at, told.next) == (2, 2, None)
    assert {one.ticket_id for one in told.changed} == {TICKET, OTHER_TICKET}
    assert {one.target for one in told.changed} == {Target.RESPONSE}
    assert {one.after.verdict for one in told.changed} == {Verdict.MISSED}
    assert len(done.log("sla", ASHGROVE)) == before
    assert done.execute(period(), by=LEAD).restated == told.tickets


def test_what_is_open_or_of_other_days_is_not_in_the_preview(done: Town) -> None:
    assert preview(done, from_on=TUESDAY).tickets == 0
    reopen = ContinueClock(school_id=ASHGROVE, ticket_id=TICKET, at=at("tue 09:00"))
    tell(done, reopen)
    assert preview(done).tickets == 0
    with pytest.raises(Invalid, match="until_on"):
        preview(done, until_on=date(2026, 6, 7))
    with pytest.raises(Invalid, match="agreement_version"):
        preview(done, agreement_version=9)


def test_what_was_opened_on_other_days_or_is_open_is_left_alone(done: Town) -> None:
    nothing = done.execute(period(from_on=TUESDAY), by=LEAD)
    assert (nothing.restated, nothing.looked_at) == (0, 1)
    reopen = ContinueClock(school_id=ASHGROVE, ticket_id=TICKET, at=at("tue 09:00"))
    tell(done, reopen)
    assert done.execute(period(), by=LEAD).restated == 0


def test_what_comes_out_the_same_is_not_restated(town: Town) -> None:
    town.clock.set(at("mon 09:00"))
    sign(town)
    finish(town, TICKET)
    tell(town, replace(PROPOSE, promised=SIGNED.promised), ACCEPT)
    assert town.execute(period(), by=LEAD).restated == 0


def test_days_and_versions_that_cannot_be_are_refused(done: Town) -> None:
    with pytest.raises(Invalid, match="until_on"):
        done.execute(period(until_on=date(2026, 6, 7)), by=LEAD)
    with pytest.raises(Invalid, match="agreement_version"):
        done.execute(period(agreement_version=9), by=LEAD)
    with pytest.raises(Refused, match="no such version"):
        done.execute(replace(RESTATE, agreement_version=9), by=LEAD)
    with pytest.raises(Refused, match="no such version"):
        done.execute(replace(RESTATE, ticket_id=OTHER_TICKET), by=LEAD)


def test_only_who_manages_schools_restates(done: Town) -> None:
    for caller in (
        Caller(actor="person:1", role=Role.HEAD, school=ASHGROVE),
        Caller(actor="person:1", role=Role.HEAD, school=BECKFIELD),
    ):
        for command in (RESTATE, period()):
            with pytest.raises(Forbidden):
                done.execute(command, by=caller)
