"""What does the weather hear of the garden? Small words for the tests of hearing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from contracts.envelope import Recorded
from contracts.refusals import Conflict
from shared.log_tables import published
from shared.store import Log
from shared.subscription import Subscription
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.sample import told
from tests.support.sample_messages import BED, PlantBed, WaterBed
from tests.support.town import Town

SCHOOLS = (ASHGROVE, BECKFIELD)


def plant(town: Town, school: UUID = ASHGROVE, waterings: int = 0) -> None:
    town.execute(PlantBed(school_id=school, bed_id=BED, crop="beans", note="by Priya"))
    for _ in range(waterings):
        water(town, school)


def water(town: Town, school: UUID = ASHGROVE) -> None:
    town.execute(WaterBed(school_id=school, bed_id=BED, litres=1))


def assert_heard(town: Town, length: int, school: UUID = ASHGROVE) -> None:
    """Every event of the garden's log was heard by the weather once, in order."""
    expected = [("garden", position) for position in range(1, length + 1)]
    assert told(town.databases["weather"], school) == expected


def messages(town: Town) -> list[Recorded]:
    """What the broker would bring the weather, and brings to this test instead."""
    town.publish()
    return town.broker.take("weather")


def sent(town: Town, school: UUID = ASHGROVE) -> int:
    """Up to which position the garden has saved that the broker has its log."""
    with town.databases["garden"].provider() as connection:
        saved = published.select().where(published.c.school == school)
        row = connection.execute(saved).one_or_none()
        return int(row.position) if row else 0


def weather(town: Town) -> Subscription:
    return town.link.hosted["weather"].subscription


def losing(times: int) -> Callable[..., int]:
    """An append that loses some races before it wins one."""
    races = iter(range(times))
    append = Log.append

    def lose(*arguments: Any) -> int:
        if next(races, None) is not None:
            raise Conflict("somebody else was first")
        return append(*arguments)

    return lose
