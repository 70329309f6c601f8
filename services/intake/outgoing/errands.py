"""How is something done outside exactly once for each intent, or shown to a person?

The one way in which anything leaves. What is to be done is a row that was committed
with its event. It is taken up in one transaction, carried out outside of any, and what
came of it is recorded in another. One replica does so at a time, one errand after
another: what is found taken up when a look begins was left by somebody who died, and is
never carried out again as if nothing had happened.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from contracts.refusals import Refusal

_log = logging.getLogger(__name__)

T = TypeVar("T")
FIRST = timedelta(minutes=1)
LONGEST = timedelta(hours=1)


def each(errands: Iterable[T], act: Callable[[T], object]) -> None:
    """Do the same with every errand; one that cannot be done keeps no other waiting."""
    for errand in errands:
        try:
            act(errand)
        except Refusal as refusal:
            _log.warning("an errand is left for now: %s", refusal)
        except Exception:  # whatever it is, it is that errand's alone
            _log.exception("an errand cannot be done: %r", errand)


def pause(attempts: int, longest: timedelta = LONGEST) -> timedelta:
    """How long to wait after so many attempts: a minute, then twice as long."""
    doubled: timedelta = FIRST * 2 ** min(attempts - 1, 10)
    return min(doubled, longest)


class Quiet:
    """Somebody outside who did not answer is left alone for a while."""

    def __init__(self, longest: timedelta) -> None:
        self._longest = longest
        self._failures = 0
        self._until: datetime | None = None

    def lasts(self, now: datetime) -> bool:
        """Whether it is too early to try again."""
        return self._until is not None and now < self._until

    def begin(self, now: datetime) -> None:
        """They did not answer."""
        self._failures += 1
        self._until = now + pause(self._failures, self._longest)

    def end(self) -> None:
        """They answered."""
        self._failures, self._until = 0, None
