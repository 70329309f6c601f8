"""Is what stands in the table itself read, whatever an index says?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import ColumnElement, Select, literal_column, select, text

from infra.verify import rows
from infra.verify.snapshots import snapshot
from infra.verify.values import COLUMNS
from shared.log_tables import events
from tests.infra.verify.stories import build, found
from tests.support.cast import ASHGROVE
from tests.support.databases import Databases


@pytest.fixture
def stored(sqlite: Databases, tmp_path: Path) -> Path:
    """The file of intake, of a platform that is off."""
    build(sqlite).close()
    return tmp_path / "intake.db"


def test_both_databases_give_the_same_values(databases: Databases) -> None:
    town = build(databases)
    with snapshot(databases("intake")) as connection:
        first = next(rows.rows_of(connection, events, COLUMNS, ASHGROVE))
    recorded = town.log("intake", ASHGROVE)[0]
    town.close()
    assert dict(zip(COLUMNS, first, strict=True)) == {
        "school": ASHGROVE.hex,
        "position": 1,
        "epoch": 1,
        "event_id": recorded.event_id.hex,
        "type": "intake.ticket_opened",
        "version": 2,
        "stream": recorded.stream,
        "stream_version": 1,
        "happened_at": 1_780_905_600_000_000,
        "recorded_at": 1_780_905_600_000_000,
        "actor": recorded.actor,
        "on_behalf_of": recorded.on_behalf_of,
        "correlation_id": recorded.correlation_id.hex,
        "causation_id": None,
        "body": recorded.body,
        "hash": recorded.hash,
        "previous_hash": bytes(32),
    }


def flip(file: Path, *, after_the_school: bool) -> None:
    """Change one byte of event 2 in the table, and leave its index alone.

    It is the first of the school's id, or the one after it: the position.
    """
    with closing(sqlite3.connect(file)) as database:
        query = "select body from events where school = ? and position = 2"
        [body] = database.execute(query, (ASHGROVE.hex,)).fetchone()
    content = bytearray(file.read_bytes())
    school = content.rindex(ASHGROVE.hex.encode(), 0, content.index(body))
    content[school + 32 * after_the_school] ^= 8
    file.write_bytes(content)


def test_a_byte_that_was_changed_in_the_file_itself_is_found(
    stored: Path, sqlite: Databases
) -> None:
    flip(stored, after_the_school=False)
    (one,) = found(sqlite)
    assert " school is another one; audit heard " in one


def test_a_place_that_was_changed_in_the_file_itself_is_found(
    stored: Path, sqlite: Databases
) -> None:
    flip(stored, after_the_school=True)
    assert found(sqlite) == {
        "intake, position 2: is missing",
        "intake, position 10: position is 10, which is no place",
    }


def test_by_way_of_an_index_alone_that_byte_would_not_be_found(
    stored: Path, sqlite: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    def by_index(table: Any, columns: Any, where: Any) -> Select[Any]:
        named: list[ColumnElement[Any]] = [literal_column(name) for name in columns]
        query = select(*named).select_from(table)
        for name in where:
            query = query.where(text(f"{name} = :{name}"))
        return query.where(text("school = :school")).order_by(*table.primary_key)

    monkeypatch.setattr(rows, "_here", by_index)
    flip(stored, after_the_school=False)
    assert found(sqlite) == set()
