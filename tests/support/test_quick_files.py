"""Where do tests keep their files?"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support import quick_files

THERE = {"f_bavail": quick_files.ROOM, "f_frsize": 1, "f_flag": 0}


@pytest.fixture(autouse=True)
def nobody_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    """As before the first test, and afterwards as it was."""
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", None)


def _offer(monkeypatch: pytest.MonkeyPatch, **there: int) -> None:
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(**THERE | there))


def test_files_are_kept_where_there_is_room_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _offer(monkeypatch)
    quick_files.keep_in(tmp_path)
    assert tempfile.gettempdir() == str(tmp_path)


@pytest.mark.parametrize(
    "there", [{"f_bavail": quick_files.ROOM - 1}, {"f_flag": os.ST_NOEXEC}]
)
def test_they_are_kept_as_ever_where_there_is_none_or_nothing_may_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: dict[str, int]
) -> None:
    _offer(monkeypatch, **there)
    quick_files.keep_in(tmp_path)
    assert "TMPDIR" not in os.environ


def test_they_are_kept_as_ever_where_there_is_no_such_place(tmp_path: Path) -> None:
    quick_files.keep_in(tmp_path / "nowhere")
    assert "TMPDIR" not in os.environ


def test_whoever_has_decided_is_obeyed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _offer(monkeypatch)
    monkeypatch.setenv("TMPDIR", "/elsewhere")
    quick_files.keep_in(tmp_path)
    assert os.environ["TMPDIR"] == "/elsewhere"


def test_what_is_started_keeps_what_it_compiles(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    quick_files.keep_compiled()
    asked = [sys.executable, "-c", "import sys; print(sys.dont_write_bytecode)"]
    assert subprocess.check_output(asked, text=True) == "False\n"
