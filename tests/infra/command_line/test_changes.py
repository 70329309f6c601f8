"""Can a person at a terminal plan a change, make it, and see when there is none?"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from contracts.access import Role
from contracts.calendar import SetExams
from contracts.change_calendar import GetChange
from contracts.intake import FindTickets
from contracts.standard_changes import GetStandardChanges
from contracts.values import PROVIDER, ExamPeriod
from infra.command_line import whom
from infra.command_line.days import day_of
from tests.infra.command_line.desks import Desk
from tests.services.gateway.change_routes import SWITCH, TEXTS
from tests.services.gateway.screens.pages import make_known
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, OLU

_LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """Olu has an account."""
    make_known(desk.api, OLU, Role.OPERATOR, PROVIDER)
    return desk


def planning(desk: Desk, ticket: str, *more: str) -> tuple[str, ...]:
    """What is typed for a change that begins an hour ago and ends in two."""
    now = desk.town.clock().astimezone(_LONDON)
    times = (now - timedelta(hours=1), now + timedelta(hours=2))
    first, last = (f"{at:%d/%m/%Y %H:%M}" for at in times)
    said = [
        *("changes", "plan", ticket, TEXTS["reason"], "--from", first, "--until", last),
        *("--risk-reason", "Cold", "--plan", TEXTS["plan"], "--who", "Olu"),
        *("--back-out", TEXTS["back_out"], "--test", TEXTS["test"], *more),
    ]
    return tuple(said)


def ticket_id_of(desk: Desk, reference: str) -> UUID:
    [found] = desk.town.ask(FindTickets(search=reference, limit=5)).tickets
    return UUID(str(found.ticket_id))


def change(desk: Desk) -> str:
    ticket = desk.opens()
    desk.gets("tickets", "classify", ticket, "change")
    return ticket


def test_a_change_is_planned_begun_ended_and_reviewed(desk: Desk) -> None:
    ticket = change(desk)
    assert "Nothing is planned yet" in desk.gets("changes", "show", ticket)
    told = desk.gets(*planning(desk, ticket, "--kind", "emergency"))
    assert "emergency change, planned, approval asked" in told
    view = desk.town.ask(GetChange(ticket_id=ticket_id_of(desk, ticket)))
    assert view.change.who == (f"person:{OLU.person_id}",)
    assert "cannot wait" in desk.is_told("changes", "begin", ticket)
    desk.gets("changes", "begin", ticket, "--reason", "It is cold.")
    desk.gets("changes", "end", ticket, "It stays cold.", "--backed-out")
    told = desk.gets("changes", "review", ticket, "Ask the maker first.")
    assert "Backed out" in told or "backed out" in told
    assert "Review: Ask the maker first." in told


def test_nobody_is_written_down_by_their_name(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = change(desk)
    told = desk.is_told(*planning(desk, ticket, "--who", "Mr Kiln"))
    assert told == "nobody of the MSP is called 'Mr Kiln'"
    assert "Nothing is planned yet" in desk.gets("changes", "show", ticket)
    monkeypatch.setattr(whom, "_IS_PERSON", re.compile(".*"))
    desk.gets(*planning(desk, ticket, "--who", "Mr Kiln"))


def test_a_change_is_withdrawn(desk: Desk) -> None:
    ticket = change(desk)
    desk.gets(*planning(desk, ticket, "--service", "wireless"))
    assert "has to approve" in desk.is_told("changes", "begin", ticket)
    assert "withdrawn" in desk.gets("changes", "withdraw", ticket, "It is summer.")


def test_a_freeze_holds_back_a_change_until_it_is_allowed(desk: Desk) -> None:
    today = desk.town.clock().astimezone(_LONDON).date()
    mocks = ExamPeriod(name="Mocks", from_on=today, until_on=today)
    desk.town.execute(SetExams(school_id=ASHGROVE, exams=(mocks,)))
    desk.town.settle()
    ticket = change(desk)
    assert "Mocks (exams" in desk.is_told(*planning(desk, ticket))
    days = f"{today:%d/%m/%Y}"
    refused = desk.is_told("changes", "allow", ticket, days, "It cannot wait.")
    assert "does not allow this" in refused
    head = desk.api.program(Role.HEAD, ASHGROVE)
    allowed = desk.gets(
        *("changes", "allow", ticket, days, "It cannot wait."),
        *("--token", head.token),
    )
    assert f"Allowed on {days} by a program in the role of head" in allowed
    desk.gets(*planning(desk, ticket))
    shown = desk.gets("changes", "calendar", "--days", days, "--school", ASHGROVE_NAME)
    assert "nothing is changed\tMocks" in shown
    assert "normal change, planned" in shown
    assert desk.gets("changes", "calendar").startswith("when")


def test_standard_changes_are_proposed_and_approved_by_the_school(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "standard.json"
    file.write_text(json.dumps([SWITCH, SWITCH | {"name": "lamp"}]))
    where = ("changes", "standard", str(ASHGROVE))
    setting = ("--set", str(file))
    assert "--version 0" in desk.is_told(*where, *setting)
    proposed = desk.gets(*where, *setting, "--version", "0")
    assert [one["name"] for one in json.loads(proposed)] == ["switch", "lamp"]
    assert "--version 1" in desk.is_told(*where, "--approve", "switch")
    assert "not at once" in desk.is_told(*where, *setting, "--approve", "switch")
    token = ("--token", desk.api.program(Role.HEAD, ASHGROVE).token)
    for version, said, approved in (
        ("1", ("--approve", "switch"), ["switch"]),
        ("2", ("--approve", "lamp"), ["switch", "lamp"]),
        ("3", ("--withdraw", "switch"), ["lamp"]),
    ):
        desk.gets(*where, *said, "--version", version, *token)
        view = desk.town.ask(GetStandardChanges(school_id=ASHGROVE))
        assert [*view.approved] == approved
    file.write_text("{")
    assert "is not JSON" in desk.is_told(*where, *setting, "--version", "4")


def test_the_weeks_that_come_are_foreseen(desk: Desk) -> None:
    desk.opens()
    opened = desk.town.clock().astimezone(UTC).date()
    later = opened + timedelta(days=364)
    desk.town.clock.set(desk.town.clock() + timedelta(days=7))
    where = ("changes", "forecast", str(ASHGROVE))
    lines = desk.gets(
        *where, "--from", f"{later:%d/%m/%Y}", "--weeks", "2"
    ).splitlines()
    monday = later - timedelta(days=later.weekday())
    week, tickets, *_ = lines[1].split("\t")
    assert (week, int(tickets) >= 1) == (f"{monday:%d/%m/%Y}", True)
    today = date.fromisoformat(day_of(None))
    first = today - timedelta(days=today.weekday())
    assert desk.gets(*where).splitlines()[1].startswith(f"{first:%d/%m/%Y}")
