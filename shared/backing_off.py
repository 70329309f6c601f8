"""How long does one wait before trying again? Longer each time, and never in step."""

from __future__ import annotations

import threading
from random import SystemRandom

FIRST_SECONDS = 0.2
MOST_SECONDS = 5.0

_chance = SystemRandom()


class BackOff:
    """The pauses of somebody who tries the same thing until it works."""

    def __init__(self, stopping: threading.Event) -> None:
        self._stopping = stopping
        self._longest = FIRST_SECONDS

    def wait(self) -> None:
        """Wait, some part of a time that doubles; not at all once we are stopping."""
        self._stopping.wait(self.next())

    def next(self) -> float:
        """How long to wait now: everybody something else, or all would come at once."""
        seconds = _chance.uniform(self._longest / 2, self._longest)
        self._longest = min(self._longest * 2, MOST_SECONDS)
        return seconds

    def reset(self) -> None:
        """It worked: begin with a short pause the next time."""
        self._longest = FIRST_SECONDS
