"""Does an operator see whether a read model follows from the log, and make it so?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from services.intake.tables import tickets
from tests.infra.command_line.desks import Desk, run
from tests.support.cast import ASHGROVE, OTHER_TICKET
from tests.support.rebuilding import rows, spoil
from tests.support.town import MASTER

KEY = {"CARETAKER_MASTER_KEY": MASTER.hex()}


@pytest.fixture
def spoilt(desk: Desk) -> dict[str, Any]:
    """A ticket whose row is not what its events say; the rows as they should be."""
    desk.opens()
    desk.town.settle()
    before = rows(desk.town, "intake")
    spoil(desk.town, "intake", tickets, subject="Not what she said")
    return before


def rebuild(desk: Desk, *words: object) -> Result:
    return run("rebuild", *words, **desk.environment, **KEY)


def test_what_differs_is_told_and_left_then_switched(
    desk: Desk, spoilt: dict[str, Any]
) -> None:
    done = rebuild(desk, "intake", "--compare-only")
    assert done.exit_code == 1
    heading, *lines, summary = done.stdout.splitlines()
    assert heading == "school\ttable\twhat\trow\tcolumns"
    assert len(lines) == len(spoilt["tickets"])
    assert lines[0].split("\t")[:3] == [str(ASHGROVE), "tickets", "changed"]
    assert lines[0].endswith("\tsubject")
    assert summary.endswith("left as they are")
    assert "Not what she said" not in done.output
    assert rows(desk.town, "intake") != spoilt
    done = rebuild(desk, "intake", "--school", ASHGROVE)
    assert (done.exit_code, done.stdout.splitlines()[-1].split(": ")[1]) == (
        0,
        f"1 school compared, {summary.split(', ')[1].replace('left as they are', '')}"
        "switched",
    )
    assert rows(desk.town, "intake") == spoilt
    done = rebuild(desk, "intake")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1].endswith("compared, no difference")
    assert list(desk.data.glob("*rebuild*")) == []


def test_every_service_is_what_its_log_says(desk: Desk) -> None:
    desk.opens()
    for service in ("directory", "sla", "audit"):
        desk.town.settle()
        assert rebuild(desk, service, "--compare-only", "--anew").exit_code == 0


def test_what_is_not_there_is_said(desk: Desk, tmp_path: Path) -> None:
    done = rebuild(desk, "printing")
    assert done.stderr.startswith("caretaker: there is no service printing: audit, ")
    done = rebuild(desk, "intake", "--school", OTHER_TICKET)
    assert done.stderr == f"caretaker: intake knows of no school {OTHER_TICKET}\n"
    nowhere = {"CARETAKER_DATA": str(tmp_path / "nothing"), **KEY}
    done = run("rebuild", "intake", **nowhere)
    assert done.stderr == f"caretaker: there is no {tmp_path / 'nothing'}\n"
    done = run("rebuild", "intake", **{"CARETAKER_DATA": str(tmp_path), **KEY})
    assert "there is no database" in done.stderr
    assert list(tmp_path.glob("*.db")) == []
