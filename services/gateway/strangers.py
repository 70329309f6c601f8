"""How much may be asked by whoever has not signed in, from one network and by all?

What is over either bound is refused before any service is asked. A network is counted
only while it is let in, so that no more of them are kept than may ask at all. What is
sent to be kept has bounds of its own, by the hour.
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

ENQUIRIES_EACH = 6
"""Enquiries in an hour from one network: nobody keeps the open form from others."""

ENQUIRIES_ALL = 1_000
"""Enquiries in an hour by one gateway, from however many networks."""


@dataclass
class Strangers:
    """Counts what is asked without a session, a `window` at a time.

    `kinds` is what refusals are counted as: of one network, and of all.
    """

    each: int = EACH
    all: int = ALL
    window: timedelta = WINDOW
    kinds: tuple[str, str] = ("one", "all")
    _begun: datetime | None = None
    _asked: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def admit(self, origin: str, now: datetime) -> None:
        """Count a request; Throttled where there were too many in this window."""
        network = network_of(origin)
        with self._lock:
            if (
                self._begun is None
                or not self._begun <= now < self._begun + self.window
            ):
                self._begun, self._asked = now, Counter()
            over = self._over(network)
            if over is None:
                self._asked[network] += 1
                return
            left = self._begun + self.window - now
        STRANGERS_REFUSED.labels(over).inc()
        seconds = -(-left // timedelta(seconds=1))
        raise Throttled("Too much is asked just now. Please try again soon.", seconds)

    def take_back(self, origin: str) -> None:
        """Count a request no longer that came to nothing."""
        network = network_of(origin)
        with self._lock:
            if self._asked[network] > 0:
                self._asked[network] -= 1

    @property
    def known(self) -> int:
        """Of how many networks anything is kept: never more than may ask at all."""
        return len(self._asked)

    def _over(self, network: str) -> str | None:
        """Which bound is reached; None where there is room."""
        if self._asked[network] >= self.each:
            return self.kinds[0]
        return self.kinds[1] if self._asked.total() >= self.all else None


def enquirers() -> Strangers:
    """Counts what is sent by the open form."""
    return Strangers(
        each=ENQUIRIES_EACH,
        all=ENQUIRIES_ALL,
        window=timedelta(hours=1),
        kinds=("enquiries of one", "enquiries of all"),
    )
