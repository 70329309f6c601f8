"""Does what was received follow what was heard before? Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from contracts.envelope import Recorded
from shared.chain import first_break


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far a source was heard for a school, and the hash that was there."""

    position: int
    hash: bytes
    epoch: int
    state: str


class Verdict(Enum):
    """What a consumer makes of events or of a head that it is shown."""

    FOLLOWS = "follows"
    GAP = "gap"
    FORK = "fork"


def follow(
    checkpoint: Checkpoint, events: Sequence[Recorded]
) -> tuple[list[Recorded], Verdict]:
    """The events that come next, in order, and whether more is amiss after them.

    What is known already is dropped, and so is what was sent before the log got a new
    epoch. A known position with another hash is a fork, and so is an event that does
    not continue the chain. Something missing is a gap.
    """
    fresh: list[Recorded] = []
    position, previous = checkpoint.position, checkpoint.hash
    for event in sorted(events, key=lambda one: one.position):
        if event.epoch < checkpoint.epoch or event.position < position:
            continue
        if event.position == position:
            if event.hash != previous:
                return fresh, Verdict.FORK
            continue
        if event.position > position + 1:
            return fresh, Verdict.GAP
        if first_break([event], previous, position) is not None:
            return fresh, Verdict.FORK
        fresh.append(event)
        position, previous = event.position, event.hash
    return fresh, Verdict.FOLLOWS


def lag(ends: Mapping[UUID, int], heard: Mapping[UUID, Checkpoint]) -> int:
    """How many events were told of and not heard, of quiet schools as well."""
    known = {school: checkpoint.position for school, checkpoint in heard.items()}
    return sum(max(end - known.get(school, 0), 0) for school, end in ends.items())


def compare(checkpoint: Checkpoint, position: int, hash_: bytes, epoch: int) -> Verdict:
    """What the head that a source announces says of what was heard from it."""
    if epoch < checkpoint.epoch or position < checkpoint.position:
        return Verdict.FORK
    if position > checkpoint.position:
        return Verdict.GAP
    return Verdict.FOLLOWS if hash_ == checkpoint.hash else Verdict.FORK
