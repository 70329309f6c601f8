"""What do the tests need of a machine besides Python?"""

import re
import sys
from pathlib import Path

import pytest

from infra import tools
from infra.command_line import needs
from infra.command_line.needs import (
    CHROMIUM,
    CLAMAV,
    DOVECOT,
    KUBECTL,
    POSTFIX,
    POSTGRESQL,
    PROMETHEUS,
    Need,
)
from infra.postgres import programs
from tests.support.reading import REPOSITORY

PYTEST = [sys.executable, "-m", "pytest"]


@pytest.fixture
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine where no program is found and none can be installed."""
    monkeypatch.setattr(programs, "PLACES", ())
    monkeypatch.setattr(tools, "DOVECOT_PLACES", ())
    monkeypatch.setattr(tools, "POSTFIX_PLACES", ())
    monkeypatch.setattr(tools, "SYSTEM", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.chdir(REPOSITORY)


@pytest.mark.parametrize(
    ("need", "place", "least"),
    [
        (POSTGRESQL, "tests/support/test_postgres.py", 3),
        (CHROMIUM, "tests/screens/test_console.py", 3),
        (PROMETHEUS, "tests/infra/production/test_monitoring.py", 3),
        (KUBECTL, "tests/infra/production/test_kubernetes.py", 3),
        (DOVECOT, "tests/infra/mailroom/test_polling.py", 3),
        (CLAMAV, "tests/services/intake/scanning/test_scanner_and_scan_rows.py", 3),
        (POSTFIX, "tests/infra/mailroom/test_postfix.py", 3),
    ],
    ids=[
        "PostgreSQL",
        "Chromium",
        "Prometheus",
        "kubectl",
        "Dovecot",
        "ClamAV",
        "Postfix",
    ],
)
def test_it_says_what_is_missing_and_how_many_tests_that_costs(
    bare_machine: None,
    capsys: pytest.CaptureFixture[str],
    need: Need,
    place: str,
    least: int,
) -> None:
    assert not needs.is_met(need)
    assert needs.leave_out(need, PYTEST, (place, "--quiet")) == [need.option]
    printed = capsys.readouterr().out
    count = re.fullmatch(rf"Missing: {need.name} .*Tests left out: (\d+)\n", printed)
    assert count is not None
    assert int(count[1]) >= least


def test_in_ci_nothing_is_left_out(
    bare_machine: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(SystemExit, match="In CI nothing is left out"):
        needs.leave_out(CHROMIUM, PYTEST, ("tests/screens/test_console.py",))
