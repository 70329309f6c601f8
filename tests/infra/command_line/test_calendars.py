"""Can a person at a terminal say which terms and closures a school has?"""

from __future__ import annotations

from pathlib import Path

from infra.command_line.calendar_lines import CLOSURE, EXAMS, INSPECTION, TERM
from tests.infra.command_line.desks import Desk

SPRING = "Spring term, 04/01/2027..25/03/2027"
INSET = "inset 01/09/2026, Safeguarding"


def test_terms_are_said_shown_and_changed_in_part(desk: Desk) -> None:
    place = ("schools", "terms", "ashgrove")
    silent = desk.types(*place)
    assert silent.stdout == "holidays the same hours\n"
    assert silent.stderr == "Nobody has said yet which terms this school has.\n"
    shown = f"term     {TERM}\nterm     {SPRING}\n"
    said = desk.gets(*place, "--term", SPRING, "--term", TERM)
    assert said == desk.gets(*place) == f"{shown}holidays the same hours\n"
    without = desk.gets(*place, "--holidays", "none")
    assert without == f"{shown}holidays no support\n"
    assert desk.gets(*place, "--none") == "holidays no support\n"


def test_closures_are_added_and_taken_away_one_by_one(desk: Desk) -> None:
    place = ("schools", "closures", "ashgrove")
    assert desk.types(*place).stderr == "This school has no closures.\n"
    assert desk.gets(*place, "--add", CLOSURE) == f"{CLOSURE}\n"
    assert desk.gets(*place, "--add", INSET) == f"{INSET}\n{CLOSURE}\n"
    assert desk.gets(*place, "--remove", "01/09/2026") == f"{CLOSURE}\n"
    assert desk.is_told(*place, "--remove", "02/09/2026") == (
        "no closure from 02/09/2026"
    )
    assert desk.gets(*place, "--none") == ""


def test_a_whole_calendar_comes_from_files(desk: Desk, tmp_path: Path) -> None:
    terms, closures = tmp_path / "terms.csv", tmp_path / "closures.csv"
    terms.write_text("name,from,until\nSpring term,04/01/2027,25/03/2027\n")
    closures.write_text("from,kind,reason\n01/09/2026,inset,Safeguarding\n")
    place = ("schools", "terms", "beckfield", "--file", str(terms))
    assert desk.gets(*place) == f"term     {SPRING}\nholidays the same hours\n"
    place = ("schools", "closures", "beckfield", "--file", str(closures))
    assert desk.gets(*place) == f"{INSET}\n"
    assert "--file" in desk.is_told(*place, "--none")


def test_exams_are_added_read_from_a_file_and_taken_away(
    desk: Desk, tmp_path: Path
) -> None:
    place = ("schools", "exams", "ashgrove")
    assert desk.types(*place).stderr == (
        "Nobody has said yet when this school has exams.\n"
    )
    assert desk.gets(*place, "--add", EXAMS) == f"{EXAMS}\n"
    maths = "GCSE, higher maths, 12/05/2027"
    assert desk.gets(*place, "--add", maths) == f"{EXAMS}\n{maths}\n"
    assert desk.gets(*place, "--remove", "10/05/2027") == f"{maths}\n"
    assert "no exams from" in desk.is_told(*place, "--remove", "10/05/2027")
    assert "is not such as" in desk.is_told(*place, "--add", "10/05/2027")
    file = tmp_path / "exams.csv"
    file.write_text("name,from,until\nGCSE,10/05/2027,25/06/2027\n")
    assert desk.gets(*place, "--file", str(file)) == f"{EXAMS}\n"
    assert desk.gets(*place, "--none") == ""


def test_a_nation_is_said_and_shown(desk: Desk) -> None:
    place = ("schools", "nation", "ashgrove")
    assert desk.gets(*place) == "england\n"
    assert desk.gets(*place, "northern-ireland") == "northern-ireland\n"
    added = ("schools", "add", "Carr Junior", "--nation", "scotland")
    school_id = desk.gets(*added).strip()
    assert desk.gets("schools", "nation", school_id) == "scotland\n"


def test_what_no_school_can_have_is_told_by_its_field(desk: Desk) -> None:
    backwards = "Autumn term, 18/12/2026..01/09/2026"
    terms = ("schools", "terms", "ashgrove", "--term", backwards)
    assert "terms.0.until_on: It must not end" in desk.is_told(*terms)
    twice = ("--add", CLOSURE, "--add", CLOSURE)
    closures = ("schools", "closures", "ashgrove", *twice)
    assert "closures.1.from_on: Another closure" in desk.is_told(*closures)


def test_inspections_are_added_and_taken_away_one_by_one(desk: Desk) -> None:
    place = ("schools", "inspections", "ashgrove")
    assert desk.types(*place).stderr == "No inspection of this school is known.\n"
    assert desk.gets(*place, "--add", INSPECTION) == f"{INSPECTION}\n"
    again = "01/12/2026, Return visit"
    assert desk.gets(*place, "--add", again) == f"{INSPECTION}\n{again}\n"
    assert desk.gets(*place, "--remove", "24/11/2026") == f"{again}\n"
    assert desk.is_told(*place, "--remove", "24/11/2026") == (
        "no inspection from 24/11/2026"
    )
    assert "is not such as" in desk.is_told(*place, "--add", "24/11/2026")
