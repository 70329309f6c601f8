"""How do very many mailboxes hand over to one platform, and leave room for others?"""

from __future__ import annotations

import threading

from infra.command_line import client
from infra.command_line.delivering import hand_over
from infra.mailroom.settings import Mailbox

AT_ONCE = 8
"""Messages that are handed to the platform at a time; the others wait their turn."""

PAUSES = (0.5, 2.0)
"""Seconds after which a platform that is busy (503) is asked again."""

_BUSY = 503


class Turns:
    """The way of all mailboxes to the platform."""

    def __init__(self, platform: client.Client) -> None:
        self._platform = platform
        self._turns = threading.BoundedSemaphore(AT_ONCE)

    def hand_over(
        self, mailbox: Mailbox, raw: bytes, stopping: threading.Event
    ) -> None:
        """Return once what became of it is recorded; Problem, Unreachable if not."""
        for pause in PAUSES:
            try:
                self._once(mailbox, raw)
            except client.Problem as problem:
                if problem.status != _BUSY or stopping.wait(pause):
                    raise
            else:
                return
        self._once(mailbox, raw)

    def _once(self, mailbox: Mailbox, raw: bytes) -> None:
        with self._turns:
            hand_over(self._platform, mailbox.address, raw, mailbox.authserv_id)
