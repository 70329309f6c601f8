"""Is a log followed event by event, and each break told once?"""

from __future__ import annotations

import pytest

from tests.infra.verify.stories import found
from tests.infra.verify.vandals import Vandal
from tests.support.databases import Databases


def test_a_removed_event_leaves_a_gap(heard: Databases) -> None:
    Vandal(heard, "intake").run("delete from events where {mine} and position = 2")
    assert found(heard) == {"intake, position 2: is missing"}


def test_a_log_that_was_cut_short_is_told_by_its_head_and_by_whoever_heard_it(
    told: Databases,
) -> None:
    vandal = Vandal(told, "intake")
    vandal.run("delete from events where {mine} and position > 1")
    witnesses = {
        f"intake: {name} knows position 3, and it ends at 1"
        for name in ("audit", "sla", "the broker")
    }
    cut = "intake, position 2: everything from here to 3 is missing"
    assert found(told) == witnesses | {cut}
    vandal.run(
        "update heads set position = 1, hash = (select hash from events where {mine}),"
        " recorded_at = (select recorded_at from events where {mine}) where {mine}"
    )
    assert found(told) == witnesses


def test_swapped_events_are_both_named(heard: Databases) -> None:
    vandal = Vandal(heard, "intake")
    for old, new in ((2, -1), (3, 2), (-1, 3)):
        vandal.run(
            "update events set position = :new where {mine} and position = :old",
            old=old,
            new=new,
        )
    assert {one.partition(": audit heard ")[0] for one in found(heard)} == {
        "intake, position 2: is another event",
        "intake, position 3: is another event",
        "intake: the head has another hash, recorded_at than the last event",
        "intake",
        "intake: sla heard another event at position 3",
    }


@pytest.mark.parametrize(
    ("place", "told_of"),
    [
        (900, "position is 900, which is no place; it was 2"),
        (-4, "position is -4, which is no place"),
    ],
)
def test_an_event_that_was_moved_away_leaves_its_place_empty(
    heard: Databases, place: int, told_of: str
) -> None:
    with Vandal(heard, "intake").altered(2, position=place):
        assert found(heard) == {
            "intake, position 2: is missing",
            f"intake, position {place}: {told_of}",
        }


@pytest.mark.parametrize(
    ("column", "statement"),
    [
        ("epoch", "update heads set epoch = epoch + 1 where {mine}"),
        ("recorded_at", "update heads set recorded_at = recorded_at + 1 where {mine}"),
        ("hash", "update heads set hash = zeroblob(32) where {mine}"),
    ],
)
def test_a_head_that_does_not_say_what_the_last_event_says_is_found(
    heard: Databases, column: str, statement: str
) -> None:
    Vandal(heard, "intake").run(statement)
    what = f"intake: the head has another {column} than the last event"
    assert found(heard) == {what}


def test_a_head_that_cannot_be_read_is_found(heard: Databases) -> None:
    Vandal(heard, "intake").run("update heads set hash = x'00' where {mine}")
    assert found(heard) == {"intake: the head is not readable: hash is not a hash"}


def test_a_head_that_is_behind_its_log_is_found(heard: Databases) -> None:
    Vandal(heard, "intake").run("update heads set position = 2 where {mine}")
    assert found(heard) == {"intake: the head has another position than the last event"}


def test_a_log_without_its_head_is_found(heard: Databases) -> None:
    Vandal(heard, "intake").run("delete from heads where {mine}")
    assert found(heard) == {"intake: the log has no head"}


def test_a_log_that_is_gone_but_for_its_head_is_missing(heard: Databases) -> None:
    Vandal(heard, "intake").run("delete from events where {mine}")
    missing = "intake, position 1: everything from here to 3 is missing"
    assert missing in found(heard)


def test_a_body_that_hashes_well_and_is_not_canonical_is_found(
    heard: Databases,
) -> None:
    body = Vandal(heard, "sla").row(2)["body"].replace(b":", b": ", 1)
    Vandal(heard, "sla").rewrite(2, body=body)
    Vandal(heard, "audit", copies="sla").rewrite(2, body=body)
    assert "sla, position 2: body is not in canonical form" in found(heard)


def test_a_stream_that_jumps_though_every_hash_is_right_is_found(
    heard: Databases,
) -> None:
    for vandal in (Vandal(heard, "intake"), Vandal(heard, "audit", copies="intake")):
        vandal.rewrite(3, stream_version=4)
    for witness in ("sla", "audit"):
        Vandal(heard, witness).run("delete from checkpoints where {mine}")
    (jump,) = found(heard)
    assert jump.startswith("intake, position 3: stream_version is 4; letter-")
    assert jump.endswith(" goes on with 1")
