"""Which call-backs wait, and how is it kept what came of them?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

import pytest

from contracts.access import Caller, Role
from contracts.callbacks import CallbackShown, RecordCallback
from contracts.intake import (
    FindTickets,
    GetTicket,
    ResolveTicket,
    TicketsView,
    TicketView,
)
from contracts.refusals import Refused
from contracts.ties import MergeTicket, UnmergeTicket
from services.intake.callbacks import waiting
from tests.services.intake.callbacks.test_requests import ask
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, OLU, PRIYA, TICKET
from tests.support.town import Town

HEAD = Caller(actor="person:head", role=Role.HEAD, school=ASHGROVE)
SURVIVOR = uuid5(TICKET, "survivor")


def call_me(town: Town, number: int = 0, by: Caller = HEAD) -> UUID:
    ticket_id = uuid5(TICKET, f"call {number}")
    town.execute(replace(ask, ticket_id=ticket_id), by=by)
    return ticket_id


def look(town: Town, ticket_id: UUID, by: Caller = OLU.caller) -> TicketView:
    view: TicketView = town.ask(GetTicket(ticket_id=ticket_id, school_id=ASHGROVE), by)
    return view


def called(town: Town, ticket_id: UUID, *, reached: bool, text: str = "Hello") -> None:
    about: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": ticket_id}
    version = look(town, ticket_id).version
    message_id = uuid5(ticket_id, str(version))
    said: dict[str, Any] = {"reached": reached, "text": text}
    town.execute(
        RecordCallback(**about, version=version, message_id=message_id, **said),
        by=OLU.caller,
    )


def callback(town: Town, ticket_id: UUID, by: Caller = OLU.caller) -> CallbackShown:
    shown = look(town, ticket_id, by).callback
    assert shown is not None
    return shown


def test_the_desk_sees_number_and_time_on_the_ticket_and_in_the_queue(
    school: Town,
) -> None:
    ticket_id = call_me(school)
    shown = callback(school, ticket_id)
    assert shown.number == "+442079460000"
    assert ask.callback is not None
    assert shown.from_at == ask.callback.from_at
    assert shown.until_at == ask.callback.until_at
    queue: TicketsView = school.ask(FindTickets(), by=OLU.caller)
    assert [one.callback for one in queue.tickets] == [shown]


def test_nobody_of_the_school_sees_whose_number_it_is(school: Town) -> None:
    ticket_id = call_me(school)
    for caller in (HEAD, PRIYA.caller):
        assert callback(school, ticket_id, caller).number == ""
        found: TicketsView = school.ask(FindTickets(), by=caller)
        assert found.tickets[0].callback == callback(school, ticket_id, caller)
        told = repr(look(school, ticket_id, caller))
        assert "7946" not in told


def test_calls_are_counted_until_somebody_is_reached(school: Town) -> None:
    ticket_id = call_me(school)
    called(school, ticket_id, reached=False, text="")
    called(school, ticket_id, reached=False, text="With the office")
    shown = callback(school, ticket_id)
    assert (shown.tries, shown.reached_at) == (2, None)
    called(school, ticket_id, reached=True)
    shown = callback(school, ticket_id)
    assert (shown.tries, shown.reached_at) == (3, shown.tried_at)
    kinds = [(one.kind, one.detail) for one in look(school, ticket_id).timeline]
    assert kinds[1:] == [
        ("callback_requested", "08/06/2026 10:00 to 12:00"),
        ("callback_tried", "not reached"),
        ("callback_tried", "not reached"),
        ("callback_tried", "reached"),
        ("reply", "by phone"),
    ]


def test_three_calls_wait_for_one_person_and_no_more(school: Town) -> None:
    first, *_ = (call_me(school, number) for number in range(3))
    with pytest.raises(Refused, match="3 calls are waiting"):
        call_me(school, 3)
    called(school, first, reached=True)
    second = call_me(school, 3)
    with pytest.raises(Refused):
        call_me(school, 4)
    done = ResolveTicket(
        school_id=ASHGROVE, ticket_id=second, version=2, note="It works."
    )
    school.execute(done, by=OLU.caller)
    call_me(school, 4)


def test_without_the_count_calls_wait_without_end(
    school: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "MOST_WAITING", 1_000)
    for number in range(5):
        call_me(school, number)


def test_a_request_that_is_sent_again_is_not_counted_twice(school: Town) -> None:
    for number in (0, 1, 2, 2, 2):
        call_me(school, number)


def test_the_desk_writes_down_as_many_as_are_asked_for(school: Town) -> None:
    for number in range(4):
        call_me(school, number, by=OLU.caller)


def test_a_call_goes_along_with_a_merge_and_comes_back_with_what_came_of_it(
    school: Town,
) -> None:
    ticket_id = call_me(school)
    school.execute(replace(open_it, ticket_id=SURVIVOR), by=OLU.caller)
    about: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": ticket_id}
    school.execute(MergeTicket(**about, version=2, into_id=SURVIVOR), by=OLU.caller)
    assert callback(school, SURVIVOR).number == "+442079460000"
    called(school, SURVIVOR, reached=False)
    version = look(school, ticket_id).version
    school.execute(UnmergeTicket(**about, version=version), by=OLU.caller)
    assert look(school, SURVIVOR).callback is None
    assert callback(school, ticket_id).tries == 1


def test_a_survivor_with_a_call_of_its_own_keeps_it(school: Town) -> None:
    ticket_id, survivor = call_me(school), call_me(school, 1)
    called(school, survivor, reached=False)
    about: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": ticket_id}
    school.execute(MergeTicket(**about, version=2, into_id=survivor), by=OLU.caller)
    assert callback(school, survivor).tries == 1
    school.execute(UnmergeTicket(**about, version=3), by=OLU.caller)
    assert callback(school, survivor).tries == 1
