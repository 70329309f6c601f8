"""What does sla keep for reading?"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    text,
)

from shared.columns import Moment
from shared.row_security import READ_BY_ALL

METADATA = MetaData()

OWED = text("kept = 0 and unresolved = 1")
"""Targets that were missed of tickets that wait still."""

OPEN = text("ended_at is null")
"""What was escalated and is not over: little among all that ever was."""

agreements = Table(
    "agreements",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("agreement_version", Integer, primary_key=True),
    Column("effective_from", Moment, nullable=False),
    Column("content", Text, nullable=False),
    Column("content_version", Integer, nullable=False, server_default="1"),
    Column("priorities", Integer, nullable=False, server_default="4"),
    Index("agreements_priorities", "priorities"),
)
"""`content` is the AgreementSigned as JSON, as it was in `content_version`.

`priorities` is of how many something is promised.
"""

clocks = Table(
    "clocks",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("ticket_id", Uuid, primary_key=True),
    Column("priority", Text, nullable=False),
    Column("agreement_version", Integer, nullable=False),
    Column("correlation_id", Uuid, nullable=False),
    Column("service", Text, nullable=False, server_default=""),
    Column("safeguarding", Integer, nullable=False, server_default="0"),
    Column("inspection", Integer, nullable=False, server_default="0"),
)
"""The last three are the kind of its ticket, which decides what is promised of it."""

targets = Table(
    "targets",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("ticket_id", Uuid, primary_key=True),
    Column("target", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("left_seconds", BigInteger, nullable=False),
    Column("due_at", Moment),
    Column("next_at", Moment),
    Column("breached_at", Moment),
    Index("targets_next", "next_at"),
)
"""`next_at` is when the sweep has to look: the warning's moment, then the breach's."""

alarms = Table(
    "alarms",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("ticket_id", Uuid, primary_key=True),
    Column("target", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("role", Text, nullable=False),
    Column("next_at", Moment),
    Index("alarms_next", "next_at"),
)
"""What comes due of a ticket besides its targets; `next_at` is null once given."""

escalations = Table(
    "escalations",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("ticket_id", Uuid, primary_key=True),
    Column("target", Text, primary_key=True),
    Column("step", Integer, primary_key=True),
    Column("raised_at", Moment, primary_key=True),
    Column("priority", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("told", Text, nullable=False),
    Column("acknowledge_by", Moment, nullable=False),
    Column("missed_at", Moment),
    Column("carried_at", Moment),
    Column("acknowledged_at", Moment),
    Column("acknowledged_by", Text),
    Column("ended_at", Moment),
    Index(
        "escalations_open",
        *("school", "priority"),
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    ),
)
"""Steps that came due, and what became of each; `told` are actors, space between."""

outcomes = Table(
    "outcomes",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("ticket_id", Uuid, primary_key=True),
    Column("target", Text, primary_key=True),
    Column("priority", Text, nullable=False),
    Column("kept", Integer, nullable=False),
    Column("decided_at", Moment, nullable=False),
    Column("month", Text, nullable=False),
    Column("unresolved", Integer, nullable=False),
    Index("outcomes_month", "month", "priority", "target", "kept"),
    Index(
        "outcomes_owed",
        *("school", "priority"),
        sqlite_where=OWED,
        postgresql_where=OWED,
    ),
)
"""Whether each target that is decided was kept, in which month of London's clock."""

restatements = Table(
    "restatements",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("ticket_id", Uuid, primary_key=True),
    Column("target", Text, primary_key=True),
    Column("agreement_version", Integer, nullable=False),
    Column("kept", Integer),
)
"""What stands beside an outcome; `kept` is null where nothing is decided by it."""

pauses = Table(
    "pauses",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("event_id", Uuid, primary_key=True),
    Column("ticket_id", Uuid, nullable=False),
    Column("reason", Text, nullable=False),
    Column("began_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Index("pauses_began", "school", "began_at"),
)
"""When the clock of a ticket stood still, and whom or what it waited for."""

obligations = Table(
    "obligations",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("ticket_id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("met_at", Moment),
    Column("next_at", Moment),
    Column("correlation_id", Uuid, nullable=False),
    Index("obligations_next", "next_at"),
    Index("obligations_due", "school", "due_at"),
)
"""What has to be done for a ticket by a moment of its own; `next_at` as of targets."""

duties = Table(
    "duties",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("duty", Uuid, primary_key=True),
    Column("ticket_id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("met_at", Moment),
    Column("next_at", Moment),
    Column("correlation_id", Uuid, nullable=False),
    Index("duties_next", "next_at"),
    Index("duties_due", "school", "due_at"),
)
"""The same where a ticket has several of them, each known by its own id."""

rotas = Table(
    "rotas",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("rota_version", Integer, primary_key=True),
    Column("content", Text, nullable=False),
    info=READ_BY_ALL,
)
"""`content` is the RotaSet as JSON; the provider's, read while any school's is done."""
