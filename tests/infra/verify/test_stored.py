"""Does a stored row tell whether it still holds what its hash was made of?"""

from __future__ import annotations

from infra.verify.snapshots import snapshot
from infra.verify.stored import Stored, bytes_of, copies_of, log_of
from infra.verify.values import COLUMNS
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.databases import Databases


def rows(databases: Databases) -> list[Stored]:
    with snapshot(databases("intake")) as connection:
        return list(log_of("intake", ASHGROVE).rows(connection))


def changed(row: Stored, column: str, value: object) -> Stored:
    raw = list(row.raw)
    raw[COLUMNS.index(column)] = value
    return Stored(row.service, row.school, tuple(raw))


def test_a_row_that_nobody_touched_holds_and_has_no_faults(heard: Databases) -> None:
    for row in rows(heard):
        assert row.holds()
        assert list(row.faults()) == []


def test_a_row_of_another_value_does_not_hold_but_is_an_event(heard: Databases) -> None:
    row = changed(rows(heard)[1], "actor", "somebody else")
    assert row.event is not None
    assert not row.holds()


def test_a_row_with_a_value_that_no_column_holds_is_no_event(heard: Databases) -> None:
    row = changed(rows(heard)[1], "hash", b"")
    assert row.event is None
    assert not row.holds()
    assert row.hash_after(bytes(32)) == b""
    assert list(row.faults()) == [("hash", "is not a hash")]


def test_a_row_of_another_school_is_no_event_of_this_one(heard: Databases) -> None:
    row = changed(rows(heard)[1], "school", BECKFIELD.hex)
    assert row.event is None
    assert list(row.faults()) == [("school", "is another one")]


def test_a_row_that_says_no_place_stands_nowhere(heard: Databases) -> None:
    assert changed(rows(heard)[1], "position", "2").position == 0


def test_a_copy_is_the_row_it_was_made_of(heard: Databases) -> None:
    with snapshot(heard("audit")) as connection:
        copied = list(copies_of("intake", ASHGROVE).rows(connection))
    assert [one.raw for one in copied] == [one.raw for one in rows(heard)]


def test_what_are_no_bytes_are_none() -> None:
    assert (bytes_of(b"x"), bytes_of("x"), bytes_of(None)) == (b"x", b"", b"")
