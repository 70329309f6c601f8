"""Which faults do tests inject? A plug that is pulled, a poison, a source set back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, delete, select, update

from shared import postgresql
from shared.application import Rooms
from shared.chain import digest
from shared.decider import Heard
from shared.log_tables import commands, events, heads, published
from shared.store import Log
from tests.support.appending import new
from tests.support.cast import ASHGROVE
from tests.support.databases import behind
from tests.support.sample import fold
from tests.support.town import Town


class PlugPulled(BaseException):
    """The process ends here, in the middle of whatever it does."""


def pull_the_plug(*_: Any, **__: Any) -> Any:
    raise PlugPulled


def poisoned(rooms: Rooms, position: int, school: UUID = ASHGROVE) -> Rooms:
    """A service that cannot apply the event at a position of a school's log."""

    def choke(connection: Connection, heard: Sequence[Heard]) -> None:
        fold(connection, heard)
        if any(
            (one.school, one.envelope.position) == (school, position) for one in heard
        ):
            raise ArithmeticError("cannot digest this")

    return replace(rooms, fold=choke)


Step = Callable[[Connection, Sequence[Heard]], None]


def committing_early(fold: Step) -> Step:
    """A step as it must not be: it commits what it did before the rest is done."""

    def step(connection: Connection, heard: Sequence[Heard]) -> None:
        fold(connection, heard)
        connection.exec_driver_sql("commit")
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("begin immediate")
        else:
            driver = connection.connection.driver_connection
            postgresql.begin_on(driver, heard[0].school)

    return step


def set_back(town: Town, service: str, school: UUID, position: int) -> None:
    """Put one school's log back to an older copy, as a restored backup does."""
    with behind(town.databases[service]) as connection:
        here = events.c.school == school
        connection.execute(delete(events).where(here, events.c.position > position))
        connection.execute(
            delete(commands).where(
                commands.c.school == school, commands.c.position > position
            )
        )
        last = connection.execute(
            select(events).where(here, events.c.position == position)
        ).one()
        connection.execute(
            update(heads)
            .where(heads.c.school == school)
            .values(position=position, hash=last.hash, recorded_at=last.recorded_at)
        )
        connection.execute(
            update(published)
            .where(published.c.school == school)
            .values(position=position, hash=last.hash)
        )
    town.open(town.applications[service].rooms)


def append_unknown(town: Town, school: UUID = ASHGROVE) -> None:
    """Record an event of a type that nobody who listens has heard of."""
    event = replace(
        new(1, stream="bed-unknown", school=school), type="garden.bed_sung_to"
    )
    event = replace(event, event_id=uuid4())
    event = replace(event, digest=digest("garden", school, event))
    with town.databases["garden"].school(school) as connection:
        Log("garden", school, connection).append([event], town.clock())
