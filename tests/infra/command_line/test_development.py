"""Do the developer's commands run all they promise, and leave nothing out quietly?"""

import re
import sys

import pytest
from click.testing import CliRunner

from infra.command_line import development

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


def test_the_lock_names_no_index_and_no_place_on_a_machine() -> None:
    lock = (development.REPOSITORY / "requirements.lock").read_text()
    assert not re.search(r"://|--\w*index|--find-links|^/|[ =]/", lock, re.MULTILINE)
    assert lock.count("==") < lock.count("--hash=sha256:")
