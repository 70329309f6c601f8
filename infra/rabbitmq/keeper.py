"""How do private brokers end with their owner, however the owner ends?

`python -m infra.rabbitmq.keeper home` waits for the end of its input. The kernel closes
that when the owner dies, even by kill -9: then all that serves there is ended too.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.rabbitmq.place import Place, clear


def keep(home: Path) -> None:
    """Clear up once nobody is there any more."""
    for ending in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        # The owner gets these as well; as long as it lives, its brokers do.
        signal.signal(ending, signal.SIG_IGN)
    sys.stdin.read()
    clear(home)


@contextmanager
def kept_place() -> Iterator[Place]:
    """A place for brokers whose servers end with us, in whatever way we end."""
    home = Path(tempfile.mkdtemp(prefix="caretaker-mq-"))
    keeper = [sys.executable, "-m", "infra.rabbitmq.keeper", str(home)]
    repository = Path(__file__).parents[2]
    with subprocess.Popen(keeper, stdin=subprocess.PIPE, cwd=repository):
        place = Place(home)
        try:
            yield place
        finally:
            place.close()


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
