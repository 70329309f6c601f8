"""What does a school see of its own requests, and how does it raise one?"""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.access import Role, person
from contracts.intake import (
    AssignTicket,
    HoldTicket,
    NoteTicket,
    ReplyToTicket,
    ResolveTicket,
)
from contracts.values import Channel, Level, Priority, TicketState
from services.gateway.screens.forms import Form
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.support.cast import ASHGROVE, BECKFIELD, Person

HOME = f"/portal/{ASHGROVE}"
PROJECTOR = {
    "subject": "The projector in 4B stays dark",
    "description": "It was fine on Friday.",
    "impact": "medium",
    "urgency": "high",
}


def raises(reader: Reader, /, key: str = "a", **typed: str) -> str:
    """Have somebody ask for help; the address of their request."""
    answer = reader.sends(f"{HOME}/new", key=key, **(PROJECTOR | typed))
    assert answer.status_code == 303, answer.text
    reader.api.town.settle()
    return answer.location


def seen(api: Api, address: str) -> Any:
    """The request at an address as the desk sees it."""
    return api.olu.sees(address.rpartition("/")[2])


def desk(api: Api, address: str, kind: type, **said: Any) -> None:
    """Have Olu do something with the request at an address."""
    ticket_id = UUID(address.rpartition("/")[2])
    version = api.olu.sees(str(ticket_id))["version"]
    if kind in (ReplyToTicket, NoteTicket):
        said["message_id"] = uuid4()
    command = kind(school_id=ASHGROVE, ticket_id=ticket_id, version=version, **said)
    api.town.execute(command)
    api.town.settle()


def test_a_school_begins_at_its_own_portal_under_its_own_name(priya: Reader) -> None:
    assert priya.client.get("/").location == HOME
    page = priya.reads(HOME)
    assert ">Ashgrove Primary</a>" in page
    assert "There is nothing here yet." in page
    assert f'href="{HOME}/new"' in page


def test_a_request_is_raised_in_the_name_of_who_is_signed_in(priya: Reader) -> None:
    view = seen(priya.api, raises(priya))
    assert view["subject"] == PROJECTOR["subject"]
    assert view["requester"] == {"name": "Priya", "email": "priya@ashgrove.example"}
    assert view["channel"] == Channel.PORTAL.value
    assert view["impact"] == Level.MEDIUM.value
    assert view["priority"] == Priority.P2.value
    assert view["timeline"][0]["actor"] == f"person:{priya.person.person_id}"


FORGED = {"type": "major_incident", "category": "printing", "approval": "A key"}


def test_nothing_is_read_of_a_request_but_what_its_form_asks(priya: Reader) -> None:
    view = seen(priya.api, raises(priya, **FORGED))
    assert (view["type"], view["category"]) == ("incident", "")
    assert view["approval"] is None


