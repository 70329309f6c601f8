"""Is a school asked once a year at a terminal, and are its answers shown?"""

from __future__ import annotations

from tests.infra.command_line.desks import Desk
from tests.support.cast import ASHGROVE_NAME


def test_a_survey_is_sent_once_and_shown_by_statement(desk: Desk) -> None:
    assert "Nobody has asked" in desk.is_told("survey", "send", ASHGROVE_NAME)
    desk.opens()
    lines = desk.gets("survey", "send", ASHGROVE_NAME).splitlines()
    assert lines[0].split("\t")[:4] == ["school", "year from", "sent", "answered"]
    assert len(lines) == 6
    assert lines[1].split("\t")[1:] == [
        *("2025", "08/06/2026 09:00", "0 of 0", "It is easy to ask for help with IT."),
        *"00000",
    ]
    assert "was sent already" in desk.is_told("survey", "send", ASHGROVE_NAME)
    asked = ("--school", ASHGROVE_NAME, "--begins-in", 2025)
    assert desk.gets("survey", "show", *asked).splitlines() == lines
    assert desk.gets("survey", "show", "--comments") == ""
    assert len(desk.gets("survey", "show", "--begins-in", 2024).splitlines()) <= 1
