"""What makes an aggregate: how it decides, and how its events change it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from contracts.envelope import Recorded

S = TypeVar("S")


@dataclass(frozen=True)
class Dated:
    """An event that happened at another moment than its command, such as a breach."""

    event: object
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Decider(Generic[S]):
    """The rules of one kind of stream, as plain functions.

    `decide(state, command, now)` returns the events (perhaps `Dated`) that follow, an
    empty list where there is nothing to do, or raises Refused. With `terms` it is
    called as `decide(state, command, now, terms)`, the terms read beforehand by
    `terms(work, state, command)`. `evolve(state, event)` returns the next state.
    The stream of a command is `<category>-<value of its field identity>`.
    """

    category: str
    identity: str
    commands: tuple[type, ...]
    initial: S
    decide: Callable[..., Sequence[object]]
    evolve: Callable[[S, Any], S]
    terms: Callable[[Any, S, Any], Any] | None = None

    def stream(self, command: object) -> str:
        """The stream that a command is about."""
        return f"{self.category}-{getattr(command, self.identity)}"


@dataclass(frozen=True)
class Heard:
    """An event of another service, read, with the envelope it came in."""

    event: object
    envelope: Recorded

    @property
    def school(self) -> UUID:
        return self.envelope.school

    @property
    def happened_at(self) -> datetime:
        return self.envelope.happened_at
