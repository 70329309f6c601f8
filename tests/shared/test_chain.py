"""Does one altered byte anywhere in a log show, and where?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.envelope import Recorded
from shared.chain import GENESIS, digest, first_break, microseconds, moment_of
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.chains import chain, linked, positions
from tests.support.messages import MOMENT

LOG = chain(5)

ALTERED: dict[str, Callable[[Recorded], Recorded]] = {
    "service": lambda e: e._replace(service="weather"),
    "school": lambda e: e._replace(school=BECKFIELD),
    "epoch": lambda e: e._replace(epoch=2),
    "event_id": lambda e: e._replace(event_id=UUID(int=7)),
    "type": lambda e: e._replace(type="garden.bed_planted"),
    "version": lambda e: e._replace(version=2),
    "stream": lambda e: e._replace(stream="bed-2"),
    "stream_version": lambda e: e._replace(stream_version=9),
    "happened_at": lambda e: e._replace(happened_at=_later(e.happened_at)),
    "recorded_at": lambda e: e._replace(recorded_at=_later(e.recorded_at)),
    "actor": lambda e: e._replace(actor="operator:2"),
    "on_behalf_of": lambda e: e._replace(on_behalf_of=""),
    "correlation_id": lambda e: e._replace(correlation_id=UUID(int=7)),
    "causation_id": lambda e: e._replace(causation_id=UUID(int=7)),
    "body": lambda e: e._replace(body=e.body.replace(b"litres", b"litreS")),
    "hash": lambda e: e._replace(hash=bytes(32)),
}


def _later(moment: datetime) -> datetime:
    return moment + timedelta(microseconds=1)


def broken(log: Sequence[Recorded]) -> str | None:
    return first_break(log, GENESIS, 0)


def test_a_log_that_nobody_touched_has_no_break() -> None:
    assert broken(LOG) is None
    assert first_break(LOG[2:], LOG[1].hash, 2) is None
    assert broken([]) is None


@pytest.mark.parametrize("alter", ALTERED.values(), ids=ALTERED.keys())
def test_an_altered_field_is_found_and_its_position_named(
    alter: Callable[[Recorded], Recorded],
) -> None:
    found = broken([*LOG[:2], alter(LOG[2]), *LOG[3:]])
    assert found == "position 3 is not what was recorded: its hash differs"


@given(st.integers(0, 4), st.data())
def test_one_altered_byte_of_a_body_is_found(index: int, data: st.DataObject) -> None:
    body = bytearray(LOG[index].body)
    at = data.draw(st.integers(0, len(body) - 1))
    body[at] ^= data.draw(st.integers(1, 255))
    log = [*LOG[:index], LOG[index]._replace(body=bytes(body)), *LOG[index + 1 :]]
    assert str(broken(log)).startswith(f"position {index + 1} is not")


@given(st.permutations(LOG))
def test_another_order_is_found(log: list[Recorded]) -> None:
    assert (broken(log) is None) == (positions(log) == [1, 2, 3, 4, 5])


@given(st.integers(0, 3))
def test_an_event_that_was_taken_out_is_found(index: int) -> None:
    found = broken([*LOG[:index], *LOG[index + 1 :]])
    assert found == f"position {index + 1} is missing: the next is {index + 2}"


def test_an_event_that_was_taken_out_and_its_followers_moved_up_is_found() -> None:
    moved = linked(LOG[2]._replace(position=2), LOG[0].hash)
    assert "position 3" in str(broken([LOG[0], moved, *LOG[3:]]))
    closed = [LOG[0], moved, LOG[3]._replace(position=3)]
    assert broken(closed) == "position 3 does not follow the event before it"


def test_an_event_that_was_put_in_is_found() -> None:
    extra = chain(1, after=LOG[1], branch="b")
    assert "position 4 is missing" not in str(broken([*LOG[:2], *extra]))
    assert broken([*LOG[:2], *extra, *LOG[3:]]) == (
        "position 4 does not follow the event before it"
    )


def test_a_log_of_another_school_does_not_pass_for_this_one() -> None:
    other = chain(1, school=BECKFIELD)[0]
    assert digest("garden", ASHGROVE, other) != digest("garden", BECKFIELD, other)


@given(MOMENT)
def test_a_moment_comes_back_from_its_microseconds(moment: datetime) -> None:
    assert moment_of(microseconds(moment)) == moment


def test_microseconds_are_counted_from_1970() -> None:
    assert microseconds(datetime(1970, 1, 1, 0, 0, 1, 2, tzinfo=UTC)) == 1_000_002


def joined(service: str, school: UUID, event: Recorded) -> bytes:
    """A digest as it is not: the parts one after the other, without their lengths."""
    parts: list[Any] = [service, school, event.actor, event.on_behalf_of or ""]
    return sha256("".join(str(part) for part in parts).encode()).digest()


def test_without_length_prefixes_two_different_events_share_a_digest() -> None:
    one = LOG[0]._replace(actor="staff:1", on_behalf_of="2")
    other = LOG[0]._replace(actor="staff:12", on_behalf_of=None)
    assert joined("garden", ASHGROVE, one) == joined("garden", ASHGROVE, other)
    assert digest("garden", ASHGROVE, one) != digest("garden", ASHGROVE, other)


def trusting(events: Sequence[Recorded]) -> str | None:
    """A check as it is not: it compares the hashes that are stored with each other."""
    previous = GENESIS
    for event in events:
        if event.previous_hash != previous:
            return f"position {event.position}"
        previous = event.hash
    return None


def test_without_hashing_the_bytes_again_an_altered_body_passes() -> None:
    log = [*LOG[:2], LOG[2]._replace(body=b'{"litres":1000}'), *LOG[3:]]
    assert trusting(log) is None
    assert broken(log) is not None
