"""How do green threads come in the place of threads? Before all else is imported."""

from __future__ import annotations

import warnings

warnings.filterwarnings("ignore", r"\s*Eventlet is deprecated")

import eventlet  # noqa: E402


def patch() -> None:
    """Put green threads in the place of threads, for whatever is imported after this.

    The server of databases is waited for as the driver itself would wait.
    """
    eventlet.monkey_patch()
    from psycopg2 import extensions  # noqa: PLC0415

    from shared.green_waits import wait_for  # noqa: PLC0415

    extensions.set_wait_callback(wait_for)
