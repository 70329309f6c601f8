"""How does a test run the platform in processes apart, as production does?"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

import pytest
import requests

from tests.support.platform import REPOSITORY, Finished

SERVICES = ("directory", "intake", "sla", "audit", "gateway")
TOKEN = "the-internal-token-of-this-test"
OPERATOR = "ct_" + "operator-of-this-test".ljust(43, "x")
MASTER = "ab" * 32
_PATIENCE = 180.0
"""Seconds until a test gives up; on a machine with other work a start takes many."""


class Apart:
    """One process that hosts some services; it can be stopped, killed and started."""

    def __init__(self, services: Sequence[str], environment: Mapping[str, str]) -> None:
        self.services = services
        self.url = f"http://127.0.0.1:{environment['CARETAKER_INTERNAL_PORT']}"
        self.environment = os.environ | environment
        self.log = Path(environment["CARETAKER_DATA"]) / f"{'-'.join(services)}.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, without waiting until it is ready."""
        program = [sys.executable, "-m", "infra.apart", *self.services]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                program, cwd=REPOSITORY, env=self.environment, stdout=log, stderr=log
            )

    def probe(self, name: str = "readyz") -> int:
        """What it answers a probe with; 0 where it does not answer."""
        try:
            return requests.get(f"{self.url}/{name}", timeout=10).status_code
        except requests.RequestException:
            return 0

    def until_ready(self) -> None:
        """Return once it says that it is ready; fail with its log if it ends."""
        self.until(lambda: self.probe() == 200)

    def until(self, so: Callable[[], bool]) -> None:
        """Return once something is so; fail with the log where it never is."""
        patience = time.monotonic() + _PATIENCE
        while True:
            is_so = so()
            # Who has ended may have been taken for another that is reached there.
            ended = self.process is not None and self.process.poll() is not None
            if ended or time.monotonic() > patience:
                pytest.fail(f"{self.services}:\n{self.log.read_text()[-4000:]}")
            if is_so:
                return
            time.sleep(0.05)

    def tell(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Send it a signal, without waiting for what becomes of it."""
        assert self.process is not None
        self.process.send_signal(how)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it as an orchestrator does; its exit code."""
        if self.process is None:
            return 0
        self.process.send_signal(how)
        code = self.process.wait(timeout=_PATIENCE)
        self.process = None
        return code

    def kill(self) -> int:
        """End it as a power cut would."""
        return self.stop(signal.SIGKILL)


class Installation:
    """A platform of several processes, each with some services, on some databases."""

    def __init__(
        self, data: Path, groups: Sequence[Sequence[str]], given: Mapping[str, str]
    ) -> None:
        data.mkdir(parents=True, exist_ok=True)
        *internal, public = free_ports(len(groups) + 1)
        self.url = f"http://127.0.0.1:{public}"
        self.common = {
            "CARETAKER_DATA": str(data),
            "CARETAKER_MASTER_KEY": MASTER,
            "CARETAKER_INTERNAL_TOKEN": TOKEN,
            "CARETAKER_OPERATOR_TOKEN": OPERATOR,
            "CARETAKER_PORT": str(public),
            **given,
        }
        for group, port in zip(groups, internal, strict=True):
            for service in group:
                url = f"http://127.0.0.1:{port}"
                self.common[f"CARETAKER_{service.upper()}_URL"] = url
        self.processes = [
            Apart(group, self.common | {"CARETAKER_INTERNAL_PORT": str(port)})
            for group, port in zip(groups, internal, strict=True)
        ]

    def start(self) -> None:
        """Start every process, and wait until all are ready."""
        for process in self.processes:
            process.start()
        for process in self.processes:
            process.until_ready()

    def running(self, service: str) -> Apart:
        """The first process that hosts a service."""
        return next(one for one in self.processes if service in one.services)

    def beside(self, *services: str) -> Apart:
        """Another process of the same services, on ports of its own."""
        internal, public = free_ports(2)
        there = {
            "CARETAKER_INTERNAL_PORT": str(internal),
            "CARETAKER_PORT": str(public),
        }
        self.processes.append(Apart(services, self.common | there))
        return self.processes[-1]

    def api(self, method: str, path: str, **options: object) -> requests.Response:
        """Ask the API of the gateway, as the operator whose token was given."""
        return requests.request(
            method,
            f"{self.url}/api/v1{path}",
            headers={"Authorization": f"Bearer {OPERATOR}"},
            timeout=_PATIENCE,
            **options,  # type: ignore[arg-type]
        )

    def caretaker(self, *words: str, stdin: bytes = b"") -> Finished:
        """Run a command of the command line against this platform."""
        known = self.common | {
            "CARETAKER_URL": self.url,
            "CARETAKER_TOKEN": OPERATOR,
        }
        run = subprocess.run(
            [REPOSITORY / "caretaker", *words],
            input=stdin,
            capture_output=True,
            env=os.environ | known,
            check=False,
            timeout=_PATIENCE,
        )
        return Finished(run.returncode, run.stdout.decode(), run.stderr.decode())


Install = Callable[..., Installation]


@pytest.fixture
def install(tmp_path: Path) -> Iterator[Install]:
    """A function that makes a platform of processes; each ends with the test."""
    made: list[Installation] = []

    def create(*groups: Sequence[str], **given: str) -> Installation:
        apart = groups or [[service] for service in SERVICES]
        made.append(Installation(tmp_path / "var", apart, given))
        return made[-1]

    yield create
    for installation in made:
        for process in installation.processes:
            process.kill()


_FIRST = 20_000 + os.getpid() * 37 % 6_000
_PORTS = chain(range(_FIRST, 32_000), range(20_000, _FIRST))
"""Each is given once: who was given it may listen on it only later."""


def free_ports(count: int) -> list[int]:
    """Ports nobody listens on, below those that the system gives away by itself."""
    found: list[int] = []
    while len(found) < count:
        port = next(_PORTS)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                found.append(port)
    return found
