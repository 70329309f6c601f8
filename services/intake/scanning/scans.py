"""What did a scanner say of the files of a message? Each is judged once.

waiting -- record --> clean, infected, or not scanned; that one is tried again
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from contracts.scanning import FileScanned, RecordScan, Scanned
from shared.decider import Decider

JUDGED = frozenset({Scanned.CLEAN, Scanned.INFECTED})


class Scan(NamedTuple):
    """How a file stands, after so many attempts."""

    outcome: Scanned = Scanned.WAITING
    attempts: int = 0


@dataclass(frozen=True)
class Scans:
    """The files of a message that were looked into, by their places."""

    each: Mapping[int, Scan] = field(default_factory=dict)


def decide(scans: Scans, command: RecordScan, _now: datetime) -> list[FileScanned]:
    """What is recorded; nothing for what is judged, or was tried by another first."""
    known = scans.each.get(command.place, Scan())
    if known.outcome in JUDGED or command.attempt != known.attempts + 1:
        return []
    return [
        FileScanned(
            mail_id=command.mail_id,
            place=command.place,
            attempt=command.attempt,
            outcome=command.outcome,
            said=command.said,
            again_at=command.again_at,
        )
    ]


def evolve(scans: Scans, event: FileScanned) -> Scans:
    """What is true after the event."""
    return Scans({**scans.each, event.place: Scan(event.outcome, event.attempt)})


SCANS: Decider[Scans] = Decider(
    category="scans",
    identity="mail_id",
    commands=(RecordScan,),
    initial=Scans(),
    decide=decide,
    evolve=evolve,
)
