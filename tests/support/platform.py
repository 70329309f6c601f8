"""How does a test run the platform as a person would: its own process, its own data?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

REPOSITORY = Path(__file__).parents[2]
READY = "ready "
_PATIENCE = 60


class Platform:
    """The embedded platform on some data; it can be stopped, killed and started."""

    def __init__(
        self, data: Path, *options: str, module: str = "infra.embedded"
    ) -> None:
        self.data = data
        self.url = ""
        self._options = options
        self._module = module
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it and wait until it says that it is ready."""
        program = [sys.executable, "-m", self._module, "--port", "0"]
        self._process = subprocess.Popen(
            [*program, "--data", str(self.data), *self._options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=REPOSITORY,
        )
        assert self._process.stdout is not None
        said = []
        for line in self._process.stdout:
            said.append(line)
            if line.startswith(READY):
                self.url = line.removeprefix(READY).strip()
                return
        pytest.fail(f"the platform did not start:\n{''.join(said)}")

    def interrupt(self) -> int:
        """Stop it as Ctrl-C does; its exit code."""
        return self._end(signal.SIGINT)

    def kill(self) -> int:
        """Stop it as a power cut would."""
        return self._end(signal.SIGKILL)

    def api(
        self, method: str, path: str, token: str | None = None, **options: Any
    ) -> requests.Response:
        """Ask its API, by default as the operator of this machine."""
        own = (self.data / "operator.token").read_text()
        headers = {"Authorization": f"Bearer {token or own}"}
        headers |= options.pop("headers", {})
        return requests.request(
            method,
            f"{self.url}/api/v1{path}",
            headers=headers,
            timeout=_PATIENCE,
            **options,
        )

    def caretaker(self, *words: str, stdin: bytes = b"") -> Finished:
        """Run a command as somebody at a terminal of this machine would."""
        environment = os.environ | {
            "CARETAKER_URL": self.url,
            "CARETAKER_DATA": str(self.data),
        }
        run = subprocess.run(
            [REPOSITORY / "caretaker", *words],
            input=stdin,
            capture_output=True,
            env=environment,
            check=False,
            timeout=_PATIENCE,
        )
        return Finished(run.returncode, run.stdout.decode(), run.stderr.decode())

    def _end(self, how: signal.Signals) -> int:
        if self._process is None:
            return 0
        self._process.send_signal(how)
        code = self._process.wait(timeout=_PATIENCE)
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process = None
        return code


class Finished:
    """What a command printed, and its exit code."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err


PlatformOn = Callable[..., Platform]


@pytest.fixture
def platform_on() -> Iterator[PlatformOn]:
    """A function that makes a platform on some data; each ends with the test."""
    made: list[Platform] = []

    def make(data: Path, *options: str, module: str = "infra.embedded") -> Platform:
        made.append(Platform(data, *options, module=module))
        return made[-1]

    yield make
    for platform in made:
        platform.kill()


@pytest.fixture
def platform(platform_on: PlatformOn, tmp_path: Path) -> Platform:
    """A running platform without demo data."""
    running = platform_on(tmp_path / "var", "--empty")
    running.start()
    return running
