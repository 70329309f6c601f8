"""Do the developer's commands run all they promise, and leave nothing out quietly?"""

import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from infra.command_line import development
from infra.postgres import programs

PASSES = [sys.executable, "-c", "print('looked')"]
FAILS = [sys.executable, "-c", "raise SystemExit('not good')"]


def test_a_check_is_format_lint_types_and_import_contracts() -> None:
    tools = [" ".join(command) for command in development.CHECKS.values()]
    expected = ["ruff format --check", "ruff check", "-m mypy", "lint-imports"]
    assert [one in tool for one, tool in zip(expected, tools, strict=True)] == [
        True
    ] * 4


def test_every_check_runs_though_one_fails_and_the_failure_is_named(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    checks = {"first": PASSES, "second": FAILS, "third": PASSES}
    monkeypatch.setattr(development, "CHECKS", checks)
    with pytest.raises(SystemExit) as ended:
        development.check.main([], standalone_mode=False)
    printed = capfd.readouterr().out
    assert ended.value.code == 1
    assert printed.count("looked") == 2
    assert printed.endswith("failed: second\n")


def test_checks_that_pass_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(development, "CHECKS", {"only": PASSES})
    ended = CliRunner().invoke(development.check)
    assert ended.exit_code == 0
    assert ended.output.endswith("all checks passed\n")


@pytest.fixture
def without_postgresql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine where no server is found and none can be installed."""
    monkeypatch.setattr(programs, "PLACES", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.chdir(development.REPOSITORY)


THESE = ("tests/support/test_postgres.py",)


def test_without_a_server_it_says_what_is_missing_and_how_many_tests_that_costs(
    without_postgresql: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert not development.has_postgresql()
    asked = (*THESE, "--quiet")
    assert development.leave_out_postgresql(asked) == ["--without-postgresql"]
    printed = capsys.readouterr().out
    count = re.fullmatch(r"Missing: PostgreSQL 15 .*Tests left out: (\d+)\n", printed)
    assert count is not None
    assert int(count[1]) >= 3


def test_in_ci_nothing_is_left_out(
    without_postgresql: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(SystemExit, match="In CI nothing is left out"):
        development.leave_out_postgresql(THESE)


def test_the_lock_names_no_index_and_no_place_on_a_machine() -> None:
    lock = (development.REPOSITORY / "requirements.lock").read_text()
    assert not re.search(r"://|--\w*index|--find-links|^/|[ =]/", lock, re.MULTILINE)
    assert lock.count("==") < lock.count("--hash=sha256:")
