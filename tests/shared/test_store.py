"""Does the log keep what it was given, in order, without a gap, or not at all?"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text, update

from contracts.refusals import Conflict
from shared import store
from shared.chain import GENESIS, digest, first_break
from shared.database import Database
from shared.log_tables import events, heads
from shared.store import Answered, Head, Log, changed_heads
from tests.support.appending import NOW, append, new, read
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.chains import positions
from tests.support.databases import behind


def test_an_empty_log_ends_at_nothing(database: Database) -> None:
    with database.reading(ASHGROVE) as connection:
        log = Log("garden", ASHGROVE, connection)
        assert log.head() == Head(ASHGROVE, 0, GENESIS, 1)
        assert log.after(0) == []
        assert list(log.stream("bed-1")) == []


def test_what_is_appended_is_read_back_to_the_byte(database: Database) -> None:
    event = replace(
        new(1, body='{"crop":"é 漢 🐝 \\n"}'.encode()),
        happened_at=datetime(1987, 6, 5, 4, 3, 2, 1, tzinfo=UTC),
        on_behalf_of="staff:2",
        causation_id=UUID(int=3),
    )
    event = replace(event, digest=digest("garden", ASHGROVE, event))
    assert append(database, event) == 1
    (recorded,) = read(database)
    for name in ("event_id", "type", "version", "stream", "stream_version", "body"):
        assert getattr(recorded, name) == getattr(event, name)
    for name in ("happened_at", "actor", "on_behalf_of", "correlation_id"):
        assert getattr(recorded, name) == getattr(event, name)
    assert recorded.causation_id == UUID(int=3)
    assert (recorded.service, recorded.school) == ("garden", ASHGROVE)
    assert (recorded.position, recorded.epoch) == (1, 1)
    assert recorded.recorded_at == NOW
    assert first_break([recorded], GENESIS, 0) is None


def test_positions_run_on_without_a_gap_and_the_chain_holds(database: Database) -> None:
    assert append(database, new(1), new(2)) == 2
    assert append(database, new(3)) == 3
    log = read(database)
    assert positions(log) == [1, 2, 3]
    assert first_break(log, GENESIS, 0) is None
    with database.reading(ASHGROVE) as connection:
        head = Log("garden", ASHGROVE, connection).head()
    assert head == Head(ASHGROVE, 3, log[2].hash, 1)


def test_every_school_has_its_own_log(database: Database) -> None:
    append(database, new(1), new(2))
    append(database, new(1, school=BECKFIELD), school=BECKFIELD)
    assert positions(read(database)) == [1, 2]
    assert positions(read(database, BECKFIELD)) == [1]
    assert first_break(read(database, BECKFIELD), GENESIS, 0) is None


def test_who_decided_on_an_older_version_is_told_and_leaves_nothing(
    database: Database,
) -> None:
    append(database, new(1))
    with pytest.raises(Conflict) as refused:
        append(database, new(1, stream="bed-2"), new(1))
    assert refused.value.version is None
    assert positions(read(database)) == [1]
    append(database, new(2))
    assert positions(read(database)) == [1, 2]


def test_without_the_unique_version_an_update_is_lost(database: Database) -> None:
    loosen(database)
    append(database, new(1))
    append(database, new(1))
    assert [event.stream_version for event in read(database)] == [1, 1]


def loosen(database: Database) -> None:
    """Take the guard out: the constraint that a stream has each version once."""
    with behind(database) as connection:
        if not database.is_sqlite:
            connection.execute(text("alter table events drop constraint events_stream"))
            return
        made = str(
            connection.execute(
                text("select sql from sqlite_master where name = 'events'")
            ).scalar_one()
        )
        guard = "CONSTRAINT events_stream UNIQUE (school, stream, stream_version)"
        assert guard in made
        connection.execute(text("drop table events"))
        connection.execute(text(made.replace(guard, "CHECK (1)")))


def test_an_event_id_is_in_a_log_once(database: Database) -> None:
    same = uuid4()
    append(database, new(1, event_id=same))
    with pytest.raises(Conflict):
        append(database, new(2, event_id=same))


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    append(database, new(1))
    command_id = uuid4()

    def fail_at_the_end() -> None:
        with database.school(ASHGROVE) as connection:
            log = Log("garden", ASHGROVE, connection)
            log.append([new(2), new(3)], NOW)
            log.remember([Answered(command_id, b"print", 3, 3)])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_at_the_end()
    assert positions(read(database)) == [1]
    with database.reading(ASHGROVE) as connection:
        log = Log("garden", ASHGROVE, connection)
        assert log.head().position == 1
        assert log.answered([command_id]) == {}
    append(database, new(2))
    assert first_break(read(database), GENESIS, 0) is None


def test_events_are_recorded_one_after_the_other_though_the_clock_goes_back(
    database: Database,
) -> None:
    append(database, new(1), new(2))
    append(database, new(3), now=NOW - timedelta(hours=1))
    append(database, new(4), now=NOW + timedelta(hours=1))
    microsecond = timedelta(microseconds=1)
    assert [event.recorded_at for event in read(database)] == [
        NOW,
        NOW + microsecond,
        NOW + 2 * microsecond,
        NOW + timedelta(hours=1),
    ]
    assert first_break(read(database), GENESIS, 0) is None


def test_a_stream_is_read_in_the_order_of_its_versions(database: Database) -> None:
    append(database, new(1), new(1, stream="bed-2"), new(2), new(3))
    with database.reading(ASHGROVE) as connection:
        log = Log("garden", ASHGROVE, connection)
        assert [e.stream_version for e in log.stream("bed-1")] == [1, 2, 3]
        assert [e.stream_version for e in log.stream("bed-1", after=2)] == [3]


def test_a_page_has_no_more_events_than_asked_for(database: Database) -> None:
    append(database, *[new(version) for version in range(1, 6)])
    with database.reading(ASHGROVE) as connection:
        log = Log("garden", ASHGROVE, connection)
        assert positions(log.after(0, 2)) == [1, 2]
        assert positions(log.after(2, 2)) == [3, 4]
        assert positions(log.after(4, 2)) == [5]
        assert log.after(5, 2) == []


def test_a_page_has_no_more_bytes_than_is_good_but_always_an_event(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "PAGE_BYTES", 100)
    small, large = b'{"a":"%s"}' % (b"a" * 32), b'{"a":"%s"}' % (b"a" * 200)
    bodies = [small, small, small, large, small]
    append(database, *[new(n + 1, body=body) for n, body in enumerate(bodies)])
    with database.reading(ASHGROVE) as connection:
        log = Log("garden", ASHGROVE, connection)
        assert positions(log.after(0)) == [1, 2]
        assert positions(log.after(2)) == [3]
        assert positions(log.after(3)) == [4]
        assert positions(log.after(4)) == [5]


def test_a_command_has_one_answer(database: Database) -> None:
    known, unknown = Answered(uuid4(), b"print", 3, 2), uuid4()
    with database.school(ASHGROVE) as connection:
        Log("garden", ASHGROVE, connection).remember([known])
    with database.school(ASHGROVE) as connection:
        log = Log("garden", ASHGROVE, connection)
        assert log.answered([known.command_id, unknown]) == {known.command_id: known}
        assert Log("garden", BECKFIELD, connection).answered([known.command_id]) == {}
    with pytest.raises(Conflict), database.school(ASHGROVE) as connection:
        Log("garden", ASHGROVE, connection).remember([known])


def test_heads_are_told_of_all_schools_or_of_those_that_moved(
    database: Database,
) -> None:
    append(database, new(1))
    later = NOW + timedelta(minutes=5)
    append(database, new(1, school=BECKFIELD), now=later, school=BECKFIELD)
    with database.provider() as connection:
        everyone = {
            head.school: head.position for head in changed_heads(connection, None)
        }
        moved = [head.school for head in changed_heads(connection, later)]
    assert everyone == {ASHGROVE: 1, BECKFIELD: 1}
    assert moved == [BECKFIELD]


def test_an_altered_byte_in_the_database_is_found(database: Database) -> None:
    append(database, new(1), new(2), new(3))
    with behind(database) as connection:
        spoilt = update(events).where(events.c.position == 2)
        connection.execute(spoilt.values(body=b'{"litres":2}'))
    found = first_break(read(database), GENESIS, 0)
    assert found == "position 2 is not what was recorded: its hash differs"


def test_without_the_exact_bytes_the_hash_cannot_be_checked(database: Database) -> None:
    append(database, new(1, body=b'{"b":1,"a":2.50}'))
    with behind(database) as connection:
        body = connection.execute(events.select()).one().body
        again = json.dumps(json.loads(bytes(body))).encode()
        connection.execute(update(events).values(body=again))
    assert first_break(read(database), GENESIS, 0) is not None


def test_the_log_goes_on_in_the_epoch_of_its_head(database: Database) -> None:
    append(database, new(1))
    with behind(database) as connection:
        connection.execute(update(heads).values(epoch=2))
    append(database, new(2))
    log = read(database)
    assert [event.epoch for event in log] == [1, 2]
    assert first_break(log, GENESIS, 0) is None
