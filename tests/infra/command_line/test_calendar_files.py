"""Can a person at a terminal bring a school's calendar from a file?"""

from __future__ import annotations

import os
from pathlib import Path

from tests.infra.command_line.desks import Desk
from tests.services.gateway.calendar_texts import HOLIDAYS, TABLE, WITH_FAULTS

EXAMS = ("schools", "exams", "ashgrove")
SHOWN = "Exams: Mocks, 11/01/2027 to 22/01/2027\n"


def test_a_file_is_shown_first_and_then_set(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "calendar.csv"
    file.write_text(TABLE)
    place = ("schools", "calendar", "ashgrove", str(file))
    seen = desk.types(*place)
    assert seen.stdout.endswith(SHOWN)
    assert seen.stderr == "Nothing is set yet: say --set.\n"
    assert desk.gets(*EXAMS) == ""
    assert desk.gets(*place, "--set").endswith(SHOWN)
    assert desk.gets(*EXAMS) == "Mocks, 11/01/2027..22/01/2027\n"
    again = desk.types(*place, "--set")
    assert (again.stdout, again.stderr) == ("", "It changes nothing.\n")


def test_lines_that_are_wrong_are_looked_at_first(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "calendar.csv"
    file.write_bytes(WITH_FAULTS.replace("Fruit", "Caf\u00e9").encode("cp1252"))
    place = ("schools", "calendar", "beckfield", str(file), "--set")
    told = desk.types(*place)
    assert told.exit_code == os.EX_DATAERR
    assert "look at line 6: Caf\u00e9 day: the kind of it is not known" in told.stderr
    assert "left out line 8: Christmas fair" in told.stderr
    assert desk.gets("schools", "exams", "beckfield") == ""
    assert SHOWN in desk.gets(*place, "--leave-out")
    assert (
        desk.gets("schools", "exams", "beckfield") == "Mocks, 11/01/2027..22/01/2027\n"
    )


def test_an_icalendar_file_is_read_and_one_that_is_not_there_is_told(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "holidays.ics"
    file.write_bytes(HOLIDAYS.encode())
    shown = desk.gets("schools", "calendar", "beckfield", str(file), "--set")
    assert "Term from 01/09/2026, 01/09/2026 to 23/10/2026" in shown
    nowhere = desk.types("schools", "calendar", "beckfield", str(tmp_path / "none"))
    assert nowhere.exit_code == os.EX_NOINPUT
    assert "cannot be read" in nowhere.stderr
