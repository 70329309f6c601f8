"""May the desk enter later what happened earlier, and what counts it then?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.access import Caller
from contracts.intake import (
    GetTicket,
    HoldTicket,
    OpenTicket,
    ReplyToTicket,
    TicketReplied,
    TicketView,
)
from contracts.outgoing import LetterWritten
from contracts.refusals import Forbidden, Invalid
from contracts.sla import BreachWithdrawn, ClockView, GetClock, TargetBreached
from contracts.sla_late import LateReplyCounted
from contracts.values import ReplyBy, Target, TargetState
from services.intake import desk, entering
from services.intake.entering import LATEST_ENTRY
from services.sla.sweep import check_due_clocks
from tests.support.cast import ASHGROVE, OLU, PRIYA, TICKET
from tests.support.printers import about_a_printer
from tests.support.scenario import at
from tests.support.town import Town

MINE: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": TICKET}


def called(when: str, version: int = 1, by: ReplyBy = ReplyBy.PHONE) -> ReplyToTicket:
    return ReplyToTicket(
        **MINE,
        version=version,
        message_id=UUID(int=version),
        text="I told her to switch it off and on.",
        by=by,
        happened_at=at(when),
    )


def earlier(when: str) -> OpenTicket:
    return replace(about_a_printer(), happened_at=at(when))


def shown(town: Town, by: Caller = OLU.caller) -> TicketView:
    view: TicketView = town.ask(GetTicket(ticket_id=TICKET), by)
    return view


def states(town: Town) -> dict[Target, TargetState]:
    clock: ClockView = town.ask(GetClock(**MINE))
    return {one.target: one.state for one in clock.targets}


def swept(town: Town) -> None:
    check_due_clocks(town.applications["sla"], town.clock())
    town.settle()


def opened(town: Town, when: str = "mon 09:00") -> None:
    town.clock.set(at(when))
    town.execute(about_a_printer())
    town.settle()


def test_a_call_of_this_morning_is_counted_from_when_it_was(town: Town) -> None:
    town.clock.set(at("mon 14:00"))
    town.execute(earlier("mon 09:30"))
    town.settle()
    view = shown(town)
    assert view.opened_at == at("mon 09:30")
    assert view.updated_at == at("mon 14:00")
    swept(town)
    clock: ClockView = town.ask(GetClock(**MINE))
    assert clock.targets[0].state is TargetState.BREACHED
    missed = [e for e in town.events("sla", ASHGROVE) if isinstance(e, TargetBreached)]
    assert missed[0].breached_at == at("mon 13:30")


def test_who_entered_it_and_when_stays_to_be_seen(town: Town) -> None:
    town.clock.set(at("mon 14:00"))
    town.execute(earlier("mon 09:30"))
    town.clock.set(at("mon 16:00"))
    town.execute(called("mon 10:00"))
    opening, reply = shown(town).timeline
    assert (opening.at, opening.entered_at) == (at("mon 09:30"), at("mon 14:00"))
    assert (reply.at, reply.entered_at) == (at("mon 10:00"), at("mon 16:00"))
    assert (reply.detail, reply.actor) == ("by phone", OLU.caller.actor)
    recorded = town.log("intake", ASHGROVE)[-1]
    assert recorded.happened_at == at("mon 10:00")
    assert recorded.recorded_at == at("mon 16:00")


def test_a_call_entered_late_withdraws_what_was_breached_meanwhile(town: Town) -> None:
    opened(town)
    town.clock.set(at("mon 14:00"))
    swept(town)
    assert states(town)[Target.RESPONSE] is TargetState.BREACHED
    town.execute(HoldTicket(**MINE, version=1, reason="The part."))
    town.settle()
    town.clock.set(at("tue 09:00"))
    town.execute(called("mon 12:00", version=2))
    town.settle()
    assert states(town)[Target.RESPONSE] is TargetState.MET
    told = [type(event) for event in town.events("sla", ASHGROVE)]
    assert told[-2:] == [BreachWithdrawn, LateReplyCounted]
    kinds = [entry.kind for entry in shown(town).timeline]
    assert "breach_withdrawn" in kinds


@pytest.mark.parametrize("by", [ReplyBy.PHONE, ReplyBy.IN_PERSON])
def test_what_was_said_is_a_reply_and_no_letter_tells_it_again(
    town: Town, by: ReplyBy
) -> None:
    opened(town)
    town.execute(replace(called("mon 09:00", by=by), happened_at=None))
    town.settle()
    assert states(town)[Target.RESPONSE] is TargetState.MET
    events = town.events("intake", ASHGROVE)
    assert isinstance(events[-1], TicketReplied)
    assert not any(isinstance(event, LetterWritten) for event in events[2:])


def test_it_cannot_be_later_nor_long_ago_nor_before_its_ticket(town: Town) -> None:
    town.clock.set(at("mon 09:00"))
    late = replace(about_a_printer(), happened_at=at("mon 09:01"))
    with pytest.raises(Invalid, match="future"):
        town.execute(late)
    long_ago = at("mon 09:00") - LATEST_ENTRY
    with pytest.raises(Invalid, match="28 days"):
        town.execute(replace(late, happened_at=long_ago - timedelta(minutes=1)))
    town.execute(replace(late, happened_at=long_ago))
    town.clock.set(at("mon 12:00"))
    early = replace(called("mon 09:00"), happened_at=long_ago - timedelta(minutes=1))
    with pytest.raises(Invalid, match="28 days"):
        town.execute(early)


def test_no_call_was_before_its_ticket(town: Town) -> None:
    opened(town)
    town.clock.set(at("mon 12:00"))
    with pytest.raises(Invalid, match="before the ticket"):
        town.execute(called("mon 08:59"))


def test_what_is_written_is_told_now(town: Town) -> None:
    opened(town)
    with pytest.raises(Invalid, match="told now"):
        town.execute(called("mon 09:00", by=ReplyBy.WRITTEN))


@pytest.mark.parametrize("guarded", [True, False])
def test_a_school_does_not_say_when_its_call_was(
    town: Town, monkeypatch: pytest.MonkeyPatch, guarded: bool
) -> None:
    if not guarded:
        monkeypatch.setattr(desk, "check_may_enter", lambda *_: None)
    town.clock.set(at("mon 14:00"))
    refused = False
    try:
        town.execute(earlier("mon 09:30"), PRIYA.caller)
    except Forbidden:
        refused = True
    assert refused is guarded


@pytest.mark.parametrize("guarded", [True, False])
def test_twin_without_the_bounds_a_call_is_entered_of_before_its_ticket(
    town: Town, monkeypatch: pytest.MonkeyPatch, guarded: bool
) -> None:
    if not guarded:
        monkeypatch.setattr(entering, "_wrong", lambda *_: None)
    opened(town)
    town.clock.set(at("mon 12:00"))
    refused = False
    try:
        town.execute(called("mon 08:59"), command_id=uuid4())
    except Invalid:
        refused = True
    assert refused is guarded
