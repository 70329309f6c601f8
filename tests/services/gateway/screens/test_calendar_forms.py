"""What do the forms of a school's calendar have in common?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contracts.directory import SchoolView
from contracts.refusals import Conflict, Invalid
from services.gateway.screens.calendar_forms import Filled, labels, version_of
from services.gateway.screens.rows import Table
from tests.support.cast import ASHGROVE, ASHGROVE_NAME

ROWS = Table("terms", ("name", "from_on"), most=5).typed(
    {"terms.0.name": "Autumn", "terms.0.from_on": "soon"}
)
SCHOOL = SchoolView(
    school_id=ASHGROVE,
    name=ASHGROVE_NAME,
    urn=None,
    added_at=datetime(2026, 6, 8, tzinfo=UTC),
    version=4,
    hours=None,
)


def test_what_was_typed_stands_in_the_form_whatever_is_wrong_with_it() -> None:
    refused = Invalid({"terms.0.from_on": ["Not a valid date."]})
    form = Filled(ROWS, {"version": "3"}, refused).form(SCHOOL)
    assert (form["terms.0.from_on"], form["version"]) == ("soon", "3")
    assert form.errors == {"terms.0.from_on": ["Not a day such as 01/09/2026."]}


def test_who_was_told_what_changed_meanwhile_decides_on_that() -> None:
    conflict = Conflict("it is at version 4, not 3", 4, [{"type": "directory.urn"}])
    form = Filled(ROWS, {"version": "3"}, conflict).form(SCHOOL)
    assert form["version"] == "4"
    assert form.conflict is conflict


def test_each_field_is_called_by_its_row() -> None:
    called = labels(ROWS, "Term", {"name": "name", "from_on": "first day"})
    assert called == {
        "terms.0.name": "Term 1, name",
        "terms.0.from_on": "Term 1, first day",
    }


@pytest.mark.parametrize("typed", ["", "x", "-1", "1.5", "٣"])
def test_what_is_no_version_is_none(typed: str) -> None:
    assert version_of(typed) is None
    assert version_of("17") == 17
    # Not one that there is; and not none, by which anything would be overwritten.
    assert version_of("9" * 5_000) == 10**20 - 1
