"""Does the desk plan a visit on a page, and does its school see it coming?"""

from __future__ import annotations

import re
from typing import Any

from contracts.site_visits import FindSiteVisits, SiteVisit, SiteVisitState
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.services.gateway.screens.team_pages import OWN_TICKET, crew
from tests.support.cast import ASHGROVE, OLU
from tests.support.scenario import at

NEW = f"/console/schools/{ASHGROVE}/site-visits/new"
PORTAL = f"/portal/{ASHGROVE}/site-visits"
TYPED: dict[str, Any] = {
    "starts_at": "2026-06-09T09:00",
    "ends_at": "2026-06-09T10:30",
    "who": f"person:{OLU.person_id}",
    "purpose": "A match for the kiln.",
    "ticket": str(OWN_TICKET),
}


def visits(api: Api) -> list[SiteVisit]:
    question = FindSiteVisits(since=at("mon 00:00"), until=at("next mon 00:00"))
    found = api.town.ask(question).visits
    return [one for one in found if one.purpose == TYPED["purpose"]]


def planned(api: Api, olu: Reader) -> str:
    """Where the page of a visit is that was just planned."""
    crew(api.town)
    for _ in range(2):
        sent = olu.sends(NEW, **TYPED, key="once")
        assert sent.status_code == 303, sent.text
    return sent.location


def test_a_visit_is_planned_from_a_ticket_and_seen_by_its_school(
    api: Api, olu: Reader, priya: Reader, ben: Reader
) -> None:
    where = planned(api, olu)
    page = olu.reads(f"/console/tickets/{OWN_TICKET}")
    assert f"{NEW}?ticket={OWN_TICKET}" in page
    assert "planned a visit:" in page
    for page in (
        olu.reads(where),
        olu.reads("/console/site-visits"),
        priya.reads(PORTAL),
    ):
        assert "Tuesday 09/06/2026, 09:00 to 10:30" in page
        assert "A match for the kiln." in page
    assert "09/06/2026, 09:00 to 10:30" in priya.reads(
        f"/portal/{ASHGROVE}/tickets/{OWN_TICKET}"
    )
    ben.reads(PORTAL, 403)
    priya.reads(where, 403)
    assert len(visits(api)) == 1


def test_weeks_are_gone_through_and_what_is_no_week_is_this_one(olu: Reader) -> None:
    for said in ("", "kiln", "0001-01-01", "9999-12-31"):
        page = olu.reads(f"/console/site-visits?week={said}")
        assert "Visits in the week of 08/06/2026" in page
    page = olu.reads("/console/site-visits?week=2026-06-18")
    assert "Visits in the week of 15/06/2026" in page
    assert "Nobody visits a school in this week." in page


def test_what_is_wrong_with_a_visit_is_told_and_nothing_is_lost(
    api: Api, olu: Reader
) -> None:
    crew(api.town)
    wrong: tuple[dict[str, Any], ...] = (
        {"starts_at": "soon"},
        {"ends_at": ""},
        {"ends_at": "2026-06-09T08:00"},
        {"purpose": " "},
        {"ticket": "kiln"},
        {"who": ""},
    )
    for changed in wrong:
        answer = olu.sends(NEW, **TYPED | changed)
        assert answer.status_code == 422
        assert f'href="#{next(iter(changed))}"' in answer.text
    assert 'value="2026-06-09T09:00"' in answer.text
    assert visits(api) == []


def test_a_visit_is_moved_cancelled_and_nothing_twice(api: Api, olu: Reader) -> None:
    where = planned(api, olu)
    moved = {"starts_at": "2026-06-10T09:00", "ends_at": "2026-06-10T10:00"}
    who = {"who": f"person:{OLU.person_id}"}
    bare = olu.sends(f"{where}/move", **moved, **who, version="1", reason=" ")
    assert bare.status_code == 422
    said = {"version": "1", "reason": "The match is late."}
    assert olu.sends(f"{where}/move", **moved, **who, **said).status_code == 303
    late = olu.sends(f"{where}/cancel", **said)
    assert late.status_code == 409
    assert "It has changed since you looked" in late.text
    assert olu.sends(f"{where}/cancel", **said | {"version": "2"}).status_code == 303
    page = olu.reads(where)
    assert re.search(r"Cancelled: Olu", page)
    assert "Cancel it" not in page


def test_what_was_done_is_recorded_and_read_by_the_school(
    api: Api, olu: Reader, priya: Reader
) -> None:
    where = planned(api, olu)
    api.town.clock.set(at("tue 12:00"))
    for reader in (olu, priya):
        reader.signed_in()
    assert "Record that nobody came" in olu.reads(where)
    was = {"arrived_at": "2026-06-09T09:10", "left_at": "2026-06-09T10:00"}
    said = {"version": "1", "done": "It is lit.", "signed_by": "Priya"}
    empty = olu.sends(f"{where}/record", **said, arrived_at="", left_at="")
    assert empty.status_code == 422
    assert olu.sends(f"{where}/record", **said, **was).status_code == 303
    assert visits(api)[0].state is SiteVisitState.DONE
    page = priya.reads(PORTAL)
    assert "Of late" in page
    assert "Signed by Priya" in page


def test_that_nobody_came_is_told(api: Api, olu: Reader, priya: Reader) -> None:
    where = planned(api, olu)
    api.town.clock.set(at("tue 12:00"))
    for reader in (olu, priya):
        reader.signed_in()
    said = {"version": "1", "reason": "The road was closed."}
    assert olu.sends(f"{where}/miss", **said).status_code == 303
    assert "The road was closed." in priya.reads(PORTAL)
