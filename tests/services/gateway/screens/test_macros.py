"""How does the desk keep its answers, and see what one does before it does it?"""

from __future__ import annotations

import re

import pytest

from services.gateway.screens import macros
from tests.services.gateway.api import Api, json_of
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import OLU, PRIYA

AT = "/console/macros"
TYPED = {
    "name": "Restart",
    "text": "Dear {requester}, about {reference} at {school}: restart it. {me}",
    "ending": "hold",
    "assign_to_me": "on",
    "type": "service_request",
}

SEEN = {"version": "1", "macro_version": "1"}
"""The versions of the ticket and of the macro that a preview showed."""


@pytest.fixture
def restart(olu: Reader) -> str:
    """The address of a macro beside a ticket, without the ticket."""
    assert olu.sends(AT, **TYPED, key="one").status_code == 303
    assert olu.sends(AT, **TYPED, key="one").status_code == 303
    [found] = re.findall(r'href="/console/macros\?macro=([^"]+)"', olu.reads(AT))
    return f"macros/{found}"


def test_a_macro_shows_what_it_will_do_and_does_nothing_yet(
    api: Api, olu: Reader, restart: str
) -> None:
    ticket = api.olu.opens()
    at = f"/console/tickets/{ticket}"
    assert f'href="{at}/{restart}">Restart</a>' in olu.reads(at)
    page = olu.reads(f"{at}/{restart}")
    reference = api.olu.sees(ticket)["reference"]
    filled = f"Dear {PRIYA.name}, about {reference} at Ashgrove Primary: restart it."
    assert f"{filled} {OLU.name}</textarea>" in page
    assert "It puts it on hold for the requester; its clock stands still." in page
    assert f"It gives the ticket to {OLU.name}." in page
    assert "It makes it a ticket of the type: service request." in page
    assert api.olu.sees(ticket)["version"] == 1


def test_all_that_was_shown_is_done_with_the_words_as_they_stand(
    api: Api, olu: Reader, restart: str
) -> None:
    ticket = api.olu.opens()
    at = f"/console/tickets/{ticket}"
    answer = olu.sends(f"{at}/{restart}", **SEEN, text="Restart it, please.")
    assert (answer.status_code, answer.location) == (303, at)
    after = api.olu.sees(ticket)
    assert (after["state"], after["type"]) == ("on_hold", "service_request")
    assert after["assignee"] == f"person:{OLU.person_id}"
    assert "Restart it, please." in olu.reads(at)


def test_what_is_refused_is_said_and_nothing_typed_is_lost(
    api: Api, olu: Reader, restart: str
) -> None:
    ticket = api.olu.opens()
    json_of(api.olu.acts(ticket, "hold", reason="A part is ordered."))
    at = f"/console/tickets/{ticket}/{restart}"
    answer = olu.sends(at, **SEEN | {"version": "2"}, text="Restart it.")
    assert answer.status_code == 422
    assert "on hold already" in answer.text
    assert ">Restart it.</textarea>" in answer.text
    assert api.olu.sees(ticket)["version"] == 2


def changed(olu: Reader, restart: str, **typed: str) -> None:
    """Somebody changes the macro."""
    known = {"macro": restart.partition("/")[2], "version": "1"}
    assert olu.sends(AT, **TYPED | known | typed).status_code == 303


def hidden(page: str, name: str) -> str:
    [value] = re.findall(rf'name="{name}" value="([^"]*)"', page)
    return str(value)


def test_a_macro_that_changed_meanwhile_is_shown_anew_and_does_nothing_yet(
    api: Api, olu: Reader, restart: str
) -> None:
    ticket = api.olu.opens()
    at = f"/console/tickets/{ticket}/{restart}"
    changed(olu, restart, ending="resolve", text="It was restarted, {requester}.")
    answer = olu.sends(at, **SEEN, text="My own words.", key="one")
    assert answer.status_code == 409
    assert "The macro has changed since you looked" in answer.text
    assert f"<p>It was restarted, {PRIYA.name}.</p>" in answer.text
    assert "It resolves the ticket" in answer.text
    assert ">My own words.</textarea>" in answer.text
    assert api.olu.sees(ticket)["version"] == 1
    seen = SEEN | {"macro_version": hidden(answer.text, "macro_version")}
    assert olu.sends(at, **seen, text="My own words.", key="one").status_code == 303
    assert api.olu.sees(ticket)["state"] == "resolved"


