"""What does intake keep of mail, for reading and for finding what belongs together?"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text, Uuid

from services.intake.tables import METADATA
from shared.columns import Moment

mails = Table(
    "mails",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("mail_id", Uuid, primary_key=True),
    Column("received_at", Moment, nullable=False),
    Column("fate", Text, nullable=False),
    Column("why", Text),
    Column("reason", Text),
    Column("ticket_id", Uuid),
    Column("about", Uuid),
    Column("sender_id", Uuid, nullable=False),
    Column("sender", Text),
    Column("subject", Text),
    Column("nature", Text, nullable=False),
    Column("answerable", Boolean, nullable=False),
    Column("spf", Text, nullable=False),
    Column("dkim", Text, nullable=False),
    Column("dmarc", Text, nullable=False),
    Column("identity", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Index("mails_identity", "school", "identity"),
    Index("mails_sender", "school", "sender_id", "received_at"),
    Index("mails_ticket", "school", "ticket_id"),
    Index("mails_fate", "fate", "received_at", "mail_id"),
    Index("mails_of_school_fate", "school", "fate", "received_at", "mail_id"),
)
"""Every message that came. `identity` is a keyed hash of its Message-ID."""

attached = Table(
    "attached",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("mail_id", Uuid, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("sender_id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("content_id", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("offered", Boolean, nullable=False),
)
"""Files that messages carried; what is in them is in `files`, sealed."""

trusted = Table(
    "trusted_senders",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("sender_id", Uuid, primary_key=True),
    Column("sender", Text, nullable=False),
)
"""Who may write into the tickets of a school without having been on them."""
