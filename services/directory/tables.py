"""What does directory keep for reading?"""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, MetaData, Table, Text, Uuid

from shared.columns import Moment
from shared.row_security import READ_BY_ALL

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
    Column("version", Integer, nullable=False),
    Column("opening", Text),
    Column("terms", Text),
    Column("closures", Text),
    Column("nation", Text),
    Column("exams", Text),
    Column("inspections", Text),
)
"""`code` begins every reference; `version` is its stream's. Without a `nation` it is
in England.

`opening`, `terms`, `closures`, `exams` and `inspections` are the last event that set
each, as JSON.
"""

urns = Table(
    "urns",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("from_on", Date, primary_key=True),
    Column("urn", Integer, nullable=False),
    Column("until_on", Date),
)
Index(
    "urns_carried_now",
    urns.c.urn,
    unique=True,
    sqlite_where=urns.c.until_on.is_(None),
    postgresql_where=urns.c.until_on.is_(None),
)
"""No URN is carried by two schools at once."""

school_links = Table(
    "school_links",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("other_school", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("linked_on", Date, nullable=False),
)

looks = Table(
    "looks",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("shown_name", Text),
    Column("accent", Text),
)

references = Table(
    "references",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("loaded", Text, nullable=False),
    Column("loaded_at", Moment, nullable=False),
    info=READ_BY_ALL,
)
"""Which file of each kind counts; `loaded` is its ReferenceLoaded as JSON."""

gias_links = Table(
    "gias_links",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("urn", Integer, primary_key=True),
    Column("link_urn", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("sort_name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("established_on", Date),
    Index("gias_links_by_link", "school", "digest", "link_urn"),
    info=READ_BY_ALL,
)
"""The rows of the file that counts, and of the next one while it is sent."""

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

people = Table(
    "people",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Column("account_id", Uuid, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("sort_name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("password_set_at", Moment),
    Column("signed_in_at", Moment),
    Column("phone", Text),
    Index("people_by_name", "school", "sort_name", "person_id"),
    Index("people_by_phone", "phone"),
)
"""`account_id` is what our key makes of an address: nobody else signs in by it.

Several may call from one `phone`, such as that of an office.
"""

roles = Table(
    "roles",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("from_on", Date, primary_key=True),
    Column("until_on", Date),
)

passwords = Table(
    "passwords",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Column("hashed", Text, nullable=False),
)
"""Argon2 hashes, which are in no log: what is deleted here is gone."""

sessions = Table(
    "sessions",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("session_id", Uuid, primary_key=True),
    Column("person_id", Uuid, nullable=False),
    Column("digest", Text, nullable=False, unique=True),
    Column("device", Text, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Index("sessions_of_a_person", "school", "person_id"),
)
"""Those that have not ended; `seen_at` moves without an event."""

guesses = Table(
    "guesses",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("about", Text, primary_key=True),
    Column("moments", Text, nullable=False),
    Column("last_at", Moment, nullable=False, index=True),
)
"""When a password was guessed, by a keyed hash of the account or of the network."""
