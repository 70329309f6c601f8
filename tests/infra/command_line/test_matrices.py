"""Can a person at a terminal say what makes a priority at a school?"""

from __future__ import annotations

import pytest

from tests.infra.command_line.desks import Desk

MATRIX = ("schools", "matrix", "ashgrove")
USUAL = (
    "impact\turgency high\turgency medium\turgency low\n"
    "high\tP1 critical\tP2 high\tP3 normal\n"
    "medium\tP2 high\tP3 normal\tP4 low\n"
    "low\tP3 normal\tP4 low\tP4 low\n"
)


def test_a_matrix_is_shown_and_changed_in_part(desk: Desk) -> None:
    assert desk.gets(*MATRIX) == USUAL
    changed = desk.gets(*MATRIX, "--make", "low low P5", "--make", "HIGH high p2")
    lines = changed.splitlines()
    assert lines[1] == "high\tP2 high\tP2 high\tP3 normal"
    assert lines[2] == USUAL.splitlines()[2]
    assert lines[3] == "low\tP3 normal\tP4 low\tP5"
    assert desk.gets(*MATRIX) == changed


@pytest.mark.parametrize("line", ["", "low P5", "low lower P5", "low low P5 P6"])
def test_what_is_no_cell_is_said_to_be_none(desk: Desk, line: str) -> None:
    assert "is not a cell such as" in desk.is_told(*MATRIX, "--make", line)


def test_what_is_no_priority_is_refused(desk: Desk) -> None:
    assert "priority" in desk.is_told(*MATRIX, "--make", "low low P10")
