"""Which port may a private server have, and find free again when it restarts?"""

from __future__ import annotations

import socket
from random import SystemRandom

LOWEST, HIGHEST = 20_000, 32_767
"""Above these the kernel takes ports for outgoing connections as it likes."""

_chance = SystemRandom()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    while True:
        port = _chance.randint(LOWEST, HIGHEST)
        with socket.socket() as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
