"""How does somebody look for tickets by many fields, and keep that as a view?"""

from __future__ import annotations

import re
from html import unescape

import pytest

from contracts.access import Role, person
from contracts.intake import FindTickets, Queue
from contracts.saved_views import FindViews, SavedView, SavedViewsView
from contracts.values import Channel, Priority, TicketState
from services.gateway.screens.wanted import STATES, Wanted
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, OLU

AT = "/console/search"
VIEWS = "/console/views"
OF_NOTHING = dict.fromkeys(("words", "school", "requester"), "")

OLU_THERE = person(OLU.person_id, {Role.OPERATOR}, None)
"""Olu, as who is signed in."""


def subjects(page: str) -> set[str]:
    return {*re.findall(r'class="subject">([^<]+)<', page)}


def saved(api: Api) -> SavedView:
    found: SavedViewsView = api.town.ask(FindViews(), by=OLU_THERE)
    [view] = found.views
    return view


@pytest.fixture
def asked(api: Api) -> None:
    """Three tickets that differ in everything one may look for."""
    kiln = api.olu.opens(subject="Kiln", impact="high", urgency="high")
    api.olu.acts(kiln, "assign", assignee=f"person:{OLU.person_id}")
    asked_by = {"name": BEN.name, "email": BEN.email}
    asked_for = {"requester": asked_by, "type": "service_request"}
    api.olu.opens(BECKFIELD, subject="Projector", **asked_for)
    done = api.olu.opens(subject="Printer", channel="email")
    api.olu.acts(done, "resolve", note="Done.")
    api.town.settle()


def test_tickets_are_found_by_each_field(olu: Reader, asked: None) -> None:
    both, nonsense = {"Kiln", "Projector"}, {"priority": "p10", "state": "lost"}
    cases: list[tuple[dict[str, str], set[str]]] = [
        ({}, both),
        ({"words": "proj"}, {"Projector"}),
        ({"requester": "BEN@beckfield.example"}, {"Projector"}),
        ({"school": "ashgrove"}, {"Kiln"}),
        ({"school": "Ashgrove", "state": "resolved"}, {"Printer"}),
        ({"state": "unassigned"}, {"Projector"}),
        ({"priority": "p1"}, {"Kiln"}),
        ({"channel": "email", "state": "resolved"}, {"Printer"}),
        ({"type": "service_request"}, {"Projector"}),
        ({"assignee": "me"}, {"Kiln"}),
        (nonsense, both),
    ]
    for typed, found in cases:
        answer = olu.client.get(AT, query_string=typed)
        assert subjects(answer.text) == found, typed


def test_a_reference_is_found_and_what_was_typed_stands_in_the_form(
    api: Api, olu: Reader
) -> None:
    reference = api.olu.sees(api.olu.opens(subject="Kiln"))["reference"]
    page = olu.reads(f"{AT}?words={reference}&priority=p3&state=open")
    assert f'value="{reference}"' in page
    assert '<option value="p3" selected>' in page
    assert '<option value="open" selected>' in page


def test_a_school_that_is_not_meant_clearly_is_told_beside_its_field(
    olu: Reader, asked: None
) -> None:
    page = olu.reads(f"{AT}?school=nowhere")
    assert "School: No school is called so." in page
    assert "Keep this as a view" not in page
    page = olu.reads(f"{AT}?school=e")
    assert "such as Ashgrove Primary, Beckfield Academy" in page


def test_what_is_found_is_kept_as_a_view_beside_the_queue(
    api: Api, olu: Reader, asked: None
) -> None:
    typed = OF_NOTHING | {"school": "Ashgrove Primary", "priority": "p1"}
    answer = olu.sends(VIEWS, **typed, name="Urgent at Ashgrove", key="k")
    assert answer.status_code == 303
    assert olu.sends(VIEWS, **typed, name="Urgent at Ashgrove", key="k").location == (
        answer.location
    )
    page = olu.reads(answer.location)
    assert "The view is saved." in page
    assert subjects(page) == {"Kiln"}
    assert "<title>Urgent at Ashgrove" in page
    [link] = re.findall(r'id="view-[^"]+" href="([^"]+)"[^>]*aria-current="page"', page)
    assert str(saved(api).view_id) in link
    assert re.search(r'Urgent at Ashgrove <span class="count">1<', page)
    assert (saved(api).of_school, saved(api).priority) == (ASHGROVE, Priority.P1)
    assert subjects(olu.reads(f"{answer.location}&search=projector")) == set()


def test_a_view_is_changed_and_removed(api: Api, olu: Reader, asked: None) -> None:
    at = olu.sends(VIEWS, **OF_NOTHING, state="open", name="Open").location
    [change] = re.findall(r'href="(/console/search\?view=[^"]+)"', olu.reads(at))
    page = olu.reads(change)
    assert "Change the view Open" in page
    assert '<option value="open" selected>' in page
    # Who empties every field in the form means it.
    assert '<option value="" selected>' in olu.reads(f"{change}&words=")
    typed = {"view": str(saved(api).view_id), "version": "1", "name": "All"}
    olu.sends(VIEWS, **OF_NOTHING, **typed, shared="on")
    assert (saved(api).name, saved(api).shared, saved(api).state) == ("All", True, None)
    late = olu.sends(VIEWS, **OF_NOTHING, **typed | {"name": "Mine"})
    assert late.status_code == 409
    page = unescape(late.text)
    assert "Somebody changed this view since you looked" in page
    assert "<li>All</li>" in page
    assert 'value="Mine"' in page
    assert olu.sends(f"{VIEWS}/{saved(api).view_id}/remove").location == "/console"
    assert "Its tickets stay as they are." in olu.reads("/console")
    assert "The view is saved" not in olu.reads(at)


def test_a_view_without_a_name_or_with_a_school_that_is_none_is_not_kept(
    api: Api, olu: Reader
) -> None:
    answer = olu.sends(VIEWS, **OF_NOTHING, name=" ")
    assert answer.status_code == 422
    assert 'href="#view-name">Name: Fill this in.' in answer.text
    answer = olu.sends(VIEWS, **OF_NOTHING | {"school": "nowhere"}, name="Some")
    assert answer.status_code == 422
    assert "No school is called so." in answer.text
    assert olu.sends(VIEWS, **OF_NOTHING, view="x", name="Some").location == "/console"
    assert api.town.ask(FindViews(), by=OLU_THERE).views == ()


def test_a_view_that_is_gone_leaves_the_queue_as_it_is(olu: Reader) -> None:
    page = olu.reads("/console?view=51e70000-0000-4000-8000-000000000001")
    assert "<title>Open" in page


def test_what_is_wanted_is_asked_and_typed_as_it_is_meant() -> None:
    for typed, (queue, state) in STATES.items():
        assert Wanted(queue=queue, state=state).typed()["state"] == typed
    done = Wanted(state=TicketState.RESOLVED, channel=Channel.EMAIL)
    assert done.question("person:1") == FindTickets(
        state=TicketState.RESOLVED, channel=Channel.EMAIL, sort="updated"
    )
    mine = Wanted(assignee="me", search="kiln").narrowed(" hot ")
    assert mine.question("person:1", limit=3) == FindTickets(
        queue=Queue.UNRESOLVED, assignee="person:1", search="kiln hot", limit=3
    )
