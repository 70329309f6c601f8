"""How does a green thread wait for PostgreSQL? Others run, and it has an end.

libpq keeps to `connect_timeout` only where it waits by itself, and eventlet's own way
of waiting knows no end: who asks a server that accepts and says nothing, as one does
that was stopped, would wait until that is gone.
"""

from __future__ import annotations

import time
from typing import Any

from eventlet.hubs import trampoline
from psycopg2 import OperationalError, extensions

_IS_IN = {extensions.STATUS_READY, extensions.STATUS_BEGIN, extensions.STATUS_PREPARED}


def wait_for(connection: Any) -> None:
    """Let others run while it is the server's turn, as psycopg2 asks us to.

    OperationalError where it lets nobody in for `connect_timeout` seconds. Once it did,
    the limits of the network and of the transaction hold.
    """
    deadline = None if connection.status in _IS_IN else _deadline(connection)
    while (state := connection.poll()) != extensions.POLL_OK:
        trampoline(
            connection.fileno(),
            read=state == extensions.POLL_READ,
            write=state == extensions.POLL_WRITE,
            timeout=None if deadline is None else max(deadline - time.monotonic(), 0),
            timeout_exc=OperationalError("the server accepts, and says nothing"),
        )


def _deadline(connection: Any) -> float | None:
    """When to stop waiting to be let in; None where the URL allows any time."""
    seconds = int(connection.info.dsn_parameters.get("connect_timeout", 0))
    return time.monotonic() + seconds if seconds > 0 else None
