"""Does the count of chaos find whatever may have gone wrong?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID, uuid4

import psycopg2
import pytest

from infra.chaos.oracle import HEARS, SOURCES, Oracle, Verdict
from tests.support.cast import ASHGROVE
from tests.support.postgres import administer

TICKET = UUID("71c7e700-0000-4000-8000-000000000001")
TABLES = """
create table heads (school uuid, position bigint, hash bytea);
create table checkpoints (
    school uuid, source text, position bigint, hash bytea, state text);
create table parked (school uuid, source text, error text);
create table events (school uuid, position bigint, type text, stream text);
create table story (school uuid, service text, position bigint, event_id uuid);
"""
FIRST = {"directory": "school_added", "intake": "ticket_opened", "sla": "clock_started"}


class Told:
    """Databases as a platform leaves them: one event in each log, heard by all."""

    def __init__(self, home: Path) -> None:
        self.home, self.prefix = home, f"chaos_{uuid4().hex[:8]}"
        for service in (*SOURCES, "audit"):
            administer(home, "CREATE DATABASE {}", f"{self.prefix}_{service}")
            self.run(service, TABLES)

    def fill(self) -> None:
        """Have everything right again."""
        for service in (*SOURCES, "audit"):
            self.run(service, "truncate heads, checkpoints, parked, events, story")
        for number, source in enumerate(SOURCES):
            hash_ = bytes([number])
            here = (str(ASHGROVE), 1)
            told = (f"{source}.{FIRST[source]}", f"of-{TICKET}")
            self.run(source, "insert into heads values %s", (*here, hash_))
            self.run(source, "insert into events values %s", (*here, *told))
            copy = (str(ASHGROVE), source, 1, str(uuid4()))
            self.run("audit", "insert into story values %s", copy)
            for service in HEARS:
                if source in HEARS[service]:
                    heard = (str(ASHGROVE), source, 1, hash_, "live")
                    self.run(service, "insert into checkpoints values %s", heard)

    def run(self, service: str, statement: str, *rows: tuple[object, ...]) -> None:
        """Change one database; a row is written as PostgreSQL writes one."""
        name = f"{self.prefix}_{service}"
        where = f"host={self.home} user=postgres dbname={name}"
        with (
            closing(psycopg2.connect(where)) as there,
            there,
            there.cursor() as cursor,
        ):
            cursor.execute(statement, rows or None)

    def judged(self) -> Verdict:
        return Oracle(self.home, self.prefix).judge({str(TICKET)})


@pytest.fixture(scope="module")
def databases_of_a_run(postgres_home: Path) -> Iterator[Told]:
    made = Told(postgres_home)
    yield made
    for service in (*SOURCES, "audit"):
        administer(postgres_home, "DROP DATABASE {}", f"{made.prefix}_{service}")


@pytest.fixture
def told(databases_of_a_run: Told) -> Told:
    databases_of_a_run.fill()
    return databases_of_a_run


WRONG = {
    "a ticket that is gone": ("intake", "delete from events", "lost"),
    "a ticket without its clock": ("sla", "delete from events", "lost"),
    "an event that was not heard": (
        "sla",
        "update checkpoints set position = 0",
        "lost",
    ),
    "an event that nobody ever heard": ("audit", "delete from checkpoints", "lost"),
    "a ticket that is there twice": (
        "intake",
        "insert into events select * from events",
        "duplicated",
    ),
    "an event that was copied twice": (
        "audit",
        "insert into story select * from story",
        "duplicated",
    ),
    "a gap in a log": ("intake", "update events set position = 2", "out_of_order"),
    "a gap in a copy": ("audit", "update story set position = 3", "out_of_order"),
    "another story": ("sla", "update checkpoints set hash = '\\xff'", "diverged"),
    "a log that is parked": (
        "sla",
        "update checkpoints set state = 'parked'",
        "diverged",
    ),
}


@pytest.mark.needs_postgresql
def test_where_all_is_right_nothing_is_counted_and_each_wrong_is(told: Told) -> None:
    assert told.judged() == Verdict(0, 0, 0, 0)


@pytest.mark.needs_postgresql
def test_what_does_not_follow_from_the_logs_counts_as_diverged(told: Told) -> None:
    oracle = Oracle(told.home, told.prefix)
    assert oracle.judge({str(TICKET)}, 2) == Verdict(0, 0, 0, 2)


@pytest.mark.needs_postgresql
def test_what_diverges_is_told_with_what_parked_it(told: Told) -> None:
    told.run("sla", "update checkpoints set state = 'parked' where source = 'intake'")
    told.run("sla", "insert into parked values %s", (str(ASHGROVE), "intake", "why"))
    assert Oracle(told.home, told.prefix).diverging() == [
        f"sla is parked at 1 of intake {ASHGROVE}, which ends at 1 why"
    ]


@pytest.mark.needs_postgresql
@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_counted(told: Told, wrong: tuple[str, str, str]) -> None:
    service, statement, counted = wrong
    told.run(service, statement)
    assert getattr(told.judged(), counted) > 0
    assert told.judged()
