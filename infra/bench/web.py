"""How does a benchmark speak to a web application? As its clients do, kept alive."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from infra.bench.places import REPOSITORY

T = TypeVar("T")

_READY = "ready "
_PATIENCE = 60.0


class Running(NamedTuple):
    """A program that runs: the URL it says it is ready at, and its process."""

    url: str
    process: int


@contextmanager
def served(
    module: str, *arguments: str, environment: Mapping[str, str] | None = None
) -> Iterator[str]:
    """A program of ours in a process of its own; the URL it says it is ready at."""
    with running(module, *arguments, environment=environment) as program:
        yield program.url


@contextmanager
def running(
    module: str, *arguments: str, environment: Mapping[str, str] | None = None
) -> Iterator[Running]:
    """The same, for who looks at the process as well."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)} | dict(environment or {}),
    )
    assert process.stdout is not None
    with process:
        said = []
        try:
            for line in process.stdout:
                said.append(line)
                if line.startswith(_READY):
                    yield Running(line.removeprefix(_READY).strip(), process.pid)
                    return
            raise RuntimeError(f"{module} did not start: {''.join(said)}")
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=_PATIENCE)


class NotThere(Exception):
    """There is nothing at a path."""


class Client:
    """One client with one connection."""

    def __init__(self, url: str, token: str = "") -> None:
        parts = urlsplit(url)
        assert parts.hostname is not None
        self._connection = HTTPConnection(parts.hostname, parts.port, _PATIENCE)
        self._headers = {"Content-Type": "application/json"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"

    def ask(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        """The JSON that is answered; NotThere or another error instead."""
        content = None if body is None else json.dumps(body)
        self._connection.request(method, path, content, self._headers)
        answer = self._connection.getresponse()
        said = answer.read()
        if answer.status == 404:
            raise NotThere(path)
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {said!r}")
        told: dict[str, Any] = json.loads(said)
        return told

    def load(self, path: str, headers: Mapping[str, str]) -> bytes:
        """A page as a browser gets it; an error for anything but a page."""
        self._connection.request("GET", path, headers=dict(headers))
        answer = self._connection.getresponse()
        said = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {said[:200]!r}")
        return said

    def close(self) -> None:
        self._connection.close()


def offered(
    each: Sequence[Client], rate: float, count: int, step: Callable[[Client, float], T]
) -> list[T]:
    """Begin so many steps at so many a second, whether those before have ended or not.

    A step is told when it was to begin: it counts against whoever keeps it waiting
    that no client was free by then.
    """
    begun = time.perf_counter()
    numbers = iter(range(count))

    def work(client: Client) -> list[T]:
        done = []
        for number in numbers:
            due = begun + number / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            done.append(step(client, due))
        return done

    with ThreadPoolExecutor(len(each)) as threads:
        return [one for some in threads.map(work, each) for one in some]


@contextmanager
def clients(url: str, count: int, token: str = "") -> Iterator[Sequence[Client]]:
    """So many clients of an application."""
    made = [Client(url, token) for _ in range(count)]
    try:
        yield made
    finally:
        for client in made:
            client.close()


def together(each: Sequence[T], seconds: float, step: Callable[[T], object]) -> int:
    """Have all clients take steps for some seconds, one at least; how many."""
    until = time.perf_counter() + seconds

    def work(client: T) -> int:
        steps = 0
        while True:
            step(client)
            steps += 1
            if time.perf_counter() >= until:
                return steps

    with ThreadPoolExecutor(len(each)) as threads:
        return sum(threads.map(work, each))
