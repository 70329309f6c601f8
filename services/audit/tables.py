"""What does audit keep for reading?"""

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
    Uuid,
)
from sqlalchemy.schema import SchemaItem

from shared.columns import Moment
from shared.row_security import NEVER_REWRITTEN

METADATA = MetaData()


def _copies(name: str, *more: SchemaItem, hash_in_key: bool = False) -> Table:
    return Table(
        name,
        METADATA,
        Column("school", Uuid, primary_key=True),
        Column("service", Text, primary_key=True),
        Column("position", BigInteger, primary_key=True),
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
        Column("hash", LargeBinary, nullable=False, primary_key=hash_in_key),
        Column("previous_hash", LargeBinary, nullable=False),
        *more,
    )


story = _copies("story", Index("story_correlation", "correlation_id", "school"))
"""A copy of every service's events, byte for byte: we testify to what we heard."""

given_up = _copies("given_up", hash_in_key=True)
given_up.info.update(NEVER_REWRITTEN)
"""What was heard of a log that its service has abandoned: nothing is ever lost here."""
