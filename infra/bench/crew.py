"""How do many writers append at once? As threads in as many processes as processors.

That is what replicas of a service would be. A crew is such processes, which write for
as long as they are told, and are there before they are timed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import Any, TypeAlias
from uuid import UUID

from infra.bench.places import REPOSITORY
from infra.bench.rounds import Side, repeated

READY = "ready"

Append: TypeAlias = Callable[[UUID, int], int]
"""Appends so many events to a school's log in one transaction; how many."""


def processes() -> int:
    """How many processes the writers are spread over."""
    return os.cpu_count() or 1


def shared_out(schools: Sequence[UUID], writers: int) -> list[list[UUID]]:
    """The schools that each writer goes round, of its own as far as there are any."""
    if writers > len(schools):
        return [[schools[number % len(schools)]] for number in range(writers)]
    return [list(schools[number::writers]) for number in range(writers)]


class Crew:
    """Processes that run one program each, and take turns with nobody."""

    def __init__(self, running: Sequence[subprocess.Popen[str]]) -> None:
        self._running = running
        for one in running:
            assert _hear(one) == READY

    def side(self, schools: Sequence[UUID], writers: int, events: int) -> Side:
        """So many writers, each with so many events in a transaction; events/s."""
        rounds = [[str(one) for one in some] for some in shared_out(schools, writers)]

        def side(seconds: float) -> float:
            for number, one in enumerate(self._running):
                threads = rounds[number :: len(self._running)]
                _tell(one, seconds=seconds, events=events, threads=threads)
            return sum(float(_hear(one)) for one in self._running)

        return side


@contextmanager
def crew(program: str, **told: Any) -> Iterator[Crew]:
    """A crew of `python -m program '{...}'`, which does what `write_when_told` does."""
    with ExitStack() as stack:
        yield Crew(
            [stack.enter_context(_run(program, told)) for _ in range(processes())]
        )


def write_when_told(append: Append) -> None:
    """Append whenever a line of the input says so, until it ends."""
    print(READY, flush=True)
    for line in sys.stdin:
        told = json.loads(line)
        sides = [_going_round(append, some, told["events"]) for some in told["threads"]]
        with ThreadPoolExecutor(max(1, len(sides))) as threads:
            rates = threads.map(lambda side, of=told["seconds"]: side(of), sides)
            print(sum(rates), flush=True)


def _going_round(append: Append, schools: Sequence[str], events: int) -> Side:
    ids, done = [UUID(school) for school in schools], 0

    def step() -> int:
        nonlocal done
        done += 1
        return append(ids[done % len(ids)], events)

    return repeated(step)


def _run(program: str, told: Any) -> subprocess.Popen[str]:
    # It ends when its input does.
    return subprocess.Popen(
        [sys.executable, "-m", program, json.dumps(told)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
        env=os.environ
        | {"PYTHONPATH": f"{REPOSITORY}:{os.environ.get('PYTHONPATH', '')}"},
    )


def _tell(process: subprocess.Popen[str], **told: Any) -> None:
    assert process.stdin is not None
    process.stdin.write(json.dumps(told) + "\n")
    process.stdin.flush()


def _hear(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, "a writer ended before it was told to"
    return line.strip()
