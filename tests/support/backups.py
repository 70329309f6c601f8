"""How does a test take a copy of a database, and put its service back to it?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import text

from infra.installation import Installation, installation
from infra.postgres.roles import LOGIN, OWNER
from tests.support.databases import Databases, behind
from tests.support.town import MASTER, Town

_numbers = count(1)


def copy_of(town: Town, service: str) -> str:
    """Everything that a service has in its database now, under another name."""
    copy = f"copy_{next(_numbers)}"
    with behind(town.databases[service]) as connection:
        for table in _tables(town, service):
            made = f'create table "{copy}_{table}" as select * from "{table}"'  # noqa: S608
            connection.execute(text(made))
    return copy


def restore(town: Town, service: str, copy: str) -> None:
    """Put a service back to a copy, and start it again."""
    with behind(town.databases[service]) as connection:
        for table in _tables(town, service):
            connection.execute(text(f'delete from "{table}"'))  # noqa: S608
            put_back = f'insert into "{table}" select * from "{copy}_{table}"'  # noqa: S608
            connection.execute(text(put_back))
    town.open(town.applications[service].rooms)


def _tables(town: Town, service: str) -> list[str]:
    metadata = town.databases[service].metadata
    return [table.name for one in metadata for table in one.sorted_tables]


@contextmanager
def opened(databases: Databases, place: Path) -> Iterator[Installation]:
    """The databases of a town as a command reaches them."""
    told = {"CARETAKER_MASTER_KEY": MASTER.hex()}
    url = databases("{service}")
    if not url.startswith("sqlite"):
        told["CARETAKER_DATABASE_URL"] = url
        told["CARETAKER_MIGRATION_URL"] = url.replace(f"//{LOGIN}@", f"//{OWNER}@")
    with installation(told, place) as found:
        yield found
