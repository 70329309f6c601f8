"""How does a test run Prometheus and Alertmanager? As Debian has them, privately.

With the rules and routes of this repository; only who asks whom, and how soon, is the
test's own. Each has a port and a directory of its own, and is ended by its process.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import requests
import yaml

from infra import tools
from infra.rabbitmq.ports import free_port
from tests.support.reading import REPOSITORY

MONITORING = REPOSITORY / "infra/monitoring"
_PATIENCE_SECONDS = 60
_LOOK_SECONDS = 0.2


class Monitors(NamedTuple):
    """Where both answer."""

    prometheus: str
    alertmanager: str

    def firing(self) -> set[str]:
        """The names of the alerts that Prometheus says fire."""
        asked = requests.get(f"{self.prometheus}/api/v1/alerts", timeout=30)
        alerts: list[dict[str, Any]] = asked.json()["data"]["alerts"]
        return {a["labels"]["alertname"] for a in alerts if a["state"] == "firing"}

    def active(self) -> set[str]:
        """The names of the alerts that Alertmanager has not seen end."""
        asked = requests.get(f"{self.alertmanager}/api/v2/alerts", timeout=30)
        return {one["labels"]["alertname"] for one in asked.json()}


Watch = Callable[[str, str], Monitors]


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    """A function that has both watch a platform; they end with the test.

    It is given where the platform answers, and a token for Alertmanager.
    """
    assert tools.find_monitoring() is not None, "--without-prometheus leaves this out"
    with ExitStack() as running:

        def start(url: str, token: str) -> Monitors:
            there = Monitors(*(f"http://127.0.0.1:{free_port()}" for _ in range(2)))
            running.enter_context(_alertmanager(tmp_path, there, url, token))
            running.enter_context(_prometheus(tmp_path, there, url))
            return there

        yield start


def until(what: Callable[[], bool], said: str) -> None:
    """Return once something is so; fail, saying what never was."""
    patience = time.monotonic() + _PATIENCE_SECONDS
    while not what():
        assert time.monotonic() < patience, said
        time.sleep(_LOOK_SECONDS)


@contextmanager
def _alertmanager(place: Path, there: Monitors, url: str, token: str) -> Iterator[None]:
    (place / "token").write_text(token)
    routes = yaml.safe_load((MONITORING / "alertmanager.yml").read_text())
    [ours] = [one for one in routes["receivers"] if one["name"] == "caretaker"]
    [webhook] = ours["webhook_configs"]
    webhook["url"] = f"{url}/api/v1/alerts"
    webhook["http_config"]["authorization"]["credentials_file"] = str(place / "token")
    routes["templates"] = [str(MONITORING / "templates.tmpl")]
    routes["route"]["group_interval"] = "1s"
    (place / "alertmanager.yml").write_text(yaml.safe_dump(routes))
    program = [
        "prometheus-alertmanager",
        f"--config.file={place / 'alertmanager.yml'}",
        f"--storage.path={place / 'alertmanager'}",
        f"--web.listen-address={there.alertmanager.removeprefix('http://')}",
        "--cluster.listen-address=",
    ]
    with _running(program, f"{there.alertmanager}/-/ready", place / "alertmanager.log"):
        yield


@contextmanager
def _prometheus(place: Path, there: Monitors, url: str) -> Iterator[None]:
    asks = {
        "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
        "rule_files": [str(MONITORING / "rules.yml")],
        "alerting": {"alertmanagers": [_targets(there.alertmanager)]},
        "scrape_configs": [{"job_name": "caretaker", **_targets(url)}],
    }
    (place / "prometheus.yml").write_text(yaml.safe_dump(asks))
    program = [
        "prometheus",
        f"--config.file={place / 'prometheus.yml'}",
        f"--storage.tsdb.path={place / 'prometheus'}",
        f"--web.listen-address={there.prometheus.removeprefix('http://')}",
    ]
    with _running(program, f"{there.prometheus}/-/ready", place / "prometheus.log"):
        yield


def _targets(url: str) -> dict[str, Any]:
    return {"static_configs": [{"targets": [url.removeprefix("http://")]}]}


@contextmanager
def _running(program: list[str], ready: str, log: Path) -> Iterator[None]:
    with log.open("w") as written:
        process = subprocess.Popen(program, stdout=written, stderr=written)
    try:
        until(lambda: _answers(ready), f"{program[0]} is not ready: {log}")
        yield
    finally:
        process.terminate()
        process.wait(timeout=_PATIENCE_SECONDS)


def _answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=5).ok
    except requests.RequestException:
        return False
