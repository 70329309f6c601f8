"""What does intake keep of the letters that go to requesters?"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, Uuid, text

from services.intake.tables import METADATA
from shared.columns import Moment

TO_SEND = "state in ('waiting', 'sending')"
UNDECIDED = "state in ('failed', 'unknown')"
"""Letters that something is still to be done with: few among many, likewise."""

ASKED = "asks = 1 and state = 'sent'"
"""Letters that asked how it was: by those it is counted how many answered."""

OF_SURVEYS = f"kind = 'survey' and {ASKED}"
"""Letters of yearly surveys that went out: its figures count them, by survey."""

letters = Table(
    "letters",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("letter_id", Uuid, primary_key=True),
    Column("ticket_id", Uuid, nullable=False),
    Column("requester_id", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("about", Uuid, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("response_at", Moment),
    Column("resolution_at", Moment),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("answer", Text, nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("waits_since", Moment, nullable=False),
    Column("again_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("asks", Integer, nullable=False, server_default="0"),
    Index("letters_of_ticket", "school", "ticket_id", "written_at"),
    Index("letters_of_requester", "school", "requester_id", "written_at"),
    Index(
        "letters_to_send",
        *("again_at", "letter_id"),
        sqlite_where=text(TO_SEND),
        postgresql_where=text(TO_SEND),
    ),
    Index(
        "letters_undecided",
        *("changed_at", "letter_id"),
        sqlite_where=text(UNDECIDED),
        postgresql_where=text(UNDECIDED),
    ),
    Index(
        "letters_of_surveys",
        *("about", "school"),
        sqlite_where=text(OF_SURVEYS),
        postgresql_where=text(OF_SURVEYS),
    ),
    Index(
        "letters_asked",
        *("written_at", "school"),
        sqlite_where=text(ASKED),
        postgresql_where=text(ASKED),
    ),
)
"""What goes to requesters; `about` is the event that a letter tells them of."""
