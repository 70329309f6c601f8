"""Is whatever was altered in a database found and named, and nothing else?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infra.verify.values import COLUMNS
from tests.infra.verify.stories import build, found, verify
from tests.infra.verify.vandals import Vandal, one_byte_off
from tests.support.cast import BECKFIELD
from tests.support.databases import Databases

EVENTS = {"directory": 1, "intake": 3, "sla": 3}


@pytest.fixture
def told(databases: Databases) -> Iterator[Databases]:
    """The databases of a platform that runs, with something in its logs."""
    town = build(databases)
    yield databases
    town.close()


@pytest.fixture
def heard(sqlite: Databases) -> Iterator[Databases]:
    """The same in files alone, where it makes no difference."""
    town = build(sqlite)
    yield sqlite
    town.close()


def test_logs_that_nobody_touched_are_verified_to_the_last_event(
    told: Databases,
) -> None:
    report = verify(told)
    assert report.findings == []
    assert {log.service: log.events for log in report.logs} == EVENTS
    assert {log.service: log.copies for log in report.logs} == EVENTS


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    service=st.sampled_from(("intake", "sla")),
    position=st.integers(1, 3),
    byte=st.integers(0, 500),
    change=st.integers(1, 255),
)
def test_one_altered_byte_of_any_column_is_found_and_named(
    told: Databases, service: str, position: int, byte: int, change: int
) -> None:
    vandal = Vandal(told, service)
    for column in COLUMNS:
        new = one_byte_off(column, vandal.row(position)[column], byte, change)
        with vandal.altered(position, **{column: new}):
            findings = verify(told).findings
        gone = column in {"school", "position"}
        named = {(f.log, f.position, f.column) for f in findings}
        assert (service, position, None if gone else column) in named
        assert {f.position for f in findings} <= {None, position, new}
    assert verify(told).findings == []


def test_an_altered_copy_is_found_and_named(told: Databases) -> None:
    for column in set(COLUMNS) - {"school", "position"}:
        vandal = Vandal(told, "audit", copies="intake")
        new = one_byte_off(column, vandal.row(2)[column], 7, 5)
        with vandal.altered(2, **{column: new}):
            (only,) = verify(told).findings
        assert only.log == "audit's copy of intake"
        assert (only.position, only.column) == (2, column)


def test_a_missing_copy_is_named(heard: Databases) -> None:
    vandal = Vandal(heard, "audit", copies="intake")
    vandal.run("delete from story where {mine} and service = 'intake' and position = 2")
    assert found(heard) == {"audit's copy of intake, position 2: is missing"}


def test_the_other_school_is_not_blamed(heard: Databases) -> None:
    with Vandal(heard, "intake").altered(2, actor="somebody else"):
        assert verify(heard, BECKFIELD).findings == []
        assert verify(heard).findings != []


def test_what_stood_there_is_told_as_audit_heard_it(heard: Databases) -> None:
    vandal = Vandal(heard, "intake")
    was = vandal.row(2)["actor"]
    with vandal.altered(2, actor="somebody else"):
        assert found(heard) == {
            f"intake, position 2: actor is 'somebody else'; audit heard '{was}'"
        }


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


def test_an_event_that_was_moved_away_is_told_from_where(heard: Databases) -> None:
    with Vandal(heard, "intake").altered(2, position=900):
        assert found(heard) == {
            "intake, position 2: is missing",
            "intake, position 900: position is 900, which is no place; it was 2",
        }


def test_an_insider_who_makes_every_hash_anew_is_contradicted_by_who_heard(
    told: Databases,
) -> None:
    body = Vandal(told, "intake").row(2)["body"]
    forged = body.replace(b'"message_id":"3', b'"message_id":"4')
    Vandal(told, "intake").rewrite(2, body=forged)
    findings = verify(told).findings
    assert {(f.position, f.column) for f in findings} == {
        (2, "body"),
        (2, "hash"),
        (None, None),
    }
    assert {f.what for f in findings if f.position is None} == {
        "audit heard another event at position 3",
        "sla heard another event at position 3",
    }


def test_an_insider_who_forges_the_copies_too_is_contradicted_by_the_rest(
    heard: Databases,
) -> None:
    for vandal in (Vandal(heard, "intake"), Vandal(heard, "audit", copies="intake")):
        vandal.rewrite(2, actor="somebody else")
    assert found(heard) == {
        "intake: audit heard another event at position 3",
        "intake: sla heard another event at position 3",
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


def test_a_log_without_its_head_is_found(heard: Databases) -> None:
    Vandal(heard, "intake").run("delete from heads where {mine}")
    assert found(heard) == {"intake: the log has no head"}


@pytest.mark.parametrize("witness", ["audit", "sla"])
def test_a_witness_that_says_another_thing_is_named(
    heard: Databases, witness: str
) -> None:
    vandal = Vandal(heard, witness)
    change = "update checkpoints set hash = :hash where {mine} and source = 'intake'"
    vandal.run(change, hash=bytes(32))
    assert found(heard) == {f"intake: {witness} heard another event at position 3"}
    vandal.run(change, hash=b"")
    assert found(heard) == {
        f"intake: what {witness} heard is not readable: hash is not a hash"
    }


def test_a_fork_that_a_service_found_is_told(heard: Databases) -> None:
    Vandal(heard, "sla").run(
        "update checkpoints set state = 'forked' where {mine} and source = 'intake'"
    )
    assert found(heard) == {"intake: sla was shown another past after position 3"}


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
    Vandal(heard, "sla").run("delete from checkpoints where {mine}")
    Vandal(heard, "audit").run("delete from checkpoints where {mine}")
    (jump,) = found(heard)
    assert jump.startswith("intake, position 3: stream_version is 4; ticket-")
    assert jump.endswith(" goes on with 3")


def test_a_database_that_is_not_there_is_named(told: Databases) -> None:
    elsewhere = told("intake").replace("intake", "nowhere")

    def where(service: str) -> str:
        return elsewhere if service == "intake" else told(service)

    (one,) = found(where)
    assert one.startswith("intake: ")
