"""Does an event arrive with every byte that it left with?"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest

from contracts.envelope import Recorded, from_wire
from contracts.refusals import Unreadable
from tests.support.cast import ASHGROVE

RECORDED = Recorded(
    service="garden",
    school=ASHGROVE,
    position=2,
    epoch=1,
    event_id=UUID(int=1),
    type="garden.bed_watered",
    version=1,
    stream="bed-1",
    stream_version=2,
    happened_at=datetime(2026, 6, 8, 9, tzinfo=UTC),
    recorded_at=datetime(2026, 6, 8, 9, 0, 0, 1, tzinfo=UTC),
    actor="operator:1",
    on_behalf_of="staff:2",
    correlation_id=UUID(int=2),
    causation_id=UUID(int=3),
    body='{"crop":"é 漢 🐝 \\n"}'.encode(),
    hash=bytes(range(32)),
    previous_hash=bytes(32),
)
ALONE = RECORDED._replace(on_behalf_of=None, causation_id=None)


@pytest.mark.parametrize("event", [RECORDED, ALONE])
def test_an_event_arrives_as_it_left(event: Recorded) -> None:
    assert from_wire(json.loads(json.dumps(event.to_wire()))) == event


def test_the_wire_names_every_field() -> None:
    assert set(RECORDED.to_wire()) == {*Recorded._fields}


@pytest.mark.parametrize("name", Recorded._fields)
def test_an_envelope_that_lacks_a_field_is_unreadable(name: str) -> None:
    wire = RECORDED.to_wire()
    del wire[name]
    with pytest.raises(Unreadable, match="not an envelope"):
        from_wire(wire)


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("school", "Ashgrove"),
        ("school", None),
        ("happened_at", "today"),
        ("body", 3),
        ("body", "\ud800"),
        ("hash", "xy"),
    ],
)
def test_an_envelope_with_a_bad_field_is_unreadable(name: str, bad: object) -> None:
    with pytest.raises(Unreadable):
        from_wire(RECORDED.to_wire() | {name: bad})


@pytest.mark.parametrize("wire", [None, [], "event", 3])
def test_what_is_no_object_is_no_envelope(wire: object) -> None:
    with pytest.raises(Unreadable):
        from_wire(wire)  # type: ignore[arg-type]


def test_whoever_listens_to_a_source_is_brought_all_of_its_log() -> None:
    assert RECORDED.topic == "garden.bed_watered"
    of_the_log = RECORDED._replace(type="log.recovered")
    assert of_the_log.topic == "garden.log.recovered"
