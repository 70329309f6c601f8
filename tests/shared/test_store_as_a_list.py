"""Is a log anything else than a list that only grows, whatever is done to it?"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from uuid import UUID, uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from contracts.envelope import Recorded
from contracts.refusals import Conflict
from shared.chain import GENESIS, first_break
from shared.database import Database
from shared.store import Answered, Log, New
from tests.support.appending import NOW, append, new, read

STREAMS = st.sampled_from(["bed-1", "bed-2", "bed-3"])
BODIES = st.sampled_from([b"{}", b'{"a":1}', '{"a":"é🐝"}'.encode()])


class StoreAsAList(RuleBasedStateMachine):
    """A list, the versions of its streams, and the answers to commands, beside it."""

    database: Database

    def __init__(self) -> None:
        super().__init__()
        self.school = uuid4()
        self.now = NOW
        self.model: list[New] = []
        self.versions: dict[str, int] = {}
        self.answers: dict[UUID, Answered] = {}

    @rule(batch=st.lists(st.tuples(STREAMS, BODIES), min_size=1, max_size=4))
    def append(self, batch: list[tuple[str, bytes]]) -> None:
        decided = self._decide(batch)
        last = append(self.database, *decided, now=self.now, school=self.school)
        self.model += decided
        assert last == len(self.model)
        for event in decided:
            self.versions[event.stream] = event.stream_version

    @rule(batch=st.lists(st.tuples(STREAMS, BODIES), max_size=2), stream=STREAMS)
    def append_what_is_stale(self, batch: list[tuple[str, bytes]], stream: str) -> None:
        if self.versions.get(stream):
            stale = new(self.versions[stream], stream=stream, school=self.school)
            with pytest.raises(Conflict):
                append(self.database, *self._decide(batch), stale, school=self.school)

    @rule(batch=st.lists(st.tuples(STREAMS, BODIES), min_size=1, max_size=4))
    def append_and_change_ones_mind(self, batch: list[tuple[str, bytes]]) -> None:
        with self.database.school(self.school) as connection:
            log = Log("garden", self.school, connection)
            log.append(self._decide(batch), self.now)
            connection.exec_driver_sql("rollback")

    @rule(position=st.integers(0, 99))
    def answer_a_command(self, position: int) -> None:
        answer = Answered(uuid4(), b"print", position, 1)
        with self.database.school(self.school) as connection:
            Log("garden", self.school, connection).remember([answer])
        self.answers[answer.command_id] = answer

    @rule(minutes=st.integers(-90, 90))
    def let_the_clock_jump(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @invariant()
    def the_log_is_the_list(self) -> None:
        log = read(self.database, self.school)
        assert [event.position for event in log] == list(range(1, len(log) + 1))
        assert [_told(event) for event in log] == [_told(event) for event in self.model]
        moments = [event.recorded_at for event in log]
        assert all(one < following for one, following in pairwise(moments))

    @invariant()
    def the_chain_holds_and_ends_at_the_head(self) -> None:
        log = read(self.database, self.school)
        assert first_break(log, GENESIS, 0) is None
        with self.database.reading(self.school) as connection:
            head = Log("garden", self.school, connection).head()
        assert head.position == len(log)
        assert head.hash == (log[-1].hash if log else GENESIS)

    @invariant()
    def every_answer_is_the_first(self) -> None:
        with self.database.reading(self.school) as connection:
            log = Log("garden", self.school, connection)
            assert log.answered(list(self.answers)) == self.answers

    def _decide(self, batch: list[tuple[str, bytes]]) -> list[New]:
        versions = dict(self.versions)
        decided = []
        for stream, body in batch:
            versions[stream] = versions.get(stream, 0) + 1
            made = new(versions[stream], stream=stream, school=self.school, body=body)
            decided.append(made)
        return decided


def _told(event: New | Recorded) -> tuple[object, ...]:
    return (event.event_id, event.stream, event.stream_version, event.body)


def test_whatever_is_done_the_log_is_a_list_that_only_grows(database: Database) -> None:
    class Here(StoreAsAList):
        """The same, on the database of this test."""

    Here.database = database
    run_state_machine_as_test(
        Here,
        settings=settings(max_examples=15, stateful_step_count=20),
    )
