"""What is kept of texts that somebody should look at, or has looked at?"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, Uuid, text

from services.intake.tables import METADATA
from shared.columns import Moment

TO_ERASE = "state = 'redacted' and erased = 0"
"""Texts that are redacted, and whose keys are there yet: for a second, as a rule."""

marked_texts = Table(
    "marked_texts",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("entry_id", Uuid, primary_key=True),
    Column("ticket_id", Uuid, nullable=False),
    Column("state", Text, nullable=False),
    Column("kinds", Text, nullable=False),
    Column("despite_warning", Integer, nullable=False),
    Column("marked_at", Moment, nullable=False),
    Column("subjects", Text, nullable=False),
    Column("erased", Integer, nullable=False),
    Column("subject", Text),
    Column("text", Text),
    Column("quoted", Text),
    Column("answers", Text),
    Column("mails", Text, nullable=False),
    Column("mail_subject", Text),
    Index("marked_texts_ticket", "school", "ticket_id"),
    Index(
        "marked_texts_to_erase",
        *("school", "entry_id"),
        sqlite_where=text(TO_ERASE),
        postgresql_where=text(TO_ERASE),
    ),
)
"""How a text of a ticket stands. What is restricted stands here, and nowhere else."""
