"""Can an operator do at a terminal whatever a ticket needs?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.infra.command_line.desks import Desk, at_terminal

OPEN = (
    *(
        "tickets",
        "open",
        "--school",
        "ashgrove",
        "--subject",
        "The tablets do not load",
    ),
    *("--requester-name", "Priya", "--requester-email", "priya@ashgrove.example"),
)


@pytest.fixture
def ticket(desk: Desk) -> str:
    """The reference of a new ticket."""
    return desk.opens()


def test_a_ticket_goes_through_its_whole_life(desk: Desk) -> None:
    reference = desk.gets(*OPEN, "--impact", "high").strip()
    lines = [
        desk.gets("tickets", *words).strip()
        for words in (
            ("triage", reference, "--urgency", "high"),
            ("assign", reference, "olu"),
            ("reply", reference, "We are on our way."),
            ("note", reference, "Third time this term."),
            ("hold", reference, "A part is ordered."),
            ("resume", reference),
            ("resolve", reference, "A new charger is in."),
            ("reopen", reference, "They do not load again."),
            ("assign", reference),
            ("classify", reference, "problem", "--category", "network"),
        )
    ]
    assert lines == [
        f"{reference}: {stands}"
        for stands in (
            "Open, P1 critical, unassigned, version 2",
            "Open, P1 critical, assigned to olu, version 3",
            "Open, P1 critical, assigned to olu, version 4",
            "Open, P1 critical, assigned to olu, version 5",
            "On hold, P1 critical, assigned to olu, version 6",
            "Open, P1 critical, assigned to olu, version 7",
            "Resolved, P1 critical, assigned to olu, version 8",
            "Open, P1 critical, assigned to olu, version 9",
            "Open, P1 critical, unassigned, version 10",
            "Open, P1 critical, unassigned, version 11",
        )
    ]


def test_words_come_from_standard_input_where_they_are_not_typed(
    desk: Desk, ticket: str
) -> None:
    desk.gets("tickets", "reply", ticket, stdin="First line.\n\nLast line.\n")
    page = desk.gets("tickets", "show", ticket)
    assert "    First line.\n    \n    Last line.\n" in page


def test_a_description_may_come_from_standard_input(desk: Desk) -> None:
    words = (*OPEN, "--description", "-")
    reference = desk.gets(*words, stdin="Since this morning.\n").strip()
    assert "Since this morning." in desk.gets("tickets", "show", reference)


def test_without_words_nothing_is_done(desk: Desk, ticket: str) -> None:
    why = desk.is_told("tickets", "resolve", ticket, stdin=" \n")
    assert why == "nothing was written, so nothing is done"
    assert "Version      1" in desk.gets("tickets", "show", ticket)


def test_triage_leaves_what_is_not_named_and_wants_a_reason_for_more(
    desk: Desk, ticket: str
) -> None:
    triage = ("tickets", "triage", ticket)
    assert "P4 low" in desk.gets(*triage, "--urgency", "medium")
    assert "needs a reason" in desk.is_told(*triage, "--priority", "p1")
    said = ("--priority", "p1", "--reason", "The inspectors come tomorrow.")
    assert "P1 critical" in desk.gets(*triage, *said)


def test_a_version_that_is_not_the_newest_is_told_what_changed(
    desk: Desk, ticket: str
) -> None:
    desk.gets("tickets", "assign", ticket, "olu")
    desk.gets("tickets", "hold", ticket, "The part comes tomorrow.")
    done = desk.types("tickets", "resolve", ticket, "Done.", "--version", 1)
    assert (done.exit_code, done.stdout) == (1, "")
    told, *changes = done.stderr.splitlines()
    assert told == f"caretaker: {ticket} has changed since version 1; it is at 3 now"
    assert [one.split("  ")[1::2] for one in changes] == [
        ["2", "Ticket assigned"],
        ["3", "Ticket held"],
    ]


def test_a_refusal_is_one_line_that_says_why(desk: Desk, ticket: str) -> None:
    assert "there is no ticket" in desk.is_told("tickets", "show", f"{ticket}99999")
    wrong = ("--requester-email", "nobody")
    assert "requester.email: " in desk.is_told(*OPEN, *wrong)


def test_the_list_is_what_is_shown_without_a_command(desk: Desk, ticket: str) -> None:
    assert desk.gets("tickets") == desk.gets("tickets", "list")
    assert ticket in desk.gets("tickets", "--state", "open")
    assert ticket not in desk.gets("tickets", "--state", "resolved")
    assert "Without a command it lists." in desk.gets("tickets", "--help")


def test_the_list_is_narrowed_to_a_school_words_and_a_person(
    desk: Desk, ticket: str
) -> None:
    other = desk.opens(subject="The whiteboard hums")
    desk.gets("tickets", "assign", other, "olu@msp.example")
    assert ticket not in desk.gets("tickets", "--search", "whiteboard")
    assert other in desk.gets("tickets", "--assignee", "olu@msp.example")
    assert other in desk.gets("tickets", "--school", "ashgrove")
    nothing = desk.types("tickets", "--school", "beckfield")
    assert (nothing.stdout, nothing.stderr) == ("", "No ticket fits.\n")


def test_the_list_says_where_it_ends(desk: Desk) -> None:
    for number in range(51):
        desk.opens(subject=f"Lamp {number} flickers")
    first = desk.types("tickets", "--search", "flickers")
    assert first.stdout.count("flickers") == 50
    assert first.stderr == "These are the first 50; --all shows the rest.\n"
    every = desk.types("tickets", "--search", "flickers", "--all")
    assert (every.stdout.count("flickers"), every.stderr) == (51, "")


def test_an_operator_at_a_terminal_is_given_an_editor_to_write_in(
    desk: Desk, ticket: str, tmp_path: Path
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "Written in an editor." > "$1"\n')
    editor.chmod(0o755)
    variables = desk.environment | {"EDITOR": str(editor), "VISUAL": str(editor)}
    [line] = at_terminal(80, "tickets", "note", ticket, **variables)
    assert line == f"{ticket}: Open, P4 low, unassigned, version 2"
    assert "    Written in an editor." in desk.gets("tickets", "show", ticket)


def test_people_of_the_desk_are_called_by_their_names(desk: Desk, ticket: str) -> None:
    desk.gets("people", "add", "Olu", "olu@msp.example")
    listed = desk.gets("people", "list").splitlines()[1].split("\t")
    olu = f"person:{listed[-1]}"

    desk.gets("tickets", "assign", ticket, olu)

    queue = desk.gets("tickets", "list", "--search", ticket)
    page = desk.gets("tickets", "show", ticket)
    assert "Olu" in queue
    assert olu not in queue + page
