"""What does intake keep of how long it keeps what?"""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, Table, Text, Uuid, text

from services.intake.tables import METADATA
from shared.columns import Moment

MAY_BE_DUE = "held = 0 and erased_at is null and closed_at is not null"
"""Records that are over and neither held nor gone: of those the oldest are due."""

HELD = "held = 1 and erased_at is null and closed_at is not null"
TO_DESTROY = "state = 'approved'"
"""Lists whose keys are there yet: for a second, as a rule."""

kept_records = Table(
    "kept_records",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("record_id", Uuid, primary_key=True),
    Column("record_class", Text, nullable=False),
    Column("ticket_id", Uuid),
    Column("over_at", Moment),
    Column("closed_at", Moment),
    Column("held", Integer, nullable=False),
    Column("erased_at", Moment),
    Index("kept_records_ticket", "school", "ticket_id"),
    Index(
        "kept_records_due",
        *("school", "record_class", "closed_at", "record_id"),
        sqlite_where=text(MAY_BE_DUE),
        postgresql_where=text(MAY_BE_DUE),
    ),
    Index(
        "kept_records_held",
        *("school", "record_class", "closed_at"),
        sqlite_where=text(HELD),
        postgresql_where=text(HELD),
    ),
)
"""Every record; `ticket_id` is whose it is a part of, or itself.

`over_at` is its last act once it is over, `closed_at` the same where it is due by
itself, and not with a ticket that stays longer.
"""

record_subjects = Table(
    "record_subjects",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("record_id", Uuid, primary_key=True),
    Column("subject", Uuid, primary_key=True),
    Index("record_subjects_subject", "school", "subject"),
)
"""The people that a record is about besides its ticket; of a visit, its tickets."""

record_lines = Table(
    "record_lines",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("record_id", Uuid, primary_key=True),
    Column("entry_id", Uuid, primary_key=True),
)
"""The lines of timelines that say what a session or a visit says."""

keeping_times = Table(
    "keeping_times",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("content", Text, nullable=False),
)
"""What a school has said of how long it keeps what, as its last event has it."""

legal_holds = Table(
    "legal_holds",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("hold_id", Uuid, primary_key=True),
    Column("hold_on", Text, nullable=False),
    Column("record_class", Text),
    Column("subject", Uuid),
    Column("who", Text),
    Column("reason", Text, nullable=False),
    Column("until_on", Date),
    Column("placed_by", Text, nullable=False),
    Column("placed_at", Moment, nullable=False),
    Index("legal_holds_subject", "school", "subject"),
    Index("legal_holds_until", "until_on"),
)
"""The holds that are there; `subject` is the person or the ticket that it is on."""

due_lists = Table(
    "due_lists",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("list_id", Uuid, primary_key=True),
    Column("record_class", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("records", Text, nullable=False),
    Column("left_out", Text, nullable=False),
    Column("subjects", Text, nullable=False),
    Column("mails", Text, nullable=False),
    Column("drawn_up_at", Moment, nullable=False),
    Column("drawn_up_by", Text, nullable=False),
    Column("approved_at", Moment),
    Column("approved_by", Text),
    Column("erased_at", Moment),
    Index("due_lists_drawn_up", "school", "drawn_up_at"),
    Index(
        "due_lists_to_destroy",
        *("school", "list_id"),
        sqlite_where=text(TO_DESTROY),
        postgresql_where=text(TO_DESTROY),
    ),
)
"""Lists of what was due, as JSON; `subjects` are whose keys go, `mails` whose files."""
