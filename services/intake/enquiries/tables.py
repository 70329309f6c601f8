"""What is kept of enquiries? It stands in tables of its own, beside every ticket."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, Table, Text, Uuid, text

from services.intake.tables import METADATA
from shared.columns import Moment

NOT_ERASED = "state <> 'erased'"
"""What has words still: as much as comes while it is kept, however much ever came."""

enquiries = Table(
    "enquiries",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("enquiry_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("text_version", Integer),
    Column("received_at", Moment, nullable=False),
    Column("keep_until", Date, nullable=False),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("call_back", Integer, nullable=False),
    Column("call_when", Text, nullable=False),
    Column("heard_from", Text, nullable=False),
    Column("news", Integer, nullable=False),
    Column("contract", Text, nullable=False),
    Column("of_school", Uuid),
    Index("enquiries_received", "school", "received_at", "enquiry_id"),
    Index(
        "enquiries_kept",
        *("school", "received_at", "enquiry_id"),
        sqlite_where=text(NOT_ERASED),
        postgresql_where=text(NOT_ERASED),
    ),
)
"""All of the provider's. What is personal is empty once it is withdrawn or erased."""

enquiry_entries = Table(
    "enquiry_entries",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("event_id", Uuid, primary_key=True),
    Column("enquiry_id", Uuid, nullable=False),
    Column("at", Moment, nullable=False),
    Column("place", Integer, nullable=False),
    Column("actor", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("words", Text, nullable=False),
    Index("enquiry_entries_of", "school", "enquiry_id", "place"),
)
"""What happened to each, in order; `words` are personal, and go with the rest."""

privacy_texts = Table(
    "privacy_texts",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("text_version", Integer, primary_key=True),
    Column("words", Text, nullable=False),
    Column("news", Text, nullable=False),
    Column("keep_days", Integer, nullable=False),
    Column("version", Integer, nullable=False),
)
"""Every version that enquirers were shown; the highest counts."""
