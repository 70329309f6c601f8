"""How do events travel inside one process without a broker, and without polling?

kombu's in-memory transport looks for messages once a second. This one wakes whoever
waits when a message is put: delivery takes milliseconds and waiting costs nothing.
"""

from __future__ import annotations

import threading
import time
from queue import Empty
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, memory

SCHEME = "caretaker-memory"

_changed = threading.Condition()


class Channel(memory.Channel):
    """A channel that tells when something is put."""

    def _put(self, queue: str, message: Any, **kwargs: Any) -> None:
        super()._put(queue, message, **kwargs)  # type: ignore[no-untyped-call]
        with _changed:
            _changed.notify_all()


class Transport(memory.Transport):
    """kombu's in-memory transport, woken instead of polling."""

    Channel = Channel

    def drain_events(
        self, connection: Any, timeout: float | None = None, **_: Any
    ) -> None:
        """Deliver one message; TimeoutError where none came within `timeout`."""
        channels: Any = self.cycle
        deadline = None if timeout is None else time.monotonic() + timeout
        with _changed:
            while True:
                try:
                    channels.get(self._deliver, timeout=timeout)
                    return
                except Empty:
                    rest = None if deadline is None else deadline - time.monotonic()
                    if rest is not None and rest <= 0:
                        raise TimeoutError from None
                    _changed.wait(rest)


TRANSPORT_ALIASES[SCHEME] = f"{__name__}:Transport"
