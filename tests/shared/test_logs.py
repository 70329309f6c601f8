"""Is what a process writes one line of JSON for each thing that happened?"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from shared.logs import JsonLines, about
from shared.work import Cause
from tests.support.cast import ASHGROVE, OLU
from tests.support.reading import REPOSITORY
from tests.support.sample_messages import BED, PlantBed
from tests.support.town import Town

PROGRAM = """
import logging, pathlib, sys
from shared.logs import write_json_lines
write_json_lines(pathlib.Path(sys.argv[1]))
logging.getLogger("sla").warning("late by %s", "a minute\\nor two")
logging.getLogger("nameko.containers").info("nobody needs this")
try:
    raise ValueError("no such thing")
except ValueError:
    logging.getLogger("sla").exception("unexpected")
"""


def written() -> dict[str, str]:
    """A line as it would be written just now."""
    record = logging.LogRecord("sla", logging.INFO, "", 1, "so it is", (), None)
    line: dict[str, str] = json.loads(JsonLines().format(record))
    return line


def test_a_record_is_one_line_of_json() -> None:
    record = logging.LogRecord("sla", logging.WARNING, "", 1, "%s late", ("5",), None)
    line = JsonLines().format(record)
    assert "\n" not in line
    said = json.loads(line)
    assert (said["level"], said["logger"], said["message"]) == (
        "warning",
        "sla",
        "5 late",
    )
    assert said["at"].endswith("Z")


def test_a_process_writes_its_lines_to_the_file_it_is_given(tmp_path: Path) -> None:
    file = tmp_path / "caretaker.log"
    program = [sys.executable, "-c", PROGRAM, str(file)]
    subprocess.run(program, cwd=REPOSITORY, check=True)
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [line["message"] for line in lines] == [
        "late by a minute\nor two",
        "unexpected",
    ]
    assert "ValueError: no such thing" in lines[1]["error"]


def test_a_line_tells_which_story_it_belongs_to() -> None:
    one, other = Cause(caller=OLU.caller), Cause(caller=OLU.caller)
    with about(one.correlation_id):
        with about(other.correlation_id):
            assert written()["correlation_id"] == str(other.correlation_id)
        assert written()["correlation_id"] == str(one.correlation_id)
    assert "correlation_id" not in written()


def test_what_is_written_while_a_command_is_carried_out_belongs_to_its_story(
    small_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    garden = small_town.applications["garden"]
    lines: list[dict[str, str]] = []
    monkeypatch.setattr(garden, "permit", lambda *_: lines.append(written()))
    cause = Cause(caller=OLU.caller)
    garden.execute(PlantBed(school_id=ASHGROVE, bed_id=BED, crop="beans"), cause)
    assert lines[0]["correlation_id"] == str(cause.correlation_id)
