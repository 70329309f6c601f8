"""What does sla keep for reading?"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text, Uuid

from shared.columns import Moment

METADATA = MetaData()

agreements = Table(
    "agreements",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("agreement_version", Integer, primary_key=True),
    Column("effective_from", Moment, nullable=False),
    Column("content", Text, nullable=False),
    Column("content_version", Integer, nullable=False, server_default="1"),
)
"""`content` is the AgreementSigned as JSON, as it was in `content_version`."""

clocks = Table(
    "clocks",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("ticket_id", Uuid, primary_key=True),
    Column("priority", Text, nullable=False),
    Column("agreement_version", Integer, nullable=False),
    Column("correlation_id", Uuid, nullable=False),
)

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
