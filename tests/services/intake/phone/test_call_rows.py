"""How are calls kept, and who may be calling?"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid5

import pytest

from contracts.access import Caller, Role
from contracts.calls import Call, FindCalls, KnownCaller, RecordCall
from contracts.intake import OpenTicket
from contracts.refusals import Forbidden
from contracts.values import PROVIDER
from services.intake.tables import tickets
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, PRIYA, TICKET
from tests.support.rebuilding import spoil, switched
from tests.support.town import Town

FIRST, SECOND = uuid5(TICKET, "first call"), uuid5(TICKET, "second call")
STAFF = Caller(actor="person:2", role=Role.STAFF, school=ASHGROVE)


def rings(town: Town, call_id: UUID, number: str = "020 7946 0000") -> None:
    """Somebody calls now."""
    command = RecordCall(
        school_id=PROVIDER,
        call_id=call_id,
        number=number,
        extension="204",
        started_at=town.clock(),
    )
    town.execute(command)


def lately(town: Town) -> tuple[Call, ...]:
    found: tuple[Call, ...] = town.ask(FindCalls()).calls
    return found


def the_call(town: Town, call_id: UUID) -> Call:
    [found] = town.ask(FindCalls(call_id=call_id)).calls
    assert isinstance(found, Call)
    return found


def test_who_called_for_a_ticket_is_known_when_they_call_again(known: Town) -> None:
    rings(known, FIRST)
    assert the_call(known, FIRST).caller is None
    known.execute(replace(open_it, call_id=FIRST))
    first = the_call(known, FIRST)
    assert (first.ticket_id, first.reference) == (TICKET, "MPJT-1")
    known.clock.advance(days=30)
    rings(known, SECOND, "+44 20 7946 0000")
    second = the_call(known, SECOND)
    assert second.ticket_id is None
    assert second.caller == KnownCaller(
        school_id=ASHGROVE, name=PRIYA.name, email=PRIYA.email
    )


def test_a_number_that_is_withheld_is_nobodys(known: Town) -> None:
    rings(known, FIRST, "anonymous")
    known.execute(replace(open_it, call_id=FIRST))
    rings(known, SECOND, "anonymous")
    assert the_call(known, SECOND).caller is None


def test_the_calls_of_the_last_hour_are_offered_the_newest_first(known: Town) -> None:
    rings(known, FIRST)
    known.clock.advance(minutes=40)
    rings(known, SECOND)
    rings(known, SECOND)
    assert [one.call_id for one in lately(known)] == [SECOND, FIRST]
    known.clock.advance(minutes=40)
    assert [one.call_id for one in lately(known)] == [SECOND]
    no_call = uuid5(TICKET, "no call")
    assert known.ask(FindCalls(call_id=no_call)).calls == ()


def test_only_the_desk_says_whose_call_it_was(known: Town) -> None:
    rings(known, FIRST)
    said: OpenTicket = replace(open_it, call_id=FIRST)
    known.execute(said, by=STAFF)
    assert the_call(known, FIRST).ticket_id is None


def test_without_that_guard_a_school_would_say_who_calls(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: the command is carried out as it came."""
    monkeypatch.delitem(known.applications["intake"].rooms.handlers, OpenTicket)
    rings(known, FIRST)
    known.execute(replace(open_it, call_id=FIRST), by=STAFF)
    assert the_call(known, FIRST).ticket_id == TICKET


def test_nobody_of_a_school_sees_who_calls(known: Town) -> None:
    with pytest.raises(Forbidden):
        known.ask(FindCalls(), STAFF)


def test_the_number_is_sealed_in_the_log(known: Town) -> None:
    rings(known, FIRST)
    [one] = known.log("intake", PROVIDER)
    assert b"7946" not in one.body


def test_whose_call_it_was_is_made_anew_from_the_events(known: Town) -> None:
    rings(known, FIRST)
    known.execute(replace(open_it, call_id=FIRST))
    spoil(known, "intake", tickets, call_id=None)
    assert the_call(known, FIRST).ticket_id is None
    switched(known, "intake")
    assert the_call(known, FIRST).ticket_id == TICKET
