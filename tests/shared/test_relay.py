"""Does every event reach the broker, and none count as sent that did not?"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import pytest
from prometheus_client import REGISTRY

from contracts.envelope import Recorded
from contracts.refusals import Unavailable
from shared import relay as module
from shared.application import Application
from shared.relay import NoBroker, Relay
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.chains import positions
from tests.support.databases import Databases
from tests.support.faults import PlugPulled, pull_the_plug, set_back
from tests.support.listening import SCHOOLS, plant, sent, water
from tests.support.sample import GARDEN, WEATHER
from tests.support.town import Town


def garden(town: Town) -> Relay:
    return town.relays["garden"]


def taken(town: Town, school: UUID = ASHGROVE) -> list[int]:
    """The positions of a school's events in the order the broker took them."""
    return positions([one for one in town.unruly.taken if one.school == school])


def test_what_is_appended_is_published_in_order_and_once(sample_town: Town) -> None:
    plant(sample_town, waterings=2)
    plant(sample_town, BECKFIELD)
    garden(sample_town).publish()
    water(sample_town)
    garden(sample_town).publish()
    garden(sample_town).publish()
    assert taken(sample_town) == [1, 2, 3, 4]
    assert taken(sample_town, BECKFIELD) == [1]
    assert (sent(sample_town), sent(sample_town, BECKFIELD)) == (4, 1)


def test_what_the_broker_does_not_take_waits_until_it_does(sample_town: Town) -> None:
    plant(sample_town, waterings=2)
    sample_town.unruly.off = True
    with pytest.raises(Unavailable):
        garden(sample_town).publish()
    assert sent(sample_town) == 0
    sample_town.unruly.off = False
    garden(sample_town).publish()
    assert taken(sample_town) == [1, 2, 3]


def test_after_a_start_what_was_never_published_is_found(sample_town: Town) -> None:
    plant(sample_town, waterings=1)
    garden(sample_town).publish()
    water(sample_town)
    sample_town.open(GARDEN)
    garden(sample_town).publish()
    assert taken(sample_town) == [1, 2]
    garden(sample_town).look()
    garden(sample_town).publish()
    assert taken(sample_town) == [1, 2, 3]


