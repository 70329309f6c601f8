"""How does a live page learn that something happened? By a hint, which may be lost.

Nothing is decided by a hint: whoever gets one asks the services what is so now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from queue import Empty, Full, Queue
from typing import NamedTuple
from uuid import UUID

from contracts.envelope import Recorded

_MOST_WAITING = 200


class Hint(NamedTuple):
    """Something happened to this, at this school; `about` None: some were lost."""

    school: UUID | None
    about: UUID | None


LOST = Hint(None, None)


class Hints:
    """Hands what a process overhears to everybody in it who listens just now."""

    def __init__(self) -> None:
        self._listening: set[Queue[Hint]] = set()
        self.over = False

    def close(self) -> None:
        """Wake everybody who listens: there will be no more from this process."""
        self.over = True
        for waiting in list(self._listening):
            _put(waiting, LOST)

    def give(self, events: Iterable[Recorded]) -> None:
        """Tell of events; who does not keep up is told that something was lost."""
        hints = dict.fromkeys(_hint(event) for event in events)
        for waiting in list(self._listening):
            for hint in hints:
                _put(waiting, hint)

    @contextmanager
    def listening(self) -> Iterator[Listening]:
        """Be told, for as long as this lasts."""
        waiting: Queue[Hint] = Queue(_MOST_WAITING)
        self._listening.add(waiting)
        try:
            yield Listening(waiting)
        finally:
            self._listening.discard(waiting)


class Listening:
    """One who listens."""

    def __init__(self, waiting: Queue[Hint]) -> None:
        self._waiting = waiting

    def next(self, patience: float) -> Hint | None:
        """The next hint; None where none came within so many seconds."""
        try:
            return self._waiting.get(timeout=patience)
        except Empty:
            return None


def _hint(event: Recorded) -> Hint:
    """Streams are called by what they are about: ticket-7f3c..."""
    _, _, about = event.stream.partition("-")
    return Hint(event.school, UUID(about))


def _put(waiting: Queue[Hint], hint: Hint) -> None:
    try:
        waiting.put_nowait(hint)
    except Full:
        with waiting.mutex:
            waiting.queue.clear()
        waiting.put_nowait(LOST)
