"""How do private brokers end with their owner, however the owner ends?

`python -m infra.rabbitmq.keeper home` waits for the end of its input. The kernel closes
that when the owner dies, even by kill -9: then all that serves there is ended too.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from infra.rabbitmq.place import clear


def keep(home: Path) -> None:
    """Clear up once nobody is there any more."""
    for ending in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        # The owner gets these as well; as long as it lives, its brokers do.
        signal.signal(ending, signal.SIG_IGN)
    sys.stdin.read()
    clear(home)


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
