"""Is what a process writes one line of JSON for each thing that happened?"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path

from shared.logs import JsonLines
from tests.support.reading import REPOSITORY

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
