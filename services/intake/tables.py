"""What does intake keep for reading?"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from services.intake.search.word_index import Words, keep_index
from shared.columns import Moment

METADATA = MetaData()

NEVER = 2**62
"""Where a ticket stands in the queue while nothing of it is due."""

GUARDED = "guarded = 1"
"""What is about safeguarding, as its own events say: few of its school read it."""

WAITING = "state <> 'resolved' and merged_into is null"
"""What is not done, nor goes on as another ticket: few among many, at any age."""

tickets = Table(
    "tickets",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("ticket_id", Uuid, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("reference", Text, nullable=False),
    Column("requester_id", Uuid, nullable=False),
    Column("requester_name", Text, nullable=False),
    Column("requester_email", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("impact", Text, nullable=False),
    Column("urgency", Text, nullable=False),
    Column("priority", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("assignee", Text),
    Column("answered", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("correlation_id", Uuid, nullable=False),
    Column("due_at", Moment),
    Column("due_target", Text),
    Column("due_state", Text),
    Column("due_rank", BigInteger, nullable=False),
    Column("merged_into", Uuid),
    Column("type", Text, nullable=False, server_default="incident"),
    Column("approval", Text),
    Column("approval_of", Text),
    Column("approver", Text),
    Column("category", Text, nullable=False, server_default=""),
    Column("service", Text, nullable=False, server_default=""),
    Column("obligation", Text),
    Column("call_id", Uuid),
    Column("callback", Text),
    Column("owes_at", Moment),
    Column("team_id", Uuid),
    Column("with_school", Integer, nullable=False, server_default="0"),
    Column("guarded", Integer, nullable=False, server_default="0"),
    UniqueConstraint("school", "number", name="tickets_number"),
    Index("tickets_id", "ticket_id"),
    Index("tickets_call", "call_id"),
    Index("tickets_due", "due_rank", "ticket_id"),
    Index(
        "tickets_guarded",
        # Whose they are is asked at every list: the index alone answers it, which on
        # SQLite needs what its condition is about as well.
        *("school", "requester_id", "requester_email", "guarded"),
        sqlite_where=text(GUARDED),
        postgresql_where=text(GUARDED),
    ),
    Index("tickets_updated", "updated_at", "ticket_id"),
    Index("tickets_of_school_updated", "school", "updated_at", "ticket_id"),
    Index(
        "tickets_waiting",
        *("due_rank", "ticket_id", "assignee", "state", "team_id", "with_school"),
        sqlite_where=text(WAITING),
        postgresql_where=text(WAITING),
    ),
    Index(
        "tickets_of_school_waiting",
        *("school", "due_rank", "ticket_id"),
        sqlite_where=text(WAITING),
        postgresql_where=text(WAITING),
    ),
)
"""`due_rank` orders the queue: microseconds of the next deadline, or NEVER and on;
`obligation` is what sla said last is owed, as JSON, `owes_at` when a duty is due next;
`callback` is who is called, as JSON.
"""

ticket_words = Table(
    "ticket_words",
    METADATA,
    Column(
        "entry",
        BigInteger().with_variant(Integer, "sqlite"),
        Identity(),
        primary_key=True,
    ),
    Column("school", Uuid, nullable=False),
    Column("ticket_id", Uuid, nullable=False),
    Column("words", Words, nullable=False),
    UniqueConstraint("school", "ticket_id", name="ticket_words_of"),
    Index("ticket_words_found", "words", postgresql_using="gin").ddl_if("postgresql"),
)
"""What a ticket is found by; apart from it, since it seldom changes."""

keep_index(ticket_words)

ties = Table(
    "ties",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("ticket_id", Uuid, primary_key=True),
    Column("tie", Text, primary_key=True),
    Column("other_id", Uuid, primary_key=True),
)
"""What `other_id` is to the ticket; each of the two has its row."""

timeline = Table(
    "timeline",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("event_id", Uuid, primary_key=True),
    Column("ticket_id", Uuid, nullable=False),
    Column("at", Moment, nullable=False),
    Column("place", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("text", Text),
    Column("detail", Text),
    Column("internal", Integer, nullable=False),
    Column("quoted", Text),
    Column("entered_at", Moment),
    Index("timeline_ticket", "school", "ticket_id", "at", "place"),
)
"""`place` orders what happened at the same moment, as its own log has it."""

targets = Table(
    "targets",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("ticket_id", Uuid, primary_key=True),
    Column("target", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("due_at", Moment),
    Column("breached_at", Moment),
)
"""What sla said of each target, to order the queue by."""

mailboxes = Table(
    "mailboxes",
    METADATA,
    Column("address", Text, primary_key=True),
    Column("school", Uuid, nullable=False, index=True),
)
"""An address is one school's at a time."""

alert_groups = Table(
    "alert_groups",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("group_id", Uuid, primary_key=True),
    Column("ticket_id", Uuid, nullable=False),
    Column("times", Integer, nullable=False),
    Column("firing", Integer, nullable=False),
)
"""A group of alerts, its ticket, how often any fired for it, how many fire now."""

files = Table(
    "files",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
    Column("stored_at", Moment, nullable=False),
)
"""Messages as they were received, sealed, under a keyed hash of their content."""

catalogues = Table(
    "catalogues",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("content", Text, nullable=False),
)
"""What a school can ask for by name, as its last event has it."""
