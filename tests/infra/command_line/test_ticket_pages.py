"""Do tickets fit the terminal, and say everything in words?"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from infra.command_line import client
from infra.command_line.finding import ticket_of
from infra.command_line.ticket_pages import show_queue, show_ticket
from tests.infra.command_line.desks import Desk

SCHOOL = "a5a5a5a5-0000-4000-8000-000000000001"


def from_here(**length: float) -> str:
    """A moment as far from now, and half a minute for the test to run in."""
    return (datetime.now(UTC) + timedelta(seconds=30, **length)).isoformat()


def row(**changed: object) -> dict[str, object]:
    """A ticket as the API lists it."""
    return {
        "ticket_id": "71c7e700-0000-4000-8000-000000000001",
        "school_id": SCHOOL,
        "reference": "MPJT-12345",
        "subject": "The projector in the hall stays dark since the storm of Sunday",
        "requester_name": "Priya",
        "priority": "p2",
        "state": "open",
        "assignee": None,
        "due_at": from_here(hours=3, minutes=20),
        "due_target": "response",
        "due_state": "running",
        "obligation": None,
        **changed,
    }


def piped(capsys: pytest.CaptureFixture[str], **changed: object) -> dict[str, str]:
    """What a pipe is given of a ticket, by column."""
    show_queue([row(**changed)], {SCHOOL: "Ashgrove Primary"})
    columns, values = capsys.readouterr().out.splitlines()
    return dict(zip(columns.split("\t"), values.split("\t"), strict=True))


def test_a_pipe_is_given_everything_in_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = piped(capsys)
    assert re.fullmatch(r"\d\d/\d\d/\d{4} \d\d:\d\d", said.pop("deadline"))
    assert said == {
        "due": "in 3 h 20 min",
        "target": "First reply",
        "ticket": "MPJT-12345",
        "priority": "P2 high",
        "state": "Open",
        "assignee": "Nobody",
        "subject": "The projector in the hall stays dark since the storm of Sunday",
        "school": "Ashgrove Primary",
        "requester": "Priya",
    }


def test_what_a_requester_wrote_is_no_markup_and_no_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = piped(capsys, subject="[bold]x[/] \x1b[2J\ttab", requester_name="[/]")
    assert said["subject"] == "[bold]x[/] �[2J tab"
    assert said["requester"] == "[/]"


@pytest.mark.parametrize("columns", [80, 160])
def test_a_queue_fits_its_terminal_and_shows_all_that_is_needed(
    desk: Desk, columns: int
) -> None:
    subject = f"The whiteboard{columns} of the hall hums all day long"
    reference = desk.opens(subject=subject)
    desk.gets("tickets", "assign", reference, "olu")
    shown = desk.sees(columns, "tickets", "--search", f"whiteboard{columns}")
    assert max(map(len, shown)) <= columns
    page = "\n".join(shown)
    for word in (reference, "P4 low", "Open", "olu", "Ashgrove", "Priya", "/2026 "):
        assert word in page
    assert len(shown) == (2 if columns == 160 else 3)


def test_a_ticket_is_a_page_of_fields_targets_and_what_happened(desk: Desk) -> None:
    reference = desk.opens()
    desk.gets("tickets", "hold", reference, "The part comes tomorrow.")
    desk.gets("tickets", "note", reference, "Second part this term.")
    page = desk.gets("tickets", "show", reference)
    for line in (
        f"{reference}  The printer in the library is jammed",
        "School       Ashgrove Primary",
        "Requester    Priya <priya@ashgrove.example>",
        "Priority     P4 low (impact low, urgency medium)",
        "State        On hold",
        "First reply  Paused, ",
        "of working time left",
        "It says E13. I have switched it off and on.",
        "The part comes tomorrow.",
        "[for the desk only]",
        "    Second part this term.",
    ):
        assert line in page


def test_a_page_says_where_the_clock_cannot_be_asked(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    platform = client.find(desk.url, desk.data, None)
    ticket = ticket_of(platform, desk.opens())
    unknown = {"sla": [], "sla_unavailable": True, "ties": []}
    show_ticket(ticket | unknown, "Ashgrove Primary")
    assert "Targets    cannot be asked just now" in capsys.readouterr().out
