"""How does somebody at a school ask to be called back, in its hours?"""

from __future__ import annotations

import re
from uuid import UUID

import pytest

from contracts.intake import GetTicket, TicketView
from contracts.people import FindPeople
from contracts.phones import SetPhone
from contracts.values import Channel
from services.gateway.screens import callbacks
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, PRIYA

AT = f"/portal/{ASHGROVE}/call-me"
TYPED = {"number": "020 7946 0000", "subject": "I cannot sign in", "key": "a"}


def first_time(reader: Reader) -> str:
    found = re.search(r'<option value="([^"]+)"', reader.reads(AT))
    assert found
    return found[1]


def asks(reader: Reader) -> str:
    """Have somebody ask for a call at once; the address of their request."""
    answer = reader.sends(AT, **TYPED, when=first_time(reader))
    assert answer.status_code == 303, answer.text
    reader.api.town.settle()
    return answer.location


def seen(api: Api, address: str) -> TicketView:
    ticket_id = UUID(address.rpartition("/")[2])
    found: TicketView = api.town.ask(GetTicket(ticket_id=ticket_id))
    return found


def test_who_asks_for_a_call_has_a_ticket_of_its_channel(
    api: Api, priya: Reader
) -> None:
    address = asks(priya)
    ticket = seen(api, address)
    assert ticket.channel is Channel.CALLBACK
    assert ticket.requester.email == PRIYA.email
    assert ticket.callback is not None
    assert ticket.callback.number == "+442079460000"
    page = priya.reads(address)
    assert "To be called back on Monday 08/06/2026, 08:00 to 10:00." in page
    assert "7946" not in page
    assert asks(priya) == address


def test_times_are_offered_in_the_hours_of_the_school_alone(priya: Reader) -> None:
    page = priya.reads(AT)
    assert "Monday 08/06/2026, 08:00 to 10:00" in page
    assert "Tuesday 09/06/2026" in page
    assert "Saturday 13/06/2026" not in page
    assert page.count("<option") == callbacks.MOST


def test_a_time_is_taken_however_long_the_form_was_open(
    api: Api, priya: Reader
) -> None:
    when = first_time(priya)
    api.town.clock.advance(minutes=45)
    assert priya.sends(AT, **TYPED, when=when).status_code == 303
    api.town.clock.advance(minutes=30)
    assert priya.sends(AT, **TYPED | {"key": "b"}, when=when).status_code == 422


def test_every_field_that_is_wrong_is_named_and_kept(priya: Reader) -> None:
    answer = priya.sends(AT, number=" ", when="never", subject="")
    assert answer.status_code == 422
    for words in ("Your number: Fill", "When it suits you: Choose", "is about: Fill"):
        assert words in answer.text
    typed = TYPED | {"number": "204", "when": first_time(priya)}
    answer = priya.sends(AT, **typed)
    assert answer.status_code == 422
    assert "Not a whole telephone number" in answer.text
    assert 'value="204"' in answer.text
    answer = priya.sends(AT, **TYPED, when="2026-06-08T08:00")
    assert "Choose one of these times." in answer.text


def test_the_number_that_is_known_stands_in_the_form(api: Api, priya: Reader) -> None:
    (known,) = api.town.ask(FindPeople(school_id=ASHGROVE)).people
    who = {"school_id": ASHGROVE, "person_id": known.person_id}
    api.town.execute(SetPhone(**who, phone="07700 900123"))
    assert 'value="+447700900123"' in priya.reads(AT)


def test_somebody_with_three_calls_that_wait_asks_for_no_more(priya: Reader) -> None:
    when = first_time(priya)
    for key in "abc":
        assert priya.sends(AT, **TYPED | {"key": key}, when=when).status_code == 303
    answer = priya.sends(AT, **TYPED | {"key": "d"}, when=when)
    assert answer.status_code == 422
    assert "3 calls are waiting for you already" in answer.text


def test_the_desk_calls_back_from_the_queue_and_the_school_reads_what_came(
    olu: Reader, priya: Reader
) -> None:
    address = asks(priya)
    ticket = f"/console/tickets/{address.rpartition('/')[2]}"
    assert "Call +442079460000" in olu.reads("/console")
    page = olu.reads(ticket)
    assert 'href="tel:+442079460000"' in page
    vain = {"version": "2", "reached": "no", "text": "With the office", "key": "1"}
    assert olu.sends(f"{ticket}/callback", **vain).status_code == 303
    assert "Tried once" in olu.reads(ticket)
    page = priya.reads(address)
    assert "called and did not reach you" in page
    assert "With the office" in page
    answer = olu.sends(f"{ticket}/callback", version="3", reached="yes", text=" ")
    assert answer.status_code == 422
    assert "Say what was said." in answer.text
    said = {"version": "3", "reached": "yes", "text": "Restart it.", "key": "2"}
    assert olu.sends(f"{ticket}/callback", **said).status_code == 303
    assert "Called back on 08/06/2026 09:00." in priya.reads(address)
    assert "Call +442079460000" not in olu.reads("/console")


@pytest.mark.parametrize("address", [AT, f"/portal/{ASHGROVE}"])
def test_beckfield_cannot_ask_for_a_call_of_ashgroves(
    ben: Reader, address: str
) -> None:
    ben.reads(address, 403)


def test_while_hours_cannot_be_told_another_way_is_named(
    priya: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(callbacks, "_AHEAD", 0)
    assert "We cannot offer a time" in priya.reads(AT)
    answer = priya.sends(AT, **TYPED, when="2026-06-08T12:00")
    assert answer.status_code == 422
