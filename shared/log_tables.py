"""Which tables does every service keep for its log and for what it hears?"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from shared.columns import Moment
from shared.row_security import NEVER_REWRITTEN

KERNEL = MetaData()

heads = Table(
    "heads",
    KERNEL,
    Column("school", Uuid, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("epoch", BigInteger, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    # The hottest rows there are: PostgreSQL changes them in place while there is room
    # on their page and no index has to follow.
    postgresql_with={"fillfactor": 50},
)

events = Table(
    "events",
    KERNEL,
    Column("school", Uuid, primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("epoch", BigInteger, nullable=False),
    Column("event_id", Uuid, nullable=False),
    Column("type", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("stream", Text, nullable=False),
    Column("stream_version", Integer, nullable=False),
    Column("happened_at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("on_behalf_of", Text),
    Column("correlation_id", Uuid, nullable=False),
    Column("causation_id", Uuid),
    Column("body", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("previous_hash", LargeBinary, nullable=False),
    UniqueConstraint("school", "stream", "stream_version", name="events_stream"),
    UniqueConstraint("school", "event_id", name="events_id"),
    info=NEVER_REWRITTEN,
)

commands = Table(
    "commands",
    KERNEL,
    Column("school", Uuid, primary_key=True),
    Column("command_id", Uuid, primary_key=True),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("stream_version", Integer, nullable=False),
    info=NEVER_REWRITTEN,
)
"""What was answered to each command: the head and the stream version it left."""

published = Table(
    "published",
    KERNEL,
    Column("school", Uuid, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)
"""How far the broker has confirmed each school's log, and the hash that was there."""

checkpoints = Table(
    "checkpoints",
    KERNEL,
    Column("school", Uuid, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("epoch", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("since", Moment),
    Index("checkpoints_source", "source", "state"),
)
"""How far each source was heard; state `live`, `parked` or `forked`, and since when."""

parked = Table(
    "parked",
    KERNEL,
    Column("school", Uuid, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("event", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("parked_at", Moment, nullable=False),
)
"""The event that could not be applied; what follows it waits. One per log heard."""