def test_a_crash_between_the_broker_and_the_cursor_sends_twice(
    sample_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(sample_town, waterings=2)
    with monkeypatch.context() as broken:
        broken.setattr(module, "_move", pull_the_plug)
        with pytest.raises(PlugPulled):
            garden(sample_town).publish()
    sample_town.open(GARDEN)
    sample_town.publish()
    assert taken(sample_town) == [1, 2, 3, 1, 2, 3]
    sample_town.settle()
    assert sent(sample_town) == 3


class MovesFirst(Relay):
    """A relay as it must not be: its cursor moves before the broker has the events."""

    def _send_batch(self, waiting: set[UUID]) -> None:
        school = waiting.pop()
        events = self.application.feed(school, 0, 100)
        with self.application.database.school(school) as connection:
            last = module.Sent(events[-1].position, events[-1].hash)
            module._move(connection, school, last)
        self._publisher.publish(events)


def test_without_the_confirm_before_the_cursor_a_crash_loses_events(
    sample_town: Town,
) -> None:
    plant(sample_town, waterings=2)
    early = MovesFirst(sample_town.applications["garden"], sample_town.broker)
    early.look()
    sample_town.unruly.off = True
    with pytest.raises(Unavailable):
        early.publish()
    sample_town.unruly.off = False
    sample_town.open(GARDEN)
    sample_town.publish()
    assert taken(sample_town) == []


def set_back_to_one(town: Town) -> None:
    """Put the log back behind the relay, and let it grow as far as it was."""
    plant(town, waterings=1)
    garden(town).publish()
    relay = garden(town)
    with town.databases["garden"].school(ASHGROVE) as connection:
        before = module._cursor(connection, ASHGROVE)
    set_back(town, "garden", ASHGROVE, 1)
    with town.databases["garden"].school(ASHGROVE) as connection:
        module._move(connection, ASHGROVE, before)
    town.relays["garden"] = relay
    water(town)
    relay.look()


def test_what_another_log_sent_does_not_count_as_sent(sample_town: Town) -> None:
    set_back_to_one(sample_town)
    garden(sample_town).publish()
    assert taken(sample_town) == [1, 2, 1, 2]
    assert sample_town.unruly.taken[-1] == sample_town.log("garden", ASHGROVE)[-1]
    assert sent(sample_town) == 2
    garden(sample_town).look()
    garden(sample_town).publish()
    assert taken(sample_town) == [1, 2, 1, 2]


class ByPosition(Relay):
    """A relay as it must not be: it goes on from a position, whatever stands there."""

    def _send_batch(self, waiting: set[UUID]) -> None:
        school = waiting.pop()
        saved = self.application.read(module._cursor, school, school=school)
        events = self.application.feed(school, saved.position, 100)
        if events:
            self._publisher.publish(events)


def test_without_the_hash_of_what_was_sent_another_event_counts_as_sent(
    sample_town: Town,
) -> None:
    set_back_to_one(sample_town)
    garden_now = sample_town.applications["garden"]
    blind = ByPosition(garden_now, sample_town.broker)
    blind.look()
    blind.send()
    assert sample_town.log("garden", ASHGROVE)[-1] not in sample_town.unruly.taken


class Racing(Application):
    """A garden in which something happens just after the relay has looked."""

    happens = True

    def feed(self, school: UUID, after: int, limit: int) -> list[Recorded]:
        page = super().feed(school, after, limit)
        if self.happens:
            self.happens = False
            self.announce(school)
        return page


def test_what_is_appended_while_the_relay_looks_is_not_forgotten(
    small_town: Town,
) -> None:
    racing = Racing(
        GARDEN,
        small_town.databases["garden"],
        small_town.keyring,
        small_town.clock,
    )
    relay = Relay(racing, small_town.broker)
    plant(small_town)
    racing.announce(ASHGROVE)
    relay.send()
    assert relay._dirty == {ASHGROVE}


def test_a_long_log_is_published_batch_by_batch(
    small_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH", 2)
    sizes: list[int] = []
    take = small_town.unruly.publish

    def publish(events: Sequence[Recorded]) -> None:
        sizes.append(len(events))
        take(events)

    monkeypatch.setattr(small_town.unruly, "publish", publish)
    plant(small_town, waterings=4)
    garden(small_town).publish()
    assert sizes == [2, 2, 1]
    assert taken(small_town) == [1, 2, 3, 4, 5]


def test_many_schools_share_a_batch(
    small_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    take = small_town.unruly.publish

    def publish(events: Sequence[Recorded]) -> None:
        sizes.append(len(events))
        take(events)

    monkeypatch.setattr(small_town.unruly, "publish", publish)
    for school in SCHOOLS:
        plant(small_town, school, waterings=2)
    garden(small_town).publish()
    assert sizes == [6]
    for school in SCHOOLS:
        assert taken(small_town, school) == [1, 2, 3]
        assert sent(small_town, school) == 3


def test_a_batch_that_was_not_taken_is_sent_again_for_every_school(
    small_town: Town,
) -> None:
    for school in SCHOOLS:
        plant(small_town, school)
    small_town.unruly.off = True
    with pytest.raises(Unavailable):
        garden(small_town).publish()
    small_town.unruly.off = False
    garden(small_town).publish()
    assert [taken(small_town, school) for school in SCHOOLS] == [[1], [1]]


def test_a_cursor_that_could_not_be_saved_is_saved_the_next_time(
    small_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    for school in SCHOOLS:
        plant(small_town, school)
    garden(small_town).send()
    monkeypatch.setattr("shared.database._PATIENCE", -1.0)
    with small_town.databases["garden"].school(ASHGROVE), pytest.raises(Unavailable):
        garden(small_town).save()
    garden(small_town).save()
    assert [sent(small_town, school) for school in SCHOOLS] == [1, 1]


def test_a_cursor_never_goes_back(sample_town: Town) -> None:
    plant(sample_town, waterings=2)
    garden(sample_town).publish()
    with sample_town.databases["garden"].school(ASHGROVE) as connection:
        module._move(connection, ASHGROVE, module.Sent(1, bytes(32)))
    assert sent(sample_town) == 3


def test_two_relays_send_twice_and_lose_nothing(sample_town: Town) -> None:
    other = Relay(sample_town.applications["garden"], sample_town.broker)
    plant(sample_town, waterings=1)
    garden(sample_town).publish()
    other.publish()
    assert set(taken(sample_town)) == {1, 2}
    sample_town.settle()
    assert sent(sample_town) == 2


def sent_beside_another(town: Town, kind: type[Relay]) -> list[int]:
    """What a replica sends that has looked after another one sent all there was."""
    mine = kind(town.applications["garden"], town.broker)
    plant(town)
    mine.publish()
    for _ in range(3):
        water(town)
    garden(town).publish()
    mine.look()
    before = len(town.unruly.taken)
    water(town)
    mine.publish()
    return positions(town.unruly.taken[before:])


def test_what_another_replica_sent_and_saved_is_not_sent_again(
    sample_town: Town,
) -> None:
    assert sent_beside_another(sample_town, Relay) == [5]
    assert sent(sample_town) == 5


class Remembers(Relay):
    """A replica as it must not be: it goes by what it sent itself."""

    def look(self) -> None:
        mine = dict(self._sent)
        super().look()
        self._sent = mine


def test_without_asking_again_each_replica_sends_what_all_others_have_sent(
    sample_town: Town,
) -> None:
    assert sent_beside_another(sample_town, Remembers) == [2, 3, 4, 5]


def test_what_is_sent_and_not_saved_yet_is_not_sent_again_after_a_look(
    sample_town: Town,
) -> None:
    plant(sample_town, waterings=1)
    garden(sample_town).send()
    garden(sample_town).look()
    garden(sample_town).publish()
    assert taken(sample_town) == [1, 2]
    assert sent(sample_town) == 2


def test_how_much_the_broker_lacks_is_told(small_town: Town) -> None:
    def lag() -> float | None:
        labels = {"service": "garden"}
        return REGISTRY.get_sample_value("caretaker_relay_lag_events", labels)

    plant(small_town, waterings=2)
    plant(small_town, BECKFIELD)
    garden(small_town).look()
    assert lag() == 4
    garden(small_town).publish()
    garden(small_town).look()
    assert lag() == 0


def test_where_there_is_no_broker_events_stay_in_the_log(sqlite: Databases) -> None:
    town = Town((GARDEN, WEATHER), sqlite)
    relay = Relay(town.applications["garden"], NoBroker())
    plant(town)
    with pytest.raises(Unavailable, match="no broker took 1 events"):
        relay.publish()
    assert len(town.log("garden", ASHGROVE)) == 1
    town.close()
