"""What do sixteen writers append together, each to a school of its own?

Ours are threads in as many processes as there are processors, as replicas of a service
would be; those of pgbench are its clients, over as many threads.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from uuid import uuid4

from infra.bench import meter, pgbench
from infra.bench.append import COLUMNS, EVENTS
from infra.bench.bare import bare
from infra.bench.places import REPOSITORY, Place
from infra.bench.results import Compared
from infra.bench.rounds import Plan, Side

WRITERS = 16
_TARGET = 0.3


def processes() -> int:
    """How many processes our writers are spread over."""
    return min(os.cpu_count() or 1, WRITERS)


def writers(place: Place, plan: Plan) -> Iterator[Compared]:
    """One event in each transaction, by many writers at once."""
    url, keys_url = meter.made(place)
    with meter.at(url, keys_url) as application:
        meter.read(application)
        with bare(place, url, COLUMNS, "events") as program:
            row = program.rows(EVENTS)[0]
    work = f"append one event, {WRITERS} writers over {WRITERS} schools"
    with _appending(url, keys_url) as appends:
        inserts = pgbench.inserts(place, url, row, clients=WRITERS)
        rates = plan.compare(work, inserts, appends)
    yield Compared(
        benchmark="writers",
        database=place.kind,
        work=work,
        unit="events/s",
        bare=rates.bare,
        ours=rates.ours,
        target=_TARGET,
    )


@contextmanager
def _appending(url: str, keys_url: str) -> Iterator[Side]:
    schools = [str(uuid4()) for _ in range(WRITERS)]
    with ExitStack() as stack:
        running = [
            stack.enter_context(_writer(url, keys_url, schools[number :: processes()]))
            for number in range(processes())
        ]

        def side(seconds: float) -> float:
            for one in running:
                _tell(one, str(seconds))
            return sum(float(_hear(one)) for one in running)

        for one in running:
            _hear(one)
        yield side


@contextmanager
def _writer(
    url: str, keys_url: str, schools: list[str]
) -> Iterator[subprocess.Popen[str]]:
    asked = json.dumps({"url": url, "keys_url": keys_url, "schools": schools})
    process = subprocess.Popen(
        [sys.executable, "-m", "infra.bench.writer", asked],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
    )
    # It ends when its input does.
    with process:
        yield process


def _tell(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def _hear(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, "a writer ended before it was told to"
    return line
