"""Which tickets of a school say something of a request? Few, however many there are.

What is done tells what such requests were; what waits may be the same request. Neither
is a ticket about safeguarding: it is counted in nothing, and named nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Row, Select, bindparam, select
from sqlalchemy import text as sql

from contracts.reference import school_code
from contracts.values import Level
from services.intake.matters.categories import Matters
from services.intake.search.word_index import looking_for_any, newest_with_any
from services.intake.suggesting.evidence import words_in
from services.intake.tables import WAITING, ticket_words, tickets

NEWEST = 200
"""Tickets with such words that are looked at, and tickets that wait."""

_OF_CODE = 3
"""Characters of a school's code: as many as SQLite's index keeps beginnings of."""


class Done(NamedTuple):
    """A ticket that is done, by the words of the request that it has."""

    words: frozenset[str]
    category: str
    levels: tuple[Level, Level]


class Waits(NamedTuple):
    """A ticket that waits, by the words of the request that it has."""

    words: frozenset[str]
    row: Row[Any]


def done_with(
    connection: Connection, school: UUID, words: Mapping[str, str], matters: Matters
) -> list[Done]:
    """The newest tickets that are done and have any of the words."""
    if not words:
        return []
    dialect = connection.dialect.name
    code = school_code(school)[:_OF_CODE].casefold()
    begun = looking_for_any(dialect, code, [*words.values()])
    rows = connection.execute(_done(dialect), {"newest": NEWEST} | begun)
    # Of few rows: a database that is told the school may go through all it has.
    own = (row for row in rows if row.school == school)
    return [
        Done(
            words_in(words, row.subject),
            row.category,
            (Level(row.impact), Level(row.urgency)),
        )
        for row in _told_openly(own, matters)
    ]


def waiting_with(
    connection: Connection, school: UUID, words: Mapping[str, str], matters: Matters
) -> list[Waits]:
    """The newest tickets that wait, each with the words that it has."""
    rows = connection.execute(_WAIT, {"of_school": school, "newest": NEWEST})
    found = (
        Waits(words_in(words, row.subject), row) for row in _told_openly(rows, matters)
    )
    return [one for one in found if one.words]


def _told_openly(rows: Any, matters: Matters) -> Iterator[Row[Any]]:
    """Those that are not about safeguarding."""
    categories = {one.name for one in matters.categories if one.is_safeguarding}
    services = {one.name for one in matters.services if one.is_safeguarding}
    for row in rows:
        if row.category not in categories and row.service not in services:
            yield row


_SAID = tuple(
    tickets.c[name] for name in ("subject", "category", "service", "impact", "urgency")
)


@lru_cache(maxsize=2)
def _done(dialect: str) -> Select[Any]:
    newest = newest_with_any(ticket_words, dialect)
    return (
        select(*_SAID, tickets.c.school)
        .select_from(newest)
        .join(ticket_words, ticket_words.c.entry == newest.c.entry)
        .join(
            tickets,
            (tickets.c.school == ticket_words.c.school)
            & (tickets.c.ticket_id == ticket_words.c.ticket_id),
        )
        .where(tickets.c.state == "resolved", tickets.c.merged_into.is_(None))
    )


# Made once: to build a statement takes several times as long as to carry it out.
_WAIT = (
    select(
        *_SAID,
        *(tickets.c.ticket_id, tickets.c.reference, tickets.c.requester_email),
        *(tickets.c.state, tickets.c.opened_at, tickets.c.number),
    )
    # Every rank is more: it has the index of what waits taken, and no other.
    .where(tickets.c.school == bindparam("of_school"), tickets.c.due_rank >= 0)
    .where(sql(WAITING))
    # A sum is in no index: else all that is done would be gone through for them.
    .order_by((tickets.c.number + 0).desc())
    .limit(bindparam("newest"))
)
