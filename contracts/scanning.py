"""The language of intake for scanning: what a scanner finds in files that came."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from uuid import UUID

from contracts.declare import command, event
from contracts.values import SchoolId

WHOLE = -1
"""The place of a message as it was received; its files are numbered from 0."""

LONGEST_FINDING = 200
"""Characters that are kept of what a scanner says."""


class Scanned(Enum):
    """How a file stands with the scanner; one that could not be scanned is tried again.

    Once something or nothing was found, that stands.
    """

    WAITING = "waiting"
    CLEAN = "clean"
    INFECTED = "infected"
    NOT_SCANNED = "not_scanned"


@command("intake.record_scan")
class RecordScan:
    """Record what a scanner said of a file of a message, or why it said nothing."""

    school_id: SchoolId
    mail_id: UUID
    place: int
    attempt: int
    outcome: Scanned
    said: str
    again_at: datetime | None


@event("intake.file_scanned")
class FileScanned:
    """A scanner looked into a file that came, or could not; `place` -1: the message.

    `said` is the name of what was found, or why the file was not scanned; it is tried
    again at `again_at`. What is infected stays sealed, and is handed to nobody.
    """

    mail_id: UUID
    place: int
    attempt: int
    outcome: Scanned
    said: str
    again_at: datetime | None
