"""What may be done with reference data, and what is then true of it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from contracts.gias import LoadReference, ReferenceLoaded
from contracts.refusals import Refused
from contracts.values import PROVIDER
from shared.decider import Decider


@dataclass(frozen=True)
class NeverLoaded:
    """No file of this kind ever counted."""


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """One file counts."""

    digest: str


Reference: TypeAlias = NeverLoaded | Loaded


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """How many rows are at hand, and how they differ from those that count."""

    staged: int
    unchanged: int
    changed: int
    removed: int


def decide(
    reference: Reference, command: LoadReference, _now: datetime, found: Comparison
) -> list[ReferenceLoaded]:
    """The events that follow; the file that counts already is silence."""
    if command.school_id != PROVIDER:
        raise Refused("Reference data is the provider's own, not one of a school.")
    if reference == Loaded(digest=command.digest):
        return []
    if found.staged != command.rows:
        raise Refused(
            f"{found.staged} rows of this file are at hand, not {command.rows}:"
            " send them all again."
        )
    loaded = ReferenceLoaded(
        kind=command.kind,
        digest=command.digest,
        dated_on=command.dated_on,
        rows=command.rows,
        added=command.rows - found.unchanged - found.changed,
        changed=found.changed,
        unchanged=found.unchanged,
        removed=found.removed,
    )
    return [loaded]


def evolve(_: Reference, event: ReferenceLoaded) -> Reference:
    """What is true of the reference data after the event."""
    return Loaded(digest=event.digest)


REFERENCE: Decider[Reference] = Decider(
    category="reference",
    identity="kind",
    commands=(LoadReference,),
    initial=NeverLoaded(),
    decide=decide,
    evolve=evolve,
)
