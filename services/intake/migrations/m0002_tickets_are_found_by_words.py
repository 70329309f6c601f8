"""Tickets are found by an index of their words, and what waits by its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.sql.expression import TableClause
from sqlalchemy.types import TypeEngine

from services.intake.search.word_index import Words
from services.intake.search.words import words_of
from shared.steps import all_schools, guard, on_postgresql

revision = "intake_0002"
down_revision = "intake_0001"
branch_labels = None
depends_on = None

WAITING = "state <> 'resolved'"
SIGNS = """!""#$%&''()*+,-./:;<=>?@[\\]^_`{|}~"""
FTS5 = (
    "create virtual table ticket_words_found using fts5("
    "words, content='ticket_words', content_rowid='entry',"
    f""" tokenize="ascii tokenchars '{SIGNS}'","""
    " prefix='1 2 3', detail=none, columnsize=0)",
    "create trigger ticket_words_added after insert on ticket_words begin"
    " insert into ticket_words_found (rowid, words) values (new.entry, new.words);"
    " end",
    "create trigger ticket_words_removed after delete on ticket_words begin"
    " insert into ticket_words_found (ticket_words_found, rowid, words)"
    " values ('delete', old.entry, old.words); end",
    "create trigger ticket_words_changed after update of words on ticket_words begin"
    " insert into ticket_words_found (ticket_words_found, rowid, words)"
    " values ('delete', old.entry, old.words);"
    " insert into ticket_words_found (rowid, words) values (new.entry, new.words);"
    " end",
)
KEY: dict[str, type[TypeEngine[Any]]] = {"school": sa.Uuid, "ticket_id": sa.Uuid}
TEXTS = ("reference", "subject", "requester_name", "requester_email")


def upgrade() -> None:
    op.create_table(
        "ticket_words",
        sa.Column(
            "entry",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.Identity(),
            primary_key=True,
        ),
        sa.Column("school", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("words", Words(), nullable=False),
        sa.UniqueConstraint("school", "ticket_id", name="ticket_words_of"),
    )
    if on_postgresql():
        op.create_index(
            "ticket_words_found", "ticket_words", ["words"], postgresql_using="gin"
        )
    else:
        for statement in FTS5:
            op.get_bind().exec_driver_sql(statement)
    guard("ticket_words")
    with all_schools("tickets", "ticket_words"):
        _find_the_words()
    op.drop_column("tickets", "words")
    _index_what_waits()


def _find_the_words() -> None:
    tickets = _table("tickets", KEY | dict.fromkeys(TEXTS, sa.Text))
    kept = _table("ticket_words", KEY | {"words": Words})
    for row in op.get_bind().execute(sa.select(tickets)).all():
        words = words_of(getattr(row, name) for name in TEXTS)
        op.execute(
            kept.insert().values(
                school=row.school, ticket_id=row.ticket_id, words=words
            )
        )


def _table(name: str, columns: Mapping[str, type[TypeEngine[Any]]]) -> TableClause:
    return sa.table(name, *(sa.column(one, kind) for one, kind in columns.items()))


def _index_what_waits() -> None:
    op.drop_index("tickets_reference", "tickets")
    op.create_index("tickets_id", "tickets", ["ticket_id"])
    op.create_index(
        "tickets_of_school_updated", "tickets", ["school", "updated_at", "ticket_id"]
    )
    for name, columns in (
        ("tickets_waiting", ["due_rank", "ticket_id", "assignee", "state"]),
        ("tickets_of_school_waiting", ["school", "due_rank", "ticket_id"]),
    ):
        op.create_index(
            name,
            "tickets",
            columns,
            sqlite_where=sa.text(WAITING),
            postgresql_where=sa.text(WAITING),
        )
