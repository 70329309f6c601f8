"""How does a test come by the programs that check files for production?"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from infra import tools
from tests.support.reading import REPOSITORY

MARKERS = {
    "needs_clamav": {"clamd"},
    "needs_dovecot": {"dovecot"},
    "needs_kubectl": {"kubectl"},
    "needs_postfix": {"postfix"},
    "needs_prometheus": {"promtool", "amtool", "watch"},
}
"""Each marker, and the fixtures by which a test asks for what it stands for."""

Tool = Callable[..., str]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `./caretaker test` go on where these programs are not."""
    for marker in MARKERS:
        option = f"--without-{marker.removeprefix('needs_')}"
        parser.addoption(option, action="store_true", help="leave those out")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Mark every test that asks for a program, so that none is forgotten."""
    for marker, fixtures in MARKERS.items():
        for item in items:
            if fixtures.intersection(getattr(item, "fixturenames", ())):
                item.add_marker(marker)
        if config.getoption(f"--without-{marker.removeprefix('needs_')}"):
            left_out = [item for item in items if item.get_closest_marker(marker)]
            items[:] = [item for item in items if item not in left_out]
            config.hook.pytest_deselected(items=left_out)


@pytest.fixture(scope="session")
def promtool() -> Tool:
    """What Prometheus checks its files with."""
    found = tools.find_monitoring()
    assert found is not None, "--without-prometheus leaves these tests out"
    return _tool(found.promtool)


@pytest.fixture(scope="session")
def amtool() -> Tool:
    """What Alertmanager checks its files with."""
    found = tools.find_monitoring()
    assert found is not None, "--without-prometheus leaves these tests out"
    return _tool(found.amtool)


@pytest.fixture(scope="session")
def kubectl() -> Tool:
    """What makes manifests of a kustomization."""
    found = tools.find_kubectl()
    assert found is not None, "--without-kubectl leaves these tests out"
    return _tool(found)


def _tool(program: Path) -> Tool:
    """A program that is run in the repository, and has nothing to complain of."""

    def run(*words: str | Path) -> str:
        ended = subprocess.run(
            [program, *words],
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    return run
