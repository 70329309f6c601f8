"""Can a person at a terminal say what incidents come from, and what helps?"""

from __future__ import annotations

from tests.infra.command_line.desks import Desk

ASKS = ("--requester-name", "Olu", "--requester-email", "olu@msp.example")


def test_what_recurs_becomes_a_problem_whose_incidents_are_resolved(desk: Desk) -> None:
    jams = {desk.opens(category="printing") for _ in range(2)}
    told = ("Ashgrove", "printing", "--subject", "Printing", *ASKS)
    problem = desk.gets("problems", "begin", *told).strip()
    cause = ("--cause", "hardware", "--root-cause", "Worn rollers")
    helps = ("--workaround", "Fan the paper first.", "--shown")
    assert problem in desk.gets("problems", "record", problem, *cause, *helps)
    jam = min(jams)
    assert "Fan the paper first." in desk.gets("tickets", "show", jam)
    assert "Hardware" in desk.gets("tickets", "show", problem)
    lines = desk.gets("problems", "resolve", problem, "New rollers are in.")
    assert lines.splitlines()[0] == "incident\twhat became of it"
    assert {*lines.splitlines()[1:]} == {f"{one}\tresolved" for one in jams}


def test_a_known_error_is_declared_listed_and_ended(desk: Desk) -> None:
    incident = desk.opens()
    said = ("Printing stops after an update", "Restart the spooler.")
    to = ("--school", "Ashgrove", "--school", "Beckfield")
    refused = desk.is_told("problems", "declare", *said, *to, "--of", incident)
    assert "no problem" in refused
    error = desk.gets("problems", "declare", *said, *to).strip()
    [_, line] = desk.gets("problems", "errors").splitlines()
    assert line.startswith(f"{error}\tPrinting stops after an update\tknown\tAshgrove")
    desk.gets("problems", "end", error, "The driver of June")
    [_, line] = desk.gets("problems", "errors").splitlines()
    assert "ended: The driver of June" in line