def test_without_its_list_of_fields_a_request_would_be_forged(
    priya: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the one above."""
    monkeypatch.setattr(Form, "only", lambda form, *_: form)
    view = seen(priya.api, raises(priya, **FORGED))
    assert view["type"] == "major_incident"


def test_what_was_promised_is_said_with_its_day_and_hour(priya: Reader) -> None:
    page = priya.reads(raises(priya))
    assert "Thank you. We have it." in page
    assert "We will answer by Monday 08/06/2026 at 10:00." in page
    assert "It will be done by Monday 08/06/2026 at 17:00." in page
    assert "We will answer by Monday 08/06/2026 at 10:00." in priya.reads(HOME)


def test_a_promise_that_was_not_kept_is_owned_up_to(priya: Reader) -> None:
    address = raises(priya)
    priya.api.town.clock.advance(hours=3)
    sorry = "We promised to answer by Monday 08/06/2026 at 10:00 and have not yet."
    assert sorry in priya.reads(HOME)
    assert "and have not yet. We are sorry." in priya.reads(address)


def test_an_answer_in_time_is_said_to_be_so(priya: Reader) -> None:
    address = raises(priya)
    desk(priya.api, address, ReplyToTicket, text="Is the lamp on?")
    page = priya.reads(address)
    assert "We answered in time." in page
    assert "You will hear from us again by Monday 08/06/2026 at 13:00." in page
    assert "Is the lamp on?" in page


def test_sent_twice_a_form_is_one_request(priya: Reader) -> None:
    assert raises(priya, key="one") == raises(priya, key="one")
    assert raises(priya, key="two") != raises(priya, key="one")
    assert priya.reads(HOME).count(PROJECTOR["subject"]) == 2


def test_a_form_carries_a_key_of_its_own_each_time(priya: Reader) -> None:
    keys = [
        re.findall(r'name="key" value="([^"]+)"', priya.reads(f"{HOME}/new"))
        for _ in range(2)
    ]
    assert keys[0] != keys[1]
    assert len(keys[0]) == 1


def test_what_is_missing_is_named_and_nothing_typed_is_lost(priya: Reader) -> None:
    typed = {"subject": " ", "description": "", "impact": "high", "key": "mine"}
    answer = priya.sends(f"{HOME}/new", **typed)
    assert answer.status_code == 422
    page = answer.text
    assert "Please look at this again" in page
    named = re.findall(r'<a href="#(\w+)">', page)
    assert [one for one in named if one != "main"] == [
        *("subject", "description", "urgency")
    ]
    assert page.count("Fill this in.") >= 6
    assert re.search(r'id="impact-high"[^>]* checked', page)
    assert 'name="key" value="mine"' in page
    answer = priya.sends(f"{HOME}/new", **(PROJECTOR | {"urgency": "now"}))
    assert answer.status_code == 422
    assert PROJECTOR["subject"] in answer.text
    assert PROJECTOR["description"] in answer.text


def test_what_the_desk_notes_for_itself_is_not_shown_even_to_the_desk(
    priya: Reader, olu: Reader
) -> None:
    address = raises(priya)
    desk(priya.api, address, NoteTicket, text="The lamp is five years old.")
    assert "five years" not in priya.reads(address)
    assert "five years" not in olu.reads(address)


def test_a_school_writes_to_the_desk_and_the_desk_reads_it(
    priya: Reader, olu: Reader
) -> None:
    address = raises(priya)
    for _ in range(2):
        answer = priya.sends(f"{address}/reply", text="It hums now.", key="hum")
        assert answer.location == address
    page = priya.reads(address)
    assert "The people working on it will read this." in page
    assert page.count("It hums now.") == 1
    ticket_id = address.rpartition("/")[2]
    console = olu.reads(f"/console/tickets/{ticket_id}")
    assert "It hums now." in console
    assert "wrote to the desk" in console


def test_what_a_school_writes_answers_no_promise_of_ours(priya: Reader) -> None:
    address = raises(priya)
    priya.sends(f"{address}/reply", text="It hums now.")
    priya.api.town.settle()
    assert "We will answer by Monday" in priya.reads(address)


def test_an_empty_message_is_refused_where_it_was_typed(priya: Reader) -> None:
    address = raises(priya)
    answer = priya.sends(f"{address}/reply", text="  ", key="mine")
    assert answer.status_code == 422
    assert '<a href="#reply-text">Your message: ' in answer.text
    assert 'name="key" value="mine"' in answer.text


def test_a_reply_leaves_done_what_is_done_and_a_reason_opens_it_again(
    priya: Reader,
) -> None:
    address = raises(priya)
    desk(priya.api, address, ResolveTicket, note="It has a new lamp.")
    page = priya.reads(address)
    assert '<p class="state">Done</p>' in page
    assert "It has a new lamp." in page
    assert "It was done in time." in page
    priya.sends(f"{address}/reply", text="Thank you!")
    assert '<p class="state">Done</p>' in priya.reads(address)
    version = str(priya.api.olu.sees(address.rpartition("/")[2])["version"])
    answer = priya.sends(f"{address}/reopen", reason=" ", version=version)
    assert answer.status_code == 422
    priya.sends(f"{address}/reopen", reason="It is dark again.", version=version)
    view = seen(priya.api, address)
    assert view["state"] == TicketState.OPEN.value
    assert "It is dark again." in priya.reads(address)


def test_an_old_page_reopens_nothing_that_was_changed_since(priya: Reader) -> None:
    address = raises(priya)
    desk(priya.api, address, ResolveTicket, note="It has a new lamp.")
    answer = priya.sends(f"{address}/reopen", reason="It is dark again.", version="1")
    assert answer.status_code == 409
    assert "It is dark again." in answer.text
    view = seen(priya.api, address)
    assert view["state"] == TicketState.RESOLVED.value


def test_who_asked_is_not_mistaken_for_who_wrote_it_down(priya: Reader) -> None:
    called = f"{HOME}/tickets/{priya.api.olu.opens()}"
    assert "wrote down what Priya asked for" in priya.reads(called)
    assert "Priya</strong> <span>asked us</span>" in priya.reads(raises(priya))


def test_who_takes_a_request_on_is_named(priya: Reader, olu: Reader) -> None:
    address = raises(priya)
    me = f"person:{olu.person.person_id}"
    ticket_id = UUID(address.rpartition("/")[2])
    command = AssignTicket(
        school_id=ASHGROVE, ticket_id=ticket_id, version=1, assignee=me
    )
    priya.api.town.execute(command)
    page = priya.reads(address)
    assert "gave it to Olu" in page
    assert "We are working on it" in page


def test_waiting_is_said_with_its_reason(priya: Reader) -> None:
    address = raises(priya)
    assert "We have it" in priya.reads(HOME)
    desk(priya.api, address, HoldTicket, reason="A lamp is ordered.")
    page = priya.reads(address)
    assert "Waiting for something" in page
    assert "A lamp is ordered." in page
    assert "stands still while we wait" in page


def test_ones_own_requests_are_apart_from_all_of_the_school(priya: Reader) -> None:
    head = make_known(priya.api, _HEAD, Role.HEAD, ASHGROVE).signed_in()
    raises(head, subject="New laptops for Year 6")
    raises(priya)
    assert "laptops" not in priya.reads(HOME)
    assert "laptops" in priya.reads(f"{HOME}?whose=school")
    assert "projector" not in head.reads(HOME)
    found = priya.reads(f"{HOME}?whose=school&search=laptops")
    assert "laptops" in found
    assert "projector" not in found
    assert "Nothing found." in priya.reads(f"{HOME}?search=laptops")


def test_a_governor_reads_and_is_offered_nothing_to_send(priya: Reader) -> None:
    address = raises(priya)
    governor = make_known(priya.api, _HEAD, Role.GOVERNOR, ASHGROVE).signed_in()
    page = governor.reads(address)
    assert PROJECTOR["subject"] in page
    assert "/reply" not in page
    assert "Ask for help" not in governor.reads(HOME)
    assert governor.sends(f"{HOME}/new", **PROJECTOR).status_code == 403
    assert governor.sends(f"{address}/reply", text="Well?").status_code == 403


def test_a_hostile_subject_is_text_and_nothing_else(priya: Reader) -> None:
    evil = "<script>alert(1)</script>"
    address = raises(priya, subject=evil, description=f"{evil} [x](javascript:alert)")
    for page in (address, HOME, f"{HOME}?search={evil}"):
        raw = priya.client.get(page).text
        assert "<script>alert" not in raw
        assert 'href="javascript' not in raw
        assert "&lt;script&gt;alert(1)" in raw


def test_long_lists_go_on_from_page_to_page(priya: Reader) -> None:
    for number in range(26):
        raises(priya, key=str(number), subject=f"Laptop {number:02}")
    first = priya.reads(HOME)
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following
    second = priya.reads(following[1])
    shown = (
        set(re.findall(r"Laptop \d\d", first)),
        set(re.findall(r"Laptop \d\d", second)),
    )
    assert len(shown[0]) == 25
    assert len(shown[0] | shown[1]) == 26


@pytest.mark.parametrize("at", ["", "/new", "/tickets/{ticket}"])
def test_beckfield_cannot_see_ashgrove(priya: Reader, ben: Reader, at: str) -> None:
    ticket = raises(priya).rpartition("/")[2]
    page = ben.reads(HOME + at.format(ticket=ticket), 403)
    assert "Ashgrove" not in page
    assert "projector" not in page
    elsewhere = f"/portal/{BECKFIELD}/tickets/{ticket}"
    assert "projector" not in ben.reads(elsewhere, 404)


@pytest.mark.parametrize(
    ("at", "typed"),
    [
        ("/new", PROJECTOR),
        ("/tickets/{ticket}/reply", {"text": "Me too."}),
        ("/tickets/{ticket}/reopen", {"reason": "It is dark.", "version": "2"}),
    ],
)
def test_beckfield_can_do_nothing_at_ashgrove(
    priya: Reader, ben: Reader, at: str, typed: dict[str, str]
) -> None:
    address = raises(priya)
    desk(priya.api, address, ResolveTicket, note="It has a new lamp.")
    before = priya.api.town.log("intake", ASHGROVE)
    at = at.format(ticket=address.rpartition("/")[2])
    assert ben.sends(HOME + at, **typed).status_code == 403
    elsewhere = f"/portal/{BECKFIELD}{at}"
    assert at == "/new" or ben.sends(elsewhere, **typed).status_code == 404
    assert priya.api.town.log("intake", ASHGROVE) == before
    assert priya.sends(HOME + at, **typed).status_code == 303


def test_nothing_is_sent_without_the_token_of_the_session(priya: Reader) -> None:
    address = raises(priya)
    before = priya.api.town.log("intake", ASHGROVE)
    for at in (f"{HOME}/new", f"{address}/reply", f"{address}/reopen"):
        answer = priya.client.post(at, data=PROJECTOR | {"text": "x", "csrf": ""})
        assert answer.status_code == 403
    assert priya.api.town.log("intake", ASHGROVE) == before


_ID = UUID("9e950000-0000-4000-8000-000000000009")
_HEAD = Person(
    person_id=_ID,
    name="Head of Ashgrove",
    email="head@ashgrove.example",
    caller=person(_ID, {Role.HEAD}, ASHGROVE),
)
