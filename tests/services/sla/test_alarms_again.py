"""Does what was escalated come again after an unmerge, and end with its breach?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from contracts.access import platform
from contracts.escalation import (
    AcknowledgeEscalation,
    AlarmKind,
    Escalation,
    EscalationRaised,
    EscalationWithdrawn,
    FindEscalations,
    GiveAlarm,
)
from contracts.intake import GetTicket, ReplyToTicket, TicketView
from contracts.sla import SignAgreement
from contracts.sla_promises import EscalationStep
from contracts.ties import MergeTicket, UnmergeTicket
from contracts.values import Priority, ReplyBy, Target
from services.sla import alarms_again, projections
from services.sla.escalation import ESCALATION
from services.sla.escalation_rows import unacknowledged_counts
from services.sla.standard import HOURS, PROMISED
from services.sla.sweep import check_due_clocks, give_due_alarms
from shared.decider import Dated
from tests.support.cast import ASHGROVE, OTHER_TICKET, TICKET
from tests.support.printers import about_a_printer
from tests.support.scenario import Scenario, at
from tests.support.town import Town

MINE: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": TICKET}


@pytest.fixture
def desk(town: Town) -> Town:
    """Two p3 of Monday at nine; the first reply of one was due at 13:00, and escalated.

    A minute later.
    """
    town.clock.set(at("mon 09:00"))
    for ticket_id in (TICKET, OTHER_TICKET):
        town.execute(about_a_printer(ticket_id))
    town.settle()
    swept(town, "mon 13:01")
    return town


def swept(town: Town, when: str) -> None:
    town.clock.set(at(when))
    sla, now = town.applications["sla"], town.clock()
    while check_due_clocks(sla, now) + give_due_alarms(sla, now):
        pass
    town.settle()


def do(town: Town, when: str, command: Callable[..., object], **given: Any) -> None:
    town.clock.set(at(when))
    ticket: TicketView = town.ask(GetTicket(ticket_id=TICKET))
    town.execute(command(**MINE, version=ticket.version, **given))
    town.settle()


def called(town: Town, when: str, then: str) -> None:
    """A call of before is entered."""
    said = {"message_id": UUID(int=1), "text": "She knows.", "by": ReplyBy.PHONE}
    do(town, when, ReplyToTicket, **said, happened_at=at(then))


def steps(town: Town) -> tuple[Escalation, ...]:
    found: tuple[Escalation, ...] = town.ask(FindEscalations(**MINE)).escalations
    return found


def raised(town: Town) -> list[tuple[int, object]]:
    return [
        (event.step, event.raised_at)
        for event in town.events("sla", ASHGROVE)
        if isinstance(event, EscalationRaised) and event.ticket_id == TICKET
    ]


def test_steps_that_were_on_their_way_are_raised_again_after_an_unmerge(
    desk: Town,
) -> None:
    do(desk, "mon 13:05", MergeTicket, into_id=OTHER_TICKET)
    do(desk, "mon 13:30", UnmergeTicket)
    swept(desk, "mon 13:31")
    first = [(1, at("mon 13:00")), (1, at("mon 13:30"))]
    assert raised(desk) == first
    swept(desk, "mon 14:01")
    assert raised(desk) == [*first, (2, at("mon 14:00"))]


def test_what_came_due_while_it_was_merged_is_raised_when_that_is_undone(
    desk: Town,
) -> None:
    do(desk, "mon 13:05", MergeTicket, into_id=OTHER_TICKET)
    swept(desk, "mon 15:00")
    do(desk, "mon 15:00", UnmergeTicket)
    swept(desk, "mon 15:01")
    again = at("mon 15:00")
    assert raised(desk)[1:] == [(1, again), (2, again)]


def test_what_somebody_knew_of_is_not_raised_again(desk: Town) -> None:
    desk.execute(AcknowledgeEscalation(**MINE))
    do(desk, "mon 13:05", MergeTicket, into_id=OTHER_TICKET)
    do(desk, "mon 13:30", UnmergeTicket)
    swept(desk, "mon 14:01")
    assert raised(desk) == [(1, at("mon 13:00")), (2, at("mon 14:00"))]


def test_a_reply_that_was_given_is_not_escalated_again(desk: Town) -> None:
    said = {"message_id": UUID(int=1), "text": "On my way."}
    do(desk, "mon 13:02", ReplyToTicket, **said)
    do(desk, "mon 13:05", MergeTicket, into_id=OTHER_TICKET)
    do(desk, "mon 13:30", UnmergeTicket)
    swept(desk, "mon 14:30")
    assert raised(desk) == [(1, at("mon 13:00"))]


@pytest.mark.parametrize("guarded", [True, False])
def test_twin_without_raising_again_nobody_is_told_after_an_unmerge(
    desk: Town, monkeypatch: pytest.MonkeyPatch, guarded: bool
) -> None:
    if not guarded:
        monkeypatch.setattr(projections, "raise_again", lambda *_: None)
    do(desk, "mon 13:05", MergeTicket, into_id=OTHER_TICKET)
    do(desk, "mon 13:30", UnmergeTicket)
    swept(desk, "mon 14:01")
    assert (len(raised(desk)) == 3) is guarded


def test_what_was_escalated_ends_with_a_breach_that_is_withdrawn(desk: Town) -> None:
    called(desk, "mon 13:10", "mon 12:00")
    swept(desk, "mon 13:11")
    [over] = steps(desk)
    assert over.ended_at == at("mon 13:11")
    assert desk.ask(FindEscalations(school_id=ASHGROVE)).escalations != ()
    of_the_other = [
        one.number for one in desk.applications["sla"].read(unacknowledged_counts)
    ]
    assert of_the_other == [1]
    view: TicketView = desk.ask(GetTicket(ticket_id=TICKET))
    [told] = [one for one in view.timeline if one.kind == "escalation_withdrawn"]
    assert (told.at, told.detail) == (at("mon 13:11"), "response")
    swept(desk, "mon 15:00")
    assert raised(desk) == [(1, at("mon 13:00"))]


def test_where_nothing_was_escalated_nothing_is_taken_back(town: Town) -> None:
    town.clock.set(at("mon 09:00"))
    town.execute(about_a_printer())
    town.settle()
    town.clock.set(at("mon 13:01"))
    check_due_clocks(town.applications["sla"], town.clock())
    called(town, "mon 13:10", "mon 12:00")
    swept(town, "mon 13:30")
    assert raised(town) == []
    events = town.events("sla", ASHGROVE)
    assert not any(isinstance(event, EscalationWithdrawn) for event in events)


@pytest.mark.parametrize("guarded", [True, False])
def test_twin_without_taking_it_back_an_escalation_outlives_its_breach(
    desk: Town, monkeypatch: pytest.MonkeyPatch, guarded: bool
) -> None:
    if not guarded:
        monkeypatch.setattr(projections, "withdraw", lambda *_: None)
    called(desk, "mon 13:10", "mon 12:00")
    swept(desk, "mon 13:11")
    assert all(one.ended_at for one in steps(desk)) is guarded


def test_only_the_steps_of_that_target_are_over() -> None:
    give = GiveAlarm(
        **MINE,
        priority=Priority.P3,
        target=Target.RESPONSE,
        kind=AlarmKind.STEP,
        number=1,
        role="first_on_call",
        due_at=at("mon 13:00"),
    )
    first = EscalationRaised(
        ticket_id=TICKET,
        priority=Priority.P3,
        target=Target.RESPONSE,
        step=1,
        role="first_on_call",
        told=(),
        raised_at=at("mon 13:00"),
        acknowledge_by=at("mon 13:15"),
    )
    now = at("mon 13:11")
    other = EscalationRaised(**{**vars(first), "target": Target.RESOLUTION})
    taken = GiveAlarm(**{**vars(give), "kind": AlarmKind.WITHDRAWN, "number": 0})
    withdrawn = EscalationWithdrawn(ticket_id=TICKET, target=Target.RESPONSE, at=now)
    past = Scenario(ESCALATION, terms=()).given(first, other)
    over = past.when(taken, now=now).then(Dated(withdrawn, now))
    assert over.state.steps.keys() == {(Target.RESOLUTION, 1)}
    over.when(taken, now=now).then_nothing()


def test_what_was_known_of_a_breach_that_was_withdrawn_raises_the_next_again(
    town: Town,
) -> None:
    each = tuple(replace(p, next_update=timedelta(hours=4)) for p in PROMISED.promises)
    to_first = EscalationStep(
        role="first_on_call", target=Target.NEXT_UPDATE, at_percent=100
    )
    town.clock.set(at("mon 08:00"))
    sign = SignAgreement(
        school_id=ASHGROVE,
        effective_from=town.clock(),
        hours=HOURS,
        closed=(),
        inset=(),
        promised=replace(PROMISED, promises=each, escalation=(to_first,)),
    )
    town.execute(sign, by=platform("sla"))
    town.clock.set(at("mon 09:00"))
    for ticket_id in (TICKET, OTHER_TICKET):
        town.execute(about_a_printer(ticket_id))
    town.settle()
    swept(town, "mon 13:01")
    town.execute(AcknowledgeEscalation(**MINE))
    town.settle()
    called(town, "mon 13:10", "mon 12:00")
    swept(town, "mon 13:11")
    swept(town, "mon 16:01")
    before = len(raised(town))
    do(town, "mon 16:05", MergeTicket, into_id=OTHER_TICKET)
    do(town, "mon 16:30", UnmergeTicket)
    swept(town, "mon 16:31")
    assert len(raised(town)) == before + 1


def test_an_undo_of_before_it_was_said_whether_one_replied_raises_nothing(
    desk: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a rebuild tells of it again: who replied then is not called now."""

    def of_before(*given: Any) -> None:
        connection, school, event, terms = given
        raise_again(connection, school, replace(event, answered=None), terms)

    raise_again = alarms_again.raise_again
    monkeypatch.setattr(projections, "raise_again", of_before)
    before = len(raised(desk))
    do(desk, "mon 13:05", MergeTicket, into_id=OTHER_TICKET)
    do(desk, "mon 13:30", UnmergeTicket)
    swept(desk, "mon 13:31")
    assert len(raised(desk)) == before
