"""Do all commands find the platform alike, and fail in one line?"""

from __future__ import annotations

from pathlib import Path

import pytest

from infra.command_line.options import fail
from tests.infra.command_line.desks import Desk, run


def test_options_go_before_the_environment(desk: Desk, tmp_path: Path) -> None:
    elsewhere = {"CARETAKER_URL": "http://nowhere", "CARETAKER_DATA": str(tmp_path)}
    options = ("--url", desk.url, "--data", desk.data)
    done = run("schools", "list", *options, **elsewhere)
    assert (done.exit_code, done.stderr) == (0, "")


def test_the_environment_names_platform_data_and_token(desk: Desk) -> None:
    everything = run("schools", "list", **desk.environment)
    assert everything.stdout.count("\n") == 3
    own = run(
        "schools",
        "list",
        **desk.environment | {"CARETAKER_TOKEN": desk.api.priya.token},
    )
    assert own.stdout.count("\n") == 2


def test_a_no_is_one_line_and_never_a_traceback(desk: Desk, tmp_path: Path) -> None:
    assert "no platform answers" in desk.is_told("tickets", "--url", "http://[::1]:1")
    assert "there is no token in" in desk.is_told("tickets", "--data", tmp_path)
    assert "A valid token is needed" in desk.is_told("tickets", "--token", "ct_wrong")


def test_a_reason_of_many_lines_is_told_on_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        fail("first\n  second", 3)
    assert ended.value.code == 3
    assert capsys.readouterr().err == "caretaker: first second\n"
