"""What does a process do that appends to our log when it is told?

Run by `infra.bench.crew` as `python -m infra.bench.writer '{...}'`, with the URLs of a
database and of its keys.
"""

from __future__ import annotations

import json
import sys
from uuid import UUID

from infra.bench import meter
from infra.bench.crew import write_when_told


def main(asked: str) -> None:
    """Append whenever the input says so, until it ends."""
    with meter.at(**json.loads(asked)) as application:

        def append(school: UUID, events: int) -> int:
            return meter.read(application, school, litres=tuple(range(events)))

        write_when_told(append)


if __name__ == "__main__":
    main(sys.argv[1])
