"""How does a test build a service's read model anew, beside a town that goes on?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import Table, select, update

from infra.postgres.roles import as_owner
from shared.comparing import Differences, key_of
from shared.rebuilding import Rebuild
from shared.shadow import Shadow
from tests.support.cast import ASHGROVE
from tests.support.databases import behind
from tests.support.town import Town


@contextmanager
def shadow_of(town: Town, service: str) -> Iterator[Shadow]:
    """A shadow of a service of the town, which is not dropped at the end."""
    database = town.databases[service]
    url = database.engine.url.render_as_string(hide_password=False)
    owner = None if database.is_sqlite else as_owner(url)
    shadow = Shadow(url, town.applications[service].rooms, owner)
    shadow.make()
    try:
        yield shadow
    finally:
        shadow.close()


@contextmanager
def rebuilding(town: Town, service: str) -> Iterator[Rebuild]:
    """Builds a service of the town anew, and leaves nothing behind."""
    with shadow_of(town, service) as shadow:
        yield Rebuild(town.applications[service], shadow, town.link.feed)
        shadow.drop()


def compared(town: Town, service: str, school: UUID = ASHGROVE) -> Differences:
    """How what follows from the log differs from what is there."""
    with rebuilding(town, service) as rebuild:
        for _ in rebuild.compare(school):
            pass
    return rebuild.found[school]


def switched(town: Town, service: str, school: UUID = ASHGROVE) -> Differences:
    """The same, and then it is so."""
    with rebuilding(town, service) as rebuild:
        for _ in rebuild.switch(school):
            pass
    return rebuild.found[school]


def spoil(town: Town, service: str, table: Table, **values: Any) -> None:
    """Give every row of Ashgrove in a table other values than its events gave it."""
    with behind(town.databases[service]) as connection:
        mine = update(table).where(table.c.school == ASHGROVE)
        assert connection.execute(mine.values(**values)).rowcount


def rows(town: Town, service: str, school: UUID = ASHGROVE) -> dict[str, list[Any]]:
    """Every row that a service keeps for reading of a school, table by table."""
    rooms = town.applications[service].rooms
    with town.databases[service].reading(school) as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(
                    select(*(c for c in table.columns if c.identity is None))
                    .where(table.c.school == school)
                    .order_by(*(table.c[name] for name in key_of(table)))
                )
            ]
            for table in rooms.tables.sorted_tables
        }
