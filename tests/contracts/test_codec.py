"""Does every message come back from JSON as it was, and is every bad field named?"""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.codec import dump, load, restore, schema_of
from contracts.declare import CATALOGUE, Declaration, declaration_of
from contracts.intake import OpenTicket
from contracts.languages import learn_all
from contracts.refusals import Invalid, Unreadable
from contracts.sla import SignAgreement
from contracts.values import Priority
from tests.contracts.examples import (
    BED,
    PAYLOAD,
    BedRenamed,
    Corner,
    Everything,
    Plot,
)
from tests.support.cast import ASHGROVE
from tests.support.messages import messages

EVERYTHING = Everything(
    words="beans",
    sure=True,
    number=3,
    id=BED,
    at=datetime(2026, 6, 8, 9, tzinfo=UTC),
    day=date(2026, 6, 8),
    clock=time(9, 30),
    length=timedelta(hours=4),
    money=Decimal("12.50"),
    priority=Priority.P1,
    plot=Plot(name="north", corner=Corner(x=1, y=2)),
    plots=(Plot(name="south"),),
    days=(date(2026, 6, 8),),
)
learn_all()
DECLARED = [
    declaration
    for kind in ("command", "event", "query", "view", "value")
    for declaration in CATALOGUE.all(kind)
]


def test_every_type_has_its_form_in_json() -> None:
    assert dump(EVERYTHING) == PAYLOAD


def test_every_type_comes_back() -> None:
    assert load(Everything, PAYLOAD) == EVERYTHING
    assert restore(Everything, PAYLOAD) == EVERYTHING


@pytest.mark.parametrize("declaration", DECLARED, ids=lambda one: one.name)
@settings(max_examples=20)
@given(data=st.data())
def test_every_declared_message_survives_the_trip(
    declaration: Declaration, data: st.DataObject
) -> None:
    message = data.draw(messages(declaration.message))
    assert restore(declaration.message, dump(message)) == message
    assert load(declaration.message, dump(message)) == message


def test_what_may_be_left_out_has_its_default() -> None:
    payload = {k: v for k, v in PAYLOAD.items() if k not in ("perhaps", "otherwise")}
    assert load(Everything, payload) == EVERYTHING


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "nothing where words must be": ({"words": ""}, "words"),
    "too many words": ({"words": "b" * 11}, "words"),
    "null where something must be": ({"words": None}, "words"),
    "a number for words": ({"words": 3}, "words"),
    "half a character": ({"words": "\ud800"}, "words"),
    "a character that is not text": ({"words": "a\0"}, "words"),
    "a word for yes": ({"sure": "yes"}, "sure"),
    "a number too small": ({"number": 0}, "number"),
    "a number too large": ({"number": 10}, "number"),
    "a number in words": ({"number": "3"}, "number"),
    "a number with a fraction": ({"number": 3.5}, "number"),
    "yes for a number": ({"number": True}, "number"),
    "no id": ({"id": "bed"}, "id"),
    "a moment without a time zone": ({"at": "2026-06-08T09:00:00"}, "at"),
    "a moment before all moments": ({"at": "0001-01-01T00:00:00+14:00"}, "at"),
    "no day": ({"day": "2026-02-30"}, "day"),
    "no time": ({"clock": "25:00"}, "clock"),
    "no length of time": ({"length": "4 hours"}, "length"),
    "a length of time that never ends": ({"length": "P99999999999D"}, "length"),
    "no money": ({"money": "much"}, "money"),
    "an unknown word": ({"priority": "p10"}, "priority"),
    "a part that is no part": ({"plot": 3}, "plot"),
    "a part with a bad field": ({"plot": {"name": ""}}, "plot.name"),
    "a part of a part": (
        {"plot": {"name": "a", "corner": {"x": "1", "y": 2}}},
        "plot.corner.x",
    ),
    "the second of several": (
        {"plots": [{"name": "a"}, {"name": "toolong"}]},
        "plots.1.name",
    ),
    "too many of several": ({"plots": [{"name": "a"}] * 3}, "plots"),
    "one for several": ({"days": "2026-06-08"}, "days"),
    "a field that there is not": ({"more": 1}, "more"),
    "a field that a part has not": ({"plot": {"name": "a", "z": 1}}, "plot.z"),
}