@pytest.mark.parametrize("named", [{}, {"macro_version": "one"}])
def test_who_names_no_version_of_the_macro_has_not_seen_it(
    api: Api, olu: Reader, restart: str, named: dict[str, str]
) -> None:
    ticket = api.olu.opens()
    at = f"/console/tickets/{ticket}/{restart}"
    assert olu.sends(at, version=1, text="Hello", **named).status_code == 409
    assert api.olu.sees(ticket)["version"] == 1


def test_without_its_version_a_macro_does_what_nobody_has_seen(
    api: Api, olu: Reader, restart: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the two above: whatever version is named is taken for the newest."""
    ticket = api.olu.opens()
    changed(olu, restart, ending="resolve")
    monkeypatch.setattr(macros, "version_of", lambda _: 2)
    at = f"/console/tickets/{ticket}/{restart}"
    assert olu.sends(at, **SEEN, text="Restart it.").status_code == 303
    assert api.olu.sees(ticket)["state"] == "resolved"


def test_who_is_told_what_happened_to_the_ticket_may_send_once_more(
    api: Api, olu: Reader, restart: str
) -> None:
    ticket = api.olu.opens()
    at = f"/console/tickets/{ticket}/{restart}"
    json_of(api.olu.acts(ticket, "note", text="She rang."))
    answer = olu.sends(at, **SEEN, text="My own words.", key="one")
    assert answer.status_code == 409
    assert "It has changed since you looked" in answer.text
    assert re.search(r"<li>A program \(\w+\): [^<]*note", answer.text)
    assert ">My own words.</textarea>" in answer.text
    assert hidden(answer.text, "version") == "2"
    seen = SEEN | {"version": "2"}
    assert olu.sends(at, **seen, text="My own words.", key="one").status_code == 303
    assert api.olu.sees(ticket)["state"] == "on_hold"


def test_who_is_refused_for_another_reason_still_sends_what_they_saw(
    api: Api, olu: Reader, restart: str
) -> None:
    ticket = api.olu.opens()
    at = f"/console/tickets/{ticket}/{restart}"
    json_of(api.olu.acts(ticket, "note", text="She rang."))
    answer = olu.sends(at, **SEEN, text=" ")
    assert answer.status_code == 422
    assert hidden(answer.text, "version") == "1"


def test_a_macro_is_changed_and_removed(olu: Reader, restart: str) -> None:
    macro = restart.partition("/")[2]
    page = olu.reads(f"{AT}?macro={macro}")
    assert "Change Restart" in page
    assert '<option value="hold" selected>' in page
    known = {"macro": macro, "version": "1"}
    olu.sends(AT, **TYPED | known | {"name": "Again"})
    assert ">Again</a>" in olu.reads(AT)
    late = olu.sends(AT, **TYPED | known)
    assert late.status_code == 409
    late = olu.sends(f"{AT}/{macro}/remove", version="1")
    assert late.status_code == 409
    assert "It has changed since you looked" in late.text
    assert "Change Again" in late.text
    [version] = re.findall(
        r'/remove">.*?name="version" value="(\d+)"', late.text, re.DOTALL
    )
    assert version == "2"
    assert olu.sends(f"{AT}/{macro}/remove", version=version).status_code == 303
    assert ">Again</a>" not in olu.reads(AT)
    assert olu.sends(AT, **TYPED | {"macro": "none"}).status_code == 303


def test_what_nobody_could_fill_in_is_said_beside_its_field(olu: Reader) -> None:
    answer = olu.sends(AT, **TYPED | {"text": "Dear {you}"})
    assert answer.status_code == 422
    assert "Nobody could fill in {you}." in answer.text
