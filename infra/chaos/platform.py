"""How does chaos run the platform? In processes apart, of which any may be killed."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import requests

from infra.rabbitmq.ports import free_port

Group: TypeAlias = tuple[str, ...]
GROUPS: tuple[Group, ...] = (("directory", "gateway"), ("intake",), ("sla", "audit"))
PATIENCE = 120.0
REPOSITORY = Path(__file__).parents[2]
OPERATOR = "ct_" + secrets.token_hex(22)[:43]


class Platform:
    """The processes of one platform, and its API."""

    def __init__(self, data: Path, servers: Mapping[str, str]) -> None:
        data.mkdir(exist_ok=True)
        self._log = (data / "log").open("ab")
        public = free_port()
        self.url = f"http://127.0.0.1:{public}"
        self._ports = {group: free_port() for group in GROUPS}
        self.environment = {
            **os.environ,
            **servers,
            "CARETAKER_DATA": str(data),
            "CARETAKER_MASTER_KEY": secrets.token_hex(32),
            "CARETAKER_INTERNAL_TOKEN": secrets.token_hex(16),
            "CARETAKER_OPERATOR_TOKEN": OPERATOR,
            "CARETAKER_PORT": str(public),
            "PYTHONPATH": str(REPOSITORY),
        }
        for group, port in self._ports.items():
            for service in group:
                name = f"CARETAKER_{service.upper()}_URL"
                self.environment[name] = f"http://127.0.0.1:{port}"
        self._running: dict[Group, subprocess.Popen[bytes]] = {}

    def set_up(self) -> None:
        """Make the databases, start every process, and wait until all are ready."""
        for command in ("prepare", "migrate"):
            program = [sys.executable, "-m", "infra.command_line", command]
            subprocess.run(
                program,
                env=self.environment,
                check=True,
                stdout=self._log,
                stderr=self._log,
            )
        for group in GROUPS:
            self.start(group)
        self.until_ready()

    def start(self, group: Group) -> None:
        """Start one process, without waiting."""
        told = {"CARETAKER_INTERNAL_PORT": str(self._ports[group])}
        self._running[group] = subprocess.Popen(
            [sys.executable, "-m", "infra.apart", *group],
            env=self.environment | told,
            stdout=self._log,
            stderr=self._log,
        )

    def kill(self, group: Group) -> None:
        """End one process as a power cut does."""
        process = self._running.pop(group)
        process.kill()
        process.wait()

    def until_ready(self) -> None:
        """Return once every process says so; TimeoutError where one never does."""
        deadline = time.monotonic() + PATIENCE
        for port in self._ports.values():
            while not _ready(port):
                if time.monotonic() > deadline:
                    raise TimeoutError("the platform does not become ready")
                time.sleep(0.1)

    def api(self, method: str, path: str, body: Any = None) -> requests.Response:
        """Ask the API as the operator."""
        return requests.request(
            method,
            f"{self.url}/api/v1{path}",
            headers={"Authorization": f"Bearer {OPERATOR}"},
            json=body,
            timeout=30,
        )

    def close(self) -> None:
        """End every process, by force."""
        for group in list(self._running):
            self.kill(group)
        self._log.close()


def _ready(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/readyz", timeout=5).ok
    except requests.RequestException:
        return False