@pytest.mark.parametrize(("changed", "field"), BAD.values(), ids=BAD.keys())
def test_a_bad_field_is_named(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        load(Everything, PAYLOAD | changed)
    assert list(refused.value.errors) == [field]
    assert all(refused.value.errors[field])


def test_every_bad_field_is_named_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        load(Everything, PAYLOAD | {"words": "", "number": 0, "plots": [{}, 3]})
    bad = ["words", "number", "plots.0.name", "plots.1"]
    assert sorted(refused.value.errors) == sorted(bad)


def test_every_missing_field_is_named() -> None:
    with pytest.raises(Invalid) as refused:
        load(Everything, {})
    optional = {"perhaps", "otherwise"}
    assert set(refused.value.errors) == set(PAYLOAD) - optional


@pytest.mark.parametrize("payload", [None, 3, "words", []])
def test_what_is_no_object_is_invalid_as_a_whole(payload: object) -> None:
    with pytest.raises(Invalid) as refused:
        load(Everything, payload)
    assert list(refused.value.errors) == ["body"]


def test_what_looks_the_same_becomes_the_same_text() -> None:
    loaded = load(Everything, PAYLOAD | {"words": "cafe\u0301"})
    assert loaded.words == "caf\u00e9"


def test_unknown_fields_survive_a_round_trip() -> None:
    payload = PAYLOAD | {"later": {"more": [1, 2]}}
    assert dump(restore(Everything, payload)) == payload


def test_unknown_fields_survive_inside_parts_too() -> None:
    plot = {"name": "north", "corner": {"x": 1, "y": 2, "z": 3}, "soil": "clay"}
    payload = PAYLOAD | {"plot": plot, "plots": [plot, plot]}
    assert dump(restore(Everything, payload)) == payload


def test_a_message_with_unknown_fields_equals_the_one_without() -> None:
    assert restore(Everything, PAYLOAD | {"later": 1}) == EVERYTHING


UNREADABLE: dict[str, dict[str, Any]] = {
    "no id": {"id": "bed"},
    "no moment": {"at": "today"},
    "no day": {"day": "today"},
    "no time": {"clock": "noon"},
    "no length": {"length": "long"},
    "no money": {"money": "much"},
    "an unknown word": {"priority": "p10"},
    "a part that is no part": {"plot": "north"},
    "a part that lacks a field": {"plot": {}},
    "one for several": {"plots": 3},
}


@pytest.mark.parametrize("changed", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_does_not_fit_is_unreadable(changed: dict[str, Any]) -> None:
    with pytest.raises(Unreadable, match="does not fit"):
        restore(Everything, PAYLOAD | changed)


def test_what_lacks_a_field_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        restore(BedRenamed, {"bed_id": str(BED), "name": "north"})


def test_what_is_no_object_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        restore(Everything, [])  # type: ignore[arg-type]


RENAMED = BedRenamed(bed_id=BED, name="north", reason=None)


def test_an_older_version_passes_one_step_after_another() -> None:
    first = {"bed_id": str(BED), "title": "north", "extra": 1}
    second = {"bed_id": str(BED), "name": "north"}
    assert restore(BedRenamed, first, version=1) == RENAMED
    assert restore(BedRenamed, second, version=2) == RENAMED
    assert restore(BedRenamed, second | {"reason": None}, version=3) == RENAMED


def test_an_upcaster_does_not_change_what_it_was_given() -> None:
    first = {"bed_id": str(BED), "title": "north"}
    restore(BedRenamed, first, version=1)
    assert first == {"bed_id": str(BED), "title": "north"}


@pytest.mark.parametrize("version", [0, -1, 4])
def test_a_version_that_there_is_not_is_unreadable(version: int) -> None:
    with pytest.raises(Unreadable, match="version"):
        restore(BedRenamed, dump(RENAMED), version=version)


def test_a_request_of_the_real_language_names_its_bad_fields() -> None:
    with pytest.raises(Invalid, match="subject") as refused:
        load(OpenTicket, {"school_id": str(ASHGROVE), "requester": {"name": "Priya"}})
    assert "requester.email" in refused.value.errors


def test_a_stored_length_of_time_that_is_none_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        restore(SignAgreement, {"closed": ["never"]})


def test_an_unknown_field_does_not_hide_in_what_is_told() -> None:
    assert declaration_of(restore(Everything, PAYLOAD | {"z": 1})).name == (
        "garden.try_everything"
    )


def test_a_schema_is_its_own_copy_whoever_copies_what_is_said_of_a_route() -> None:
    schema = schema_of(OpenTicket)()
    assert deepcopy({"body": [schema]})["body"][0] is schema
