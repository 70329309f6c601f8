"""Where do the databases of a test live? On SQLite and on PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL, Connection, NullPool, create_engine, text

from infra.postgres.roles import as_owner
from shared.database import Database
from shared.making import make
from tests.support.templates import share_wording, write_tables

Databases = Callable[[str], str]
"""Gives the URL of an empty database by its name; the same one for the same name."""

BOTH = [
    "sqlite",
    pytest.param("postgresql", marks=pytest.mark.needs_postgresql),
]


@pytest.fixture
def sqlite(tmp_path: Path) -> Databases:
    """Databases that are files of this test."""
    return lambda name: f"sqlite:///{tmp_path / name}.db"


@pytest.fixture
def postgresql(database_url: Callable[[str], str]) -> Databases:
    """Databases on the server; schemas of one, which are made in no time."""
    return schemas_of(database_url("town"))


def schemas_of(url: str) -> Databases:
    """A schema of a database for each name; URLs of the application's login."""

    def schema(name: str) -> str:
        engine = create_engine(as_owner(url))
        with engine.begin() as connection:
            connection.execute(text(f'create schema if not exists "{name}"'))
            connection.execute(text(f'grant usage on schema "{name}" to public'))
        engine.dispose()
        return f"{url}&options=-csearch_path%3D{name}"

    return schema


@pytest.fixture(params=BOTH)
def databases(request: pytest.FixtureRequest) -> Databases:
    """Databases of the one kind, then of the other: one suite for both."""
    kind: Databases = request.getfixturevalue(request.param)
    return kind


def create(database: Database) -> Database:
    """Make the tables of a database, as whoever owns it does; then it can be used."""
    file = _new_file(database)
    if file:
        write_tables(file, database.metadata)
    else:
        make(_owners(database), *database.metadata)
    if database.is_sqlite:
        share_wording(database.engine)
    return database


@contextmanager
def behind(database: Database) -> Iterator[Connection]:
    """A transaction of somebody whom no policy holds, and who may change anything.

    So tests alter what the application could not, and see what is really there.
    """
    engine = create_engine(anybody(database.engine.url), poolclass=NullPool)
    with engine.connect() as connection:
        yield connection
        connection.commit()


def anybody(url: URL) -> URL:
    """The URL of a database for the administrator of its server; a file has none."""
    if url.get_backend_name() == "sqlite":
        return url
    return url.set(username="postgres")


def _new_file(database: Database) -> Path | None:
    """The file of a database that has nothing yet; none of one that has."""
    name = database.engine.url.database
    if not database.is_sqlite or name is None or name == ":memory:":
        return None
    file = Path(name)
    return None if file.exists() and file.stat().st_size else file


def _owners(database: Database) -> str:
    url = database.engine.url.render_as_string(hide_password=False)
    return url if database.is_sqlite else as_owner(url)
