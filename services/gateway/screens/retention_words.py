"""What are classes of records, holds and lists called on our pages?"""

from __future__ import annotations

from contracts.retention import HoldOn, LeftOutBecause, ListState, RecordClass

CLASSES = {
    RecordClass.TICKETS: "Tickets that are done",
    RecordClass.SAFEGUARDING: "Tickets about safeguarding",
    RecordClass.MAIL: "Mail as it came, with its attachments",
    RecordClass.UNUSED_MAIL: "Mail that is on no ticket",
    RecordClass.REMOTE_SESSIONS: "Remote sessions",
    RecordClass.SITE_VISITS: "Visits to the school",
    RecordClass.RATINGS: "Ratings and comments",
}
"""What a class is, from its end on."""

HOLDS = {
    HoldOn.TICKET: "A ticket",
    HoldOn.PERSON: "A person’s records",
    HoldOn.CLASS: "All of one kind",
    HoldOn.SCHOOL: "Everything of the school",
}
STATES = {
    ListState.DRAWN_UP: "To be approved",
    ListState.APPROVED: "Approved, is being erased",
    ListState.ERASED: "Erased",
}
BECAUSE = {
    LeftOutBecause.HELD: "Left out: it is held",
    LeftOutBecause.CHANGED: "Left out: it changed after it was listed",
}
"""Why a record of a list stays."""

_YEAR = 12


def in_years(months: int) -> str:
    """How long that is: `2 years`, `18 months`."""
    if months % _YEAR:
        return f"{months} month{'s' if months > 1 else ''}"
    years = months // _YEAR
    return f"{years} year{'s' if years > 1 else ''}"
