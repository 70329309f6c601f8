"""What does directory keep for reading?"""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, Table, Text, Uuid

from shared.columns import Moment

METADATA = MetaData()

schools = Table(
    "schools",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("sort_name", Text, nullable=False, index=True),
    Column("urn", Integer, index=True),
    Column("code", Text, nullable=False, unique=True),
    Column("added_at", Moment, nullable=False),
    Column("opening", Text),
)
"""`opening` is the last HoursSet as JSON; `code` begins every reference."""

tokens = Table(
    "tokens",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("token_id", Uuid, primary_key=True),
    Column("role", Text, nullable=False),
    Column("digest", Text, nullable=False, unique=True),
    Column("expires_at", Moment, nullable=False),
    Column("revoked", Integer, nullable=False),
)
