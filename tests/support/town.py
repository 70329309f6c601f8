"""How do whole services meet in a test? In one process, step by step, on real parts.

Nothing runs by itself: `settle` publishes, delivers, compares heads and catches up
until nothing changes, and each of these steps can be taken alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection

from contracts.access import Caller
from contracts.envelope import Recorded
from contracts.refusals import Unavailable
from shared import checkpoints
from shared.application import Application, Rooms
from shared.database import Database
from shared.keyring import KEYS, Keyring
from shared.link import Hosted, LocalLink
from shared.log_tables import published
from shared.reading import read_event
from shared.relay import Relay
from shared.store import changed_heads
from shared.work import Cause
from tests.support.cast import OLU
from tests.support.databases import Databases, create
from tests.support.sample import GARDEN, WEATHER
from tests.support.scenario import at
from tests.support.unruly_broker import Broker, UnrulyBroker

MASTER = bytes(range(32))
SERVICES = ("directory", "intake", "sla", "audit")
_ROUNDS = 100


class TownClock:
    """A clock that stands still until it is told."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def __call__(self) -> datetime:
        return self.now

    def set(self, moment: datetime) -> None:
        self.now = moment

    def advance(self, **length: float) -> None:
        """Let some time pass: `advance(minutes=5)`."""
        self.now += timedelta(**length)


class Town:
    """Services with their logs, relays and subscriptions, and a broker between them."""

    def __init__(
        self,
        services: Sequence[Rooms],
        databases: Databases,
        broker: Broker | None = None,
        clock: TownClock | None = None,
    ) -> None:
        self.clock = clock or TownClock(at("mon 09:00"))
        self.unruly = UnrulyBroker()
        self.broker: Broker = broker or self.unruly
        self.keys = Database(databases("keys"), KEYS, kernel=False)
        create(self.keys)
        self.keyring = Keyring(self.keys, MASTER)
        self.link = LocalLink()
        self.applications: dict[str, Application] = {}
        self.relays: dict[str, Relay] = {}
        self.databases: dict[str, Database] = {}
        for rooms in services:
            database = Database(databases(rooms.name), rooms.tables)
            create(database)
            self.databases[rooms.name] = database
            self.open(rooms)
            if rooms.hears:
                self.broker.listen(rooms.name, rooms.hears)

    def open(self, rooms: Rooms) -> None:
        """Start a service over its database; one that ran forgets what it had in mind.

        So a test restarts a service, or gives it other rooms.
        """
        database = self.databases[rooms.name]
        application = Application(rooms, database, self.keyring, self.clock)
        self.applications[rooms.name] = application
        self.relays[rooms.name] = Relay(application, self.broker)
        self.link.hosted[rooms.name] = Hosted(application, self.link)

    def execute(self, command: Any, by: Caller = OLU.caller, **cause: Any) -> Any:
        """Have a command carried out, by Olu unless somebody else is named."""
        return self.link.execute(command, Cause(caller=by, **cause))

    def ask(
        self,
        query: Any,
        by: Caller = OLU.caller,
        requires: Mapping[str, int] | None = None,
    ) -> Any:
        """Have a question answered, to Olu unless somebody else is named."""
        return self.link.ask(query, by, requires)

    def settle(self, *, beacon: bool = True) -> None:
        """Let everything happen that follows, until nothing changes any more."""
        for _ in range(_ROUNDS):
            before = self._marks()
            self.publish()
            self.deliver()
            if beacon:
                self.listen_to_beacons()
            self.catch_up()
            if self._marks() == before:
                return
        raise AssertionError("the town does not come to rest")

    def publish(self) -> None:
        """Let every relay publish what it finds, as far as the broker takes it."""
        for relay in self.relays.values():
            relay.look()
            with suppress(Unavailable):
                relay.publish()

    def deliver(self) -> None:
        """Bring every service what waits for it at the broker."""
        for name, hosted in self.link.hosted.items():
            if hosted.subscription.sources:
                hosted.subscription.receive(self.broker.take(name))

    def listen_to_beacons(self) -> None:
        """Let every service compare the heads of its sources with what it heard."""
        for hosted in self.link.hosted.values():
            for source in hosted.subscription.sources:
                with suppress(Unavailable):
                    hosted.subscription.listen_to_beacon(source)

    def catch_up(self) -> None:
        """Let every service pull what it knows to be missing."""
        for hosted in self.link.hosted.values():
            hosted.subscription.catch_up()

    def log(self, service: str, school: UUID) -> list[Recorded]:
        """A school's whole log in a service."""
        application = self.applications[service]
        log: list[Recorded] = []
        while page := application.feed(school, len(log), 1_000):
            log += page
        return log

    def events(self, service: str, school: UUID) -> list[Any]:
        """What happened to a school in a service, personal text opened."""
        return [read_event(one, self.keyring) for one in self.log(service, school)]

    def close(self) -> None:
        for database in (self.keys, *self.databases.values()):
            database.close()

    def _marks(self) -> list[object]:
        """Whatever moves when something happens."""
        return [one.read(_marks_of, one) for one in self.applications.values()]


def _marks_of(connection: Connection, application: Application) -> list[object]:
    """The same of one service, in one look."""
    heads = sorted(changed_heads(connection, None), key=lambda head: head.school)
    told = sorted(tuple(row) for row in connection.execute(published.select()))
    heard = [
        checkpoints.read_all(connection, source) for source in application.rooms.hears
    ]
    return [heads, told, heard]


@pytest.fixture
def sample_town(databases: Databases) -> Iterator[Town]:
    """Two small services that hear each other, for the tests of the kernel."""
    town = Town((GARDEN, WEATHER), databases)
    yield town
    town.close()


@pytest.fixture
def small_town(sqlite: Databases) -> Iterator[Town]:
    """The same two on SQLite alone, for what is the same on every database."""
    town = Town((GARDEN, WEATHER), sqlite)
    yield town
    town.close()


@pytest.fixture
def town(sqlite: Databases) -> Iterator[Town]:
    """All services that keep a log."""
    rooms = [import_module(f"services.{name}.rooms").ROOMS for name in SERVICES]
    town = Town(rooms, sqlite)
    yield town
    town.close()
