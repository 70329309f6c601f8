"""What does a process do that appends when it is told? Run by `infra.bench.writers`.

`python -m infra.bench.writer '{"url": ..., "keys_url": ..., "schools": [...]}'` says
`ready`, then reads seconds from its input, a line each; for each it appends with one
thread for each school and says how many events that made in a second.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import UUID

from infra.bench import meter
from infra.bench.rounds import repeated


def main(asked: str) -> None:
    """Append whenever the input says so, until it ends."""
    given = json.loads(asked)
    schools = [UUID(school) for school in given["schools"]]
    with (
        meter.at(given["url"], given["keys_url"]) as application,
        ThreadPoolExecutor(len(schools)) as threads,
    ):
        sides = [
            repeated(partial(meter.read, application, school)) for school in schools
        ]
        print("ready", flush=True)
        for line in sys.stdin:
            seconds = float(line)
            rates = threads.map(lambda side, each=seconds: side(each), sides)
            print(sum(rates), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
