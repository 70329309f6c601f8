"""The tables that directory began with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.columns import Moment
from shared.steps import guard

revision = "directory_0001"
down_revision = None
branch_labels = ("directory",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gias_links",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("urn", sa.Integer(), nullable=False),
        sa.Column("link_urn", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort_name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("established_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("school", "digest", "urn", "link_urn"),
        if_not_exists=True,
    )
    op.create_index(
        "gias_links_by_link",
        "gias_links",
        ["school", "digest", "link_urn"],
        unique=False,
        if_not_exists=True,
    )
    op.create_table(
        "guesses",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("moments", sa.Text(), nullable=False),
        sa.Column("last_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("school", "about"),
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_guesses_last_at"),
        "guesses",
        ["last_at"],
        unique=False,
        if_not_exists=True,
    )
    op.create_table(
        "passwords",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("hashed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("school", "person_id"),
        if_not_exists=True,
    )
    op.create_table(
        "people",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort_name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("password_set_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("school", "person_id"),
        sa.UniqueConstraint("account_id"),
        if_not_exists=True,
    )
    op.create_index(
        "people_by_name",
        "people",
        ["school", "sort_name", "person_id"],
        unique=False,
        if_not_exists=True,
    )
    op.create_table(
        "references",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("loaded", sa.Text(), nullable=False),
        sa.Column("loaded_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("school", "kind"),
        if_not_exists=True,
    )
    op.create_table(
        "roles",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("school", "person_id", "role", "from_on"),
        if_not_exists=True,
    )
    op.create_table(
        "school_links",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("other_school", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("linked_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("school", "other_school", "kind"),
        if_not_exists=True,
    )
    op.create_table(
        "schools",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort_name", sa.Text(), nullable=False),
        sa.Column("urn", sa.Integer(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.Column("opening", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("school"),
        sa.UniqueConstraint("code"),
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_schools_sort_name"),
        "schools",
        ["sort_name"],
        unique=False,
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_schools_urn"), "schools", ["urn"], unique=False, if_not_exists=True
    )
    op.create_table(
        "sessions",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("seen_at", Moment(), nullable=False),
        sa.Column("ends_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("school", "session_id"),
        sa.UniqueConstraint("digest"),
        if_not_exists=True,
    )
    op.create_index(
        "sessions_of_a_person",
        "sessions",
        ["school", "person_id"],
        unique=False,
        if_not_exists=True,
    )
    op.create_table(
        "tokens",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("token_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("revoked", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("school", "token_id"),
        sa.UniqueConstraint("digest"),
        if_not_exists=True,
    )
    op.create_table(
        "urns",
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("urn", sa.Integer(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("school", "from_on"),
        if_not_exists=True,
    )
    op.create_index(
        "urns_carried_now",
        "urns",
        ["urn"],
        unique=True,
        sqlite_where=sa.text("until_on IS NULL"),
        postgresql_where=sa.text("until_on IS NULL"),
        if_not_exists=True,
    )
    guard("gias_links", read_by_all=True)
    guard("guesses")
    guard("passwords")
    guard("people")
    guard("references", read_by_all=True)
    guard("roles")
    guard("school_links")
    guard("schools")
    guard("sessions")
    guard("tokens")
    guard("urns")
