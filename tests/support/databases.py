"""Where do the databases of a test live? On SQLite and on PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

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
    url = database_url("town")

    def schema(name: str) -> str:
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text(f'create schema if not exists "{name}"'))
        engine.dispose()
        return f"{url}&options=-csearch_path%3D{name}"

    return schema


@pytest.fixture(params=BOTH)
def databases(request: pytest.FixtureRequest) -> Databases:
    """Databases of the one kind, then of the other: one suite for both."""
    kind: Databases = request.getfixturevalue(request.param)
    return kind
