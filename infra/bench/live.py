"""What do live pages cost that nothing happens on, and does a hint reach them all?

Each is a connection that stays open; a browser has one for every tab of the console.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from infra.bench.end_to_end import Desk
from infra.bench.filling import filling
from infra.bench.pages import signed_in
from infra.bench.places import Place
from infra.bench.results import Held, Result, waited
from infra.bench.rounds import Plan
from infra.bench.site import site
from infra.bench.web import clients, running

CONNECTIONS = 500
_BENCHMARK = "live"
_PATIENCE = 60.0
_BEGUN, _HINT = b"retry:", b"event: ticket"


def live(place: Place, plan: Plan) -> Iterator[Result]:
    """Hold idle connections, then open a ticket and see who hears of it."""
    count = max(2, CONNECTIONS // plan.size)
    at = site(place)
    with filling(at, plan.told, schools=1) as filled:
        cookie = signed_in(filled)
    platform = running(
        "infra.embedded",
        *("--empty", "--port=0", f"--data={at.data}"),
        environment=at.environment,
    )
    with platform as (url, process), ExitStack() as stack:
        token = (at.data / "operator.token").read_text()
        with clients(url, 1, token) as (olu,):
            desk = Desk(olu)
            desk.create(olu)
            plan.told(f"open {count} live connections")
            before = memory(process)
            pages = [stack.enter_context(_connected(url, cookie)) for _ in range(count)]
            _await(pages, _BEGUN)
            held = memory(process) - before
            yield Held(
                benchmark=_BENCHMARK,
                database=place.kind,
                work="idle live connections",
                count=count,
                kib=held / 1024,
            )
            begun = time.perf_counter()
            desk.create(olu)
            waits = [at - begun for at in _await(pages, _HINT)]
    yield waited(_BENCHMARK, place.kind, "a hint reaches every live page", waits)


def memory(process: int) -> int:
    """Bytes that a process holds of the machine's memory."""
    stated = Path(f"/proc/{process}/status").read_text()
    [kib] = [s.split()[1] for s in stated.splitlines() if s.startswith("VmRSS:")]
    return int(kib) * 1024


def _connected(url: str, cookie: str) -> socket.socket:
    parts = urlsplit(url)
    assert parts.hostname is not None
    made = socket.create_connection((parts.hostname, parts.port or 80), _PATIENCE)
    asked = f"GET /console/live HTTP/1.1\r\nHost: {parts.netloc}\r\nCookie: {cookie}"
    made.sendall(f"{asked}\r\n\r\n".encode())
    return made


def _await(pages: Sequence[socket.socket], said: bytes) -> list[float]:
    """When each of the pages had been told something; an error where one is not."""
    told: list[float] = []
    heard = dict.fromkeys(pages, b"")
    until = time.perf_counter() + _PATIENCE
    with selectors.DefaultSelector() as waiting:
        for one in pages:
            waiting.register(one, selectors.EVENT_READ)
        while waiting.get_map():
            left = until - time.perf_counter()
            if left <= 0:
                raise RuntimeError(f"{len(waiting.get_map())} pages heard no {said!r}")
            for key, _ in waiting.select(left):
                page: Any = key.fileobj
                heard[page] += page.recv(4_096)
                if said in heard[page]:
                    told.append(time.perf_counter())
                    waiting.unregister(page)
    return told
