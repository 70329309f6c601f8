"""Is a verification shown as it goes, and its end told in one line?"""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import pytest

from infra.command_line.verifying import Impossible, run, tell, tell_as_json
from infra.verify.findings import Finding, Report, Walked
from tests.infra.command_line.desks import Desk
from tests.support.cast import ASHGROVE

WALKED = Walked(service="sla", school=ASHGROVE, events=7, copies=7, hash="ab")
FOUND = Finding(log="sla", school=ASHGROVE, position=3, what="is \x1bmissing")


def test_a_terminal_sees_the_verification_go_on(desk: Desk) -> None:
    desk.opens()
    desk.town.settle()
    *bar, last = desk.sees(80, "audit", "verify")
    assert any(line.startswith("Verifying ") for line in bar)
    assert last.startswith("verified: ")


def test_the_end_is_one_line_or_a_line_for_each_finding(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell(Report([WALKED, WALKED]))
    assert capsys.readouterr() == ("verified: 14 events in 2 logs\n", "")
    tell(Report([WALKED], [FOUND, FOUND]))
    line = f"sla of {ASHGROVE}, position 3: is �missing\n"
    assert capsys.readouterr() == (line * 2, "broken: 2 findings\n")


def test_programs_are_told_each_log_and_finding(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell_as_json(Report([WALKED], [FOUND]))
    told = json.loads(capsys.readouterr().out)
    assert told["verified"] is False
    assert told["logs"][0]["school"] == str(ASHGROVE)
    assert told["findings"][0] == {
        "log": "sla",
        "school": str(ASHGROVE),
        "position": 3,
        "column": None,
        "what": "is \x1bmissing",
    }


def test_what_cannot_be_verified_is_told_in_words(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Impossible, match="there is no database"):
        run(tmp_path, None, None)
    with pytest.raises(Impossible, match="no log knows of a school"):
        run(desk.data, None, UUID(int=0))
    with pytest.raises(Impossible, match="the logs cannot be read"):
        run(tmp_path, f"postgresql+psycopg2://@/caretaker?host={tmp_path}", None)
