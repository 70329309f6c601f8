"""How much may be asked by whoever has not signed in, from one network and by all?

What is over either bound is refused before any service is asked. A network is counted
only while it is let in, so that no more of them are kept than may ask at all.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from contracts.refusals import Throttled
from shared.metrics import STRANGERS_REFUSED
from shared.networks import network_of

WINDOW = timedelta(minutes=1)
EACH = 120
"""Pages in a minute for one network: a school full of people shares an address."""

ALL = 1_200
"""Pages in a minute for all of them, by one gateway: each may ask a service twice."""


@dataclass
class Strangers:
    """Counts what is asked without a session, a minute at a time."""

    each: int = EACH
    all: int = ALL
    _begun: datetime | None = None
    _asked: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def admit(self, origin: str, now: datetime) -> None:
        """Count a request; Throttled where there were too many in this minute."""
        network = network_of(origin)
        with self._lock:
            if self._begun is None or not self._begun <= now < self._begun + WINDOW:
                self._begun, self._asked = now, Counter()
            over = self._over(network)
            if over is None:
                self._asked[network] += 1
                return
            left = self._begun + WINDOW - now
        STRANGERS_REFUSED.labels(over).inc()
        seconds = -(-left // timedelta(seconds=1))
        raise Throttled("Too much is asked just now. Please try again soon.", seconds)

    @property
    def known(self) -> int:
        """Of how many networks anything is kept: never more than may ask at all."""
        return len(self._asked)

    def _over(self, network: str) -> str | None:
        """Which bound is reached; None where there is room."""
        if self._asked[network] >= self.each:
            return "one"
        return "all" if self._asked.total() >= self.all else None
