"""Is whatever was altered in a database found and named, and nothing else?"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from infra.survey import services
from infra.verify import verifier
from infra.verify.snapshots import Absent, Moved, snapshot
from infra.verify.values import COLUMNS
from infra.verify.verifier import SERVICES, Verifier
from tests.infra.verify.stories import found, verify
from tests.infra.verify.vandals import Vandal, one_byte_off
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.databases import Databases

EVENTS = {"directory": 1, "intake": 3, "sla": 3}


def test_every_service_that_keeps_a_log_is_verified() -> None:
    assert set(SERVICES) == set(services())


def test_logs_that_nobody_touched_are_verified_to_the_last_event(
    told: Databases,
) -> None:
    report = verify(told)
    assert report.findings == []
    assert {log.service: log.events for log in report.logs} == EVENTS
    assert {log.service: log.copies for log in report.logs} == EVENTS


@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
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


def test_the_other_school_is_not_blamed(heard: Databases) -> None:
    with Vandal(heard, "intake").altered(2, actor="somebody else"):
        assert verify(heard, BECKFIELD).findings == []
        assert verify(heard).findings != []


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


def test_without_the_witnesses_an_insider_would_not_be_found(
    heard: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    for vandal in (Vandal(heard, "intake"), Vandal(heard, "audit", copies="intake")):
        vandal.rewrite(2, actor="somebody else")
    monkeypatch.setattr(verifier, "witnesses_in", lambda *_: ())
    assert found(heard) == set()


def test_every_school_is_known_with_what_its_heads_count(told: Databases) -> None:
    schools = Verifier(told, SERVICES).schools()
    assert schools == {ASHGROVE: 7, BECKFIELD: 7}


def test_a_school_that_only_a_witness_still_knows_is_known(heard: Databases) -> None:
    for service in ("directory", "intake", "sla"):
        for table in ("events", "heads"):
            Vandal(heard, service).run(f"delete from {table} where {{mine}}")  # noqa: S608
    assert ASHGROVE in Verifier(heard, SERVICES).schools()
    assert {f.log for f in verify(heard).findings} >= {"directory", "intake", "sla"}


def test_a_database_that_is_not_there_is_named(told: Databases) -> None:
    elsewhere = told("intake").replace("intake", "nowhere")

    def where(service: str) -> str:
        return elsewhere if service == "intake" else told(service)

    (one,) = found(where)
    assert one.startswith("intake: ")


def test_where_there_is_no_database_at_all_there_is_nothing_to_verify(
    sqlite: Databases,
) -> None:
    with pytest.raises(Absent):
        Verifier(sqlite, SERVICES).schools()


@pytest.mark.parametrize("service", ["intake", "audit"])
def test_a_file_that_is_no_database_is_named(
    heard: Databases, tmp_path: Path, service: str
) -> None:
    (tmp_path / f"{service}.db").write_bytes(b"not a database at all" * 400)
    for end in ("-wal", "-shm"):
        (tmp_path / f"{service}.db{end}").unlink(missing_ok=True)
    assert ASHGROVE in Verifier(heard, SERVICES).schools()
    assert found(heard) == {
        f"{service}: the database is not readable: file is not a database"
    }


def test_where_no_database_can_be_read_nothing_is_called_verified(
    sqlite: Databases, tmp_path: Path
) -> None:
    for service in SERVICES:
        (tmp_path / f"{service}.db").write_bytes(b"not a database at all" * 400)
    with pytest.raises(DatabaseError, match="not a database"):
        Verifier(sqlite, SERVICES).schools()


def test_a_table_that_is_gone_is_named(heard: Databases) -> None:
    Vandal(heard, "intake").run("drop table events")
    assert found(heard) == {
        "intake: the database is not readable: no such table: events"
    }


def test_a_log_that_is_written_while_it_is_read_is_read_again(
    heard: Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    moves = [Moved("intake.db")] * 2

    def moved(url: str) -> AbstractContextManager[Connection]:
        if moves:
            raise moves.pop()
        return snapshot(url)

    monkeypatch.setattr(verifier, "snapshot", moved)
    assert found(heard) == set()
    moves += [Moved("intake.db")] * 50
    with pytest.raises(Moved):
        verify(heard)
