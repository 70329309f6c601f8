"""Is a likely duplicate another matter? It is once somebody of the desk says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.refusals import Refused
from contracts.suggestions import DismissDuplicate, DuplicateDismissed
from shared.decider import Decider


@dataclass(frozen=True)
class Apart:
    """The tickets that one was said not to be the same as."""

    others: frozenset[UUID] = frozenset()


def decide(
    apart: Apart, command: DismissDuplicate, _now: datetime, reference: str
) -> list[DuplicateDismissed]:
    """That it is another matter, once; `reference` is the other's."""
    if command.other_id == command.ticket_id:
        raise Refused("A ticket is no duplicate of itself.")
    if command.other_id in apart.others:
        return []
    dismissed = DuplicateDismissed(
        ticket_id=command.ticket_id,
        other_id=command.other_id,
        other_reference=reference,
    )
    return [dismissed]


def evolve(apart: Apart, event: DuplicateDismissed) -> Apart:
    """What is true after the event."""
    return Apart(apart.others | {event.other_id})


APART: Decider[Apart] = Decider(
    category="apart",
    identity="ticket_id",
    commands=(DismissDuplicate,),
    initial=Apart(),
    decide=decide,
    evolve=evolve,
)
