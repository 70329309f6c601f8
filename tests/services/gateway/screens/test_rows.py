"""Which rows did somebody type into a form, and what do its buttons do with them?"""

from __future__ import annotations

from datetime import date

import pytest

from contracts.values import Closure, ClosureKind
from services.gateway.screens.rows import Table

TABLE = Table("closures", ("from_on", "kind", "reason"), most=3, choices=("kind",))
TYPED = {
    "closures.0.from_on": "2027-01-12",
    "closures.0.kind": "emergency",
    "closures.0.reason": " Snow ",
    "closures.1.from_on": "",
    "closures.1.kind": "emergency",
    "closures.1.reason": "",
    "version": "3",
}


def test_rows_are_read_by_their_places() -> None:
    rows = TABLE.typed(TYPED)
    assert [row["reason"] for row in rows.rows] == ["Snow", ""]
    assert rows.values()["closures.0.reason"] == "Snow"


def test_no_more_rows_are_read_than_the_form_has_room_for() -> None:
    typed = {f"closures.{number}.from_on": "x" for number in range(9)}
    assert len(TABLE.typed(typed).rows) == 3


def test_a_row_in_which_only_a_choice_stands_is_left_out() -> None:
    tidied = TABLE.typed(TYPED).tidied()
    assert tidied.payload() == [
        {"from_on": "2027-01-12", "kind": "emergency", "reason": "Snow"}
    ]


@pytest.mark.parametrize("typed", ["12/01/2027", "2027-01-12"])
def test_a_day_may_be_typed_as_it_is_said(typed: str) -> None:
    rows = TABLE.typed(TYPED | {"closures.0.from_on": typed})
    assert rows.payload()[0]["from_on"] == "2027-01-12"
    assert rows.values()["closures.0.from_on"] == typed


def test_a_row_is_added_until_there_is_no_more_room() -> None:
    rows, focus = TABLE.typed(TYPED).changed("add")
    assert (len(rows.rows), focus) == (3, "closures.2.from_on")
    assert rows.changed("add") == (rows, "")


def test_a_row_is_taken_away_and_what_follows_moves_up() -> None:
    rows, focus = TABLE.typed(TYPED).changed("remove 0")
    assert [row["reason"] for row in rows.rows] == [""]
    assert focus == "closures-add"


@pytest.mark.parametrize("act", ["", "dance", "remove", "remove x", "remove 7"])
def test_a_button_that_nobody_made_changes_nothing(act: str) -> None:
    rows = TABLE.typed(TYPED)
    assert rows.changed(act)[0] == rows


def test_what_is_known_stands_in_rows() -> None:
    day = date(2027, 1, 12)
    snow = Closure(from_on=day, until_on=day, kind=ClosureKind.EMERGENCY, reason="Snow")
    [row] = TABLE.filled([snow]).rows
    assert row == {"from_on": "2027-01-12", "kind": "emergency", "reason": "Snow"}
