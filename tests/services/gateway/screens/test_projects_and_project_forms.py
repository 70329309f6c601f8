"""Is a project proposed, approved and led to its end, on pages?"""

from __future__ import annotations

from typing import Any

import pytest

from contracts.access import Role
from contracts.projects import FindProjects, ProjectSummary
from contracts.refusals import Invalid
from contracts.values import PROVIDER
from services.gateway.screens.forms import Form
from services.gateway.screens.project_forms import milestones_of
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.services.gateway.screens.project_pages import AT, PORTAL, TYPED
from tests.services.gateway.site_visit_routes import MOVED, come
from tests.support.cast import ASHGROVE, OLU, PRIYA, ZOE

LEAD = {"lead": f"person:{OLU.person_id}"}


def found(api: Api) -> list[ProjectSummary]:
    return [*api.town.ask(FindProjects(closed=True)).projects]


def proposed(olu: Reader) -> str:
    """Where the page of a project is that was just proposed."""
    for _ in range(2):
        sent = olu.sends(f"{AT}/new", **TYPED | LEAD, key="once")
        assert sent.status_code == 303, sent.text
    return sent.location


def test_a_project_is_proposed_and_approved_by_its_school(
    api: Api, olu: Reader, priya: Reader, ben: Reader
) -> None:
    where = proposed(olu)
    assert len(found(api)) == 1
    theirs = f"{PORTAL}/{where.rpartition('/')[2]}"
    for page in (olu.reads(where), olu.reads("/console/projects"), priya.reads(PORTAL)):
        assert "New kilns" in page
        assert "Waits for the school’s approval" in page
    assert "The kiln is lit: due on 10/07/2026" in priya.reads(theirs)
    assert "Do you approve it?" not in priya.reads(theirs)
    for at_it in (PORTAL, theirs):
        ben.reads(at_it, 403)
    priya.reads(where, 403)
    early = olu.sends(f"{where}/start", version="1")
    assert early.status_code == 422
    assert "has to approve" in early.text
    head = make_known(api, PRIYA, Role.HEAD, ASHGROVE).signed_in()
    assert "Do you approve it?" in head.reads(theirs)
    assert head.sends(f"{theirs}/approve", version="3").status_code == 409
    assert head.sends(f"{theirs}/approve", version="1").status_code == 303
    assert "Approved by" in head.reads(theirs)
    assert olu.sends(f"{where}/start", version="2").status_code == 303


def test_tickets_and_visits_are_added_and_taken_out(api: Api, olu: Reader) -> None:
    where, ticket = proposed(olu), api.olu.opens()
    come(api.town)
    reference = api.olu.sees(ticket)["reference"]
    for wrong in ({"reference": "NONE-1"}, {"reference": ""}, {"visit": "kiln"}):
        answer = olu.sends(f"{where}/add", **wrong)
        assert answer.status_code == 422
    assert olu.sends(f"{where}/add", reference=reference.lower()).status_code == 303
    assert olu.sends(f"{where}/add", visit=str(MOVED)).status_code == 303
    page = olu.reads(where)
    assert reference in page
    assert "<h2>Visits</h2>" in page
    assert "0 of 1 ticket is done" in page
    assert "made it part of the project" in olu.reads(f"/console/tickets/{ticket}")
    assert olu.sends(f"{where}/remove", part_id=ticket).status_code == 303
    assert "No ticket belongs to it yet." in olu.reads(where)
    assert olu.sends(f"{where}/remove", part_id=str(MOVED)).status_code == 303
    assert "<h2>Visits</h2>" not in olu.reads(where)


def test_it_is_planned_anew_with_a_reason_and_closed(api: Api, olu: Reader) -> None:
    where = proposed(olu)
    bare = TYPED | LEAD | {"name": "Kilns", "version": "1"}
    assert olu.sends(f"{where}/plan", **bare).status_code == 422
    said: dict[str, Any] = TYPED | LEAD | {"name": "Kilns", "reason": "Two."}
    assert olu.sends(f"{where}/plan", **said, version="1").status_code == 303
    late = olu.sends(f"{where}/close", version="1", reason="No.")
    assert late.status_code == 409
    assert "It has changed since you looked" in late.text
    assert olu.sends(f"{where}/close", version="2", reason="No.").status_code == 303
    assert "Kilns" not in olu.reads("/console/projects")
    assert "Kilns" in olu.reads("/console/projects?closed=yes")
    assert "Close it" not in olu.reads(where)


def test_a_milestone_is_reached(api: Api, olu: Reader) -> None:
    where = proposed(olu)
    theirs = f"{PORTAL}/{where.rpartition('/')[2]}"
    head = make_known(api, PRIYA, Role.HEAD, ASHGROVE).signed_in()
    head.sends(f"{theirs}/approve", version="1")
    olu.sends(f"{where}/start", version="2")
    said = {"version": "3", "milestone": "The kiln is lit"}
    assert olu.sends(f"{where}/milestone", **said).status_code == 303
    assert "The kiln is lit: reached on 08/06/2026" in head.reads(theirs)


def test_what_is_wrong_with_a_proposal_is_told_and_nothing_is_lost(
    api: Api, olu: Reader
) -> None:
    for field, wrong in (("purpose", " "), ("milestones", "soon"), ("target_on", "")):
        answer = olu.sends(f"{AT}/new", **TYPED | LEAD | {field: wrong})
        assert answer.status_code == 422
        assert f'href="#{field}"' in answer.text
    assert "New kilns" in answer.text
    assert found(api) == []


@pytest.mark.parametrize("line", ["10/07/2026", "the day Cables", "31/02/2026 Cables"])
def test_a_milestone_is_a_day_and_what_is_reached(line: str) -> None:
    with pytest.raises(Invalid):
        milestones_of(Form({"milestones": line}))


def test_milestones_are_not_without_end() -> None:
    with pytest.raises(Invalid):
        milestones_of(Form({"milestones": "10/07/2026 Cables\n" * 31}))


def test_a_project_manager_leads_it_and_does_nothing_to_its_tickets(api: Api) -> None:
    manager = make_known(api, ZOE, Role.PROJECT_MANAGER, PROVIDER).signed_in()
    settings = manager.reads(f"/console/schools/{ASHGROVE}/hours")
    assert f'href="{AT}/new"' in settings
    assert f'href="{PORTAL.removesuffix("/projects")}"' in settings
    where = proposed(manager)
    assert "Plan it anew" in manager.reads(where)
    ticket = api.olu.opens()
    reference = api.olu.sees(ticket)["reference"]
    sent = manager.sends(f"{where}/add", reference=reference)
    assert sent.status_code == 303, sent.text
    told = manager.client.get(f"/console/tickets/{ticket}")
    assert told.location == f"/portal/{ASHGROVE}/tickets/{ticket}"
    page = manager.reads(told.location)
    assert f"site-visits/new?ticket={ticket}" in page
    assert "Write to us about it" not in page
    refused = manager.sends(f"/console/tickets/{ticket}/note", text="Kiln.")
    assert refused.status_code == 403


def test_a_consultant_reads_a_project_and_does_not_lead_it(
    api: Api, olu: Reader
) -> None:
    where = proposed(olu)
    consultant = make_known(api, ZOE, Role.CONSULTANT, PROVIDER).signed_in()
    assert "New kilns" in consultant.reads("/console/projects")
    assert "New kilns" in consultant.reads(where)
    assert "Plan it anew" not in consultant.reads(where)
    assert consultant.sends(f"{where}/close", version="1").status_code == 403
    consultant.reads(f"{AT}/new", 403)
