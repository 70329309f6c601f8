"""Is what others say heard, answered, and read as far as it may be?"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import delete

from contracts.envelope import Recorded
from contracts.refusals import Unavailable
from shared import subscription as module
from shared.application import Rooms
from shared.checkpoints import NOTHING_HEARD, read_all
from shared.database import Database
from shared.link import LocalLink
from shared.log_tables import checkpoints
from shared.sealing import SEALED
from shared.store import Log
from shared.subscription import Subscription
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.listening import (
    SCHOOLS,
    assert_heard,
    losing,
    messages,
    plant,
    weather,
)
from tests.support.sample import WEATHER, heard_table
from tests.support.sample_messages import (
    BED,
    BedWatched,
)
from tests.support.town import Town


def test_what_is_heard_is_applied_and_answered_in_one_step(sample_town: Town) -> None:
    plant(sample_town, waterings=2)
    sample_town.settle(beacon=False)
    assert_heard(sample_town, 3)
    watched = sample_town.events("weather", ASHGROVE)
    assert watched == [BedWatched(bed_id=BED)]
    planted = sample_town.log("garden", ASHGROVE)[0]
    (reaction,) = sample_town.log("weather", ASHGROVE)
    assert reaction.causation_id == planted.event_id
    assert reaction.correlation_id == planted.correlation_id
    assert reaction.on_behalf_of == planted.actor
    assert reaction.actor == "service:weather"


def test_a_race_that_is_lost_is_run_again(
    small_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(small_town)
    monkeypatch.setattr(Log, "append", losing(7))
    weather(small_town).receive(messages(small_town))
    assert_heard(small_town, 1)


def test_a_race_that_is_never_won_is_parked_and_does_not_go_on_for_ever(
    small_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(small_town)
    monkeypatch.setattr(Log, "append", losing(8))
    weather(small_town).receive(messages(small_town))
    assert_heard(small_town, 0)
    (parked,) = small_town.applications["weather"].find_parked().parked
    assert parked.error == "Conflict: somebody else was first"
    assert weather(small_town).behind == set()


def test_a_gap_is_noted_and_pulled_outside_the_handler(small_town: Town) -> None:
    plant(small_town, waterings=2)
    first, second, third = messages(small_town)
    weather(small_town).receive([third])
    assert_heard(small_town, 0)
    assert weather(small_town).behind == {("garden", ASHGROVE)}
    weather(small_town).receive([first])
    assert_heard(small_town, 1)
    weather(small_town).catch_up()
    assert_heard(small_town, 3)
    weather(small_town).receive([second])
    assert_heard(small_town, 3)
    assert weather(small_town).behind == set()


def test_a_busy_database_is_no_reason_to_park(
    small_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(small_town)
    brought = messages(small_town)
    monkeypatch.setattr("shared.database._PATIENCE", -1.0)
    with small_town.databases["weather"].school(ASHGROVE):
        weather(small_town).receive(brought)
    assert weather(small_town).behind == {("garden", ASHGROVE)}
    weather(small_town).catch_up()
    assert_heard(small_town, 1)


class Silent(LocalLink):
    """The services of this process, some of which do not answer."""

    def __init__(self, link: LocalLink, *silent: object) -> None:
        super().__init__()
        self.hosted = link.hosted
        self.silent = set(silent)

    def feed(
        self, service: str, school: UUID, after: int, limit: int
    ) -> list[Recorded]:
        if self.silent & {service, school}:
            raise Unavailable("it does not answer")
        return super().feed(service, school, after, limit)


def test_who_cannot_be_asked_keeps_nobody_else_waiting(small_town: Town) -> None:
    rooms = replace(WEATHER, hears=("cellar", "garden"), react=lambda _: ())
    small_town.open(rooms)
    for school in SCHOOLS:
        plant(small_town, school)
    listener = Subscription(
        small_town.applications["weather"], Silent(small_town.link, "cellar")
    )
    missing = {("cellar", ASHGROVE), ("cellar", BECKFIELD)}
    listener.behind = missing | {("garden", ASHGROVE), ("garden", BECKFIELD)}
    listener.catch_up()
    for school in SCHOOLS:
        assert_heard(small_town, 1, school)
    assert listener.behind == missing


def test_a_long_log_is_pulled_page_by_page(
    small_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGE", 3)
    monkeypatch.setattr(module, "BATCH", 2)
    plant(small_town, waterings=9)
    weather(small_town).pull("garden", ASHGROVE)
    assert_heard(small_town, 10)


def test_what_a_service_opens_it_reads_and_nobody_else(small_town: Town) -> None:
    plant(small_town)
    small_town.settle()
    small_town.open(replace(WEATHER, opens=True))
    plant(small_town, BECKFIELD)
    small_town.settle()
    assert SEALED in wording(small_town.databases["weather"], ASHGROVE)
    assert "by Priya" in wording(small_town.databases["weather"], BECKFIELD)


def wording(database: Database, school: UUID) -> str:
    with database.reading(school) as connection:
        query = heard_table.select().where(heard_table.c.school == school)
        return " ".join(row.told for row in connection.execute(query))


def test_what_is_heard_anew_is_not_answered_anew(sample_town: Town) -> None:
    plant(sample_town, waterings=1)
    sample_town.settle()
    with sample_town.databases["weather"].school(ASHGROVE) as connection:
        connection.execute(delete(checkpoints))
        connection.execute(delete(heard_table))
    sample_town.settle()
    assert_heard(sample_town, 2)
    assert len(sample_town.events("weather", ASHGROVE)) == 1


def test_who_hears_and_does_nothing_is_still_up_to_date(small_town: Town) -> None:
    small_town.open(Rooms(name="weather", tables=WEATHER.tables, hears=("garden",)))
    plant(small_town, waterings=2)
    small_town.settle()
    with small_town.databases["weather"].provider() as connection:
        assert read_all(connection, "garden")[ASHGROVE].position == 3
    assert small_town.log("weather", ASHGROVE) == []


def test_what_another_worker_applied_meanwhile_is_not_parked(small_town: Town) -> None:
    plant(small_town)
    (event,) = messages(small_town)
    weather(small_town).receive([event])
    weather(small_town)._park(event, RuntimeError("too late"))
    assert small_town.applications["weather"].find_parked().parked == ()


def test_what_only_an_older_version_listened_to_is_left_alone(
    small_town: Town,
) -> None:
    plant(small_town, waterings=2)
    first, _, third = messages(small_town)
    older = [event._replace(service="cellar") for event in (first, third)]
    weather(small_town).receive([*older, first])
    weather(small_town).catch_up()
    assert_heard(small_town, 1)
    assert weather(small_town).behind == set()


def test_nothing_is_known_of_a_log_that_was_never_heard(small_town: Town) -> None:
    assert NOTHING_HEARD.position == 0
    weather(small_town).reach(ASHGROVE, {"garden": 0})
    assert_heard(small_town, 0)
