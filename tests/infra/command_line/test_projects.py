"""Can a person at a terminal propose a project, and lead it to its end?"""

from __future__ import annotations

import pytest

from contracts.access import Role
from contracts.projects import FindProjects
from contracts.values import PROVIDER
from infra.command_line.projects import MILESTONE
from tests.infra.command_line.desks import Desk
from tests.services.gateway.screens.pages import make_known
from tests.services.gateway.site_visit_routes import MOVED, come
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, OLU


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """Olu has an account."""
    make_known(desk.api, OLU, Role.OPERATOR, PROVIDER)
    return desk


DAYS = ("--from", "15/06/2026", "--until", "28/08/2026", "--lead", "Olu")


def propose(desk: Desk, name: str, *more: str) -> str:
    said = ("projects", "propose", str(ASHGROVE), name, "Wi-Fi for all", *DAYS)
    return desk.gets(*said, *more)


def test_a_project_is_led_from_its_proposal_to_its_end(desk: Desk) -> None:
    told = propose(desk, "New network", "--milestone", MILESTONE)
    assert "New network: Proposed, not approved, 15/06/2026..28/08/2026" in told
    assert "Cables are in: due 10/07/2026" in told
    assert "has to approve" in desk.is_told("projects", "start", "new network")
    head = desk.api.program(Role.HEAD, ASHGROVE)
    token = ("--token", head.token)
    desk.gets("projects", "approve", "New network", "--version", 1, *token)
    desk.gets("projects", "start", "New network")
    told = desk.gets("projects", "reach", "New network", "Cables are in")
    assert "Cables are in: reached" in told
    ticket = desk.opens()
    assert ticket in desk.gets("projects", "add", "New network", ticket)
    listed = desk.gets("projects", "list", "--school", ASHGROVE_NAME)
    assert "New network\tRunning\t0 of 1\t0 min\t28/08/2026" in listed
    assert ticket not in desk.gets("projects", "remove", "New network", ticket)
    come(desk.town)
    visit = ("New network", "--visit", MOVED)
    assert str(MOVED) in desk.gets("projects", "add", *visit)
    assert str(MOVED) not in desk.gets("projects", "remove", *visit)
    assert "say which ticket" in desk.is_told("projects", "add", "New network")
    assert "Closed" in desk.gets("projects", "close", "New network", "Done.")
    assert "New network" not in desk.gets("projects", "list")
    assert "New network" in desk.gets("projects", "list", "--closed")
    assert "Closed" in desk.gets("projects", "show", "New network")
    propose(desk, "New network")
    assert "Proposed" in desk.gets("projects", "show", "New network")


def test_nothing_is_approved_that_was_not_read(desk: Desk) -> None:
    propose(desk, "Laptops")
    done = desk.types("projects", "approve", "Laptops")
    assert done.exit_code == 1
    assert "--version 1" in done.stderr
    assert "Laptops: Proposed, not approved" in done.stdout


def test_a_lead_is_somebody_of_the_msp(desk: Desk) -> None:
    propose(desk, "Laptops")
    found = desk.town.ask(FindProjects()).projects
    assert {one.lead for one in found} == {f"person:{OLU.person_id}"}
    said = ("projects", "propose", str(ASHGROVE), "B", "C", *DAYS)
    told = desk.is_told(*said, "--lead", "Mr Kiln")
    assert told == "nobody of the MSP is called 'Mr Kiln'"


def test_what_is_no_project_and_no_milestone_is_said_to_be_none(desk: Desk) -> None:
    assert "no projects are called" in desk.is_told("projects", "show", "Kiln")
    said = ("projects", "propose", str(ASHGROVE), "A", "B", *DAYS)
    told = desk.is_told(*said, "--milestone", "Cables")
    assert "is not a milestone such as" in told
