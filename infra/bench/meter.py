"""Which service is small enough to measure the kernel alone? One that reads meters.

A reading is an event of some 400 bytes on a stream of its own, and a row to query.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import cycle
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Uuid, insert

from contracts.access import platform
from contracts.declare import command, event, personal, several, text, whole
from contracts.refusals import Refused
from contracts.values import SchoolId
from infra.bench.places import Place
from shared.application import Application, Rooms
from shared.clock import now
from shared.database import Database
from shared.decider import Decider
from shared.keyring import KEYS, Keyring
from shared.log_tables import KERNEL
from shared.making import make
from shared.work import Cause, Fresh

SEED = 20_261_121
MASTER = bytes(32)
READING = 200
"""Characters of a remark; with the rest, an event of some 400 bytes."""

BENCH = platform("bench")
SCHOOL = UUID("a5a5a5a5-0000-4000-8000-000000000001")
READER = UUID("9e950000-0000-4000-8000-000000000002")

_WORDS = ("boiler", "kitchen", "torch", "stairs", "again", "behind", "seven")
_chance = random.Random(SEED)  # noqa: S311  # repeatable, not secret
_remarks = cycle(
    [" ".join(_chance.choices(_WORDS, k=READING))[:READING] for _ in range(1_000)]
)


def remark() -> str:
    """The next remark that somebody makes."""
    return next(_remarks)


@command("bench.read_meter")
class ReadMeter:
    """Write down what a meter says."""

    school_id: SchoolId
    meter_id: UUID
    litres: tuple[int, ...] = several(most=1_000)
    reader_id: UUID = READER
    remark: str = text(most=500, default="")
    sealed: bool = False


@event("bench.meter_read")
class MeterRead:
    """A meter was read."""

    meter_id: UUID
    litres: int = whole(least=0, most=1_000_000)
    reader_id: UUID
    remark: str


@event("bench.meter_read_by")
class MeterReadBy:
    """A meter was read, with a remark about who read it."""

    meter_id: UUID
    litres: int = whole(least=0, most=1_000_000)
    reader_id: UUID
    remark: str = personal("reader_id", most=500)


TABLES = MetaData()
readings = Table(
    "readings",
    TABLES,
    Column("school", Uuid, primary_key=True),
    Column("event_id", Uuid, primary_key=True),
    Column("meter_id", Uuid, nullable=False),
    Column("litres", Integer, nullable=False),
)
_KEEP = insert(readings)


def decide(read: int, asked: ReadMeter, _now: datetime) -> Sequence[object]:
    if read > 1_000_000:
        raise Refused("this meter is worn out")
    said = MeterReadBy if asked.sealed else MeterRead
    return [
        said(
            meter_id=asked.meter_id,
            litres=litres,
            reader_id=asked.reader_id,
            remark=asked.remark,
        )
        for litres in asked.litres
    ]


def evolve(read: int, _happened: Any) -> int:
    return read + 1


def project(connection: Connection, fresh: Fresh) -> None:
    row = {
        "school": fresh.school,
        "event_id": fresh.event_id,
        "meter_id": fresh.event.meter_id,
        "litres": fresh.event.litres,
    }
    connection.execute(_KEEP, row)


METER: Decider[int] = Decider(
    category="meter",
    identity="meter_id",
    commands=(ReadMeter,),
    initial=0,
    decide=decide,
    evolve=evolve,
)
ROOMS = Rooms(name="bench", tables=TABLES, deciders=(METER,), project=project)


def read(application: Application, school: UUID = SCHOOL, **details: Any) -> int:
    """Have a meter read for the first time; how many events that made."""
    asked: dict[str, Any] = {"litres": (7,), "meter_id": uuid4()} | details
    reading = ReadMeter(school_id=school, remark=remark(), **asked)
    application.execute(reading, Cause(caller=BENCH))
    return len(reading.litres)


class Opened(NamedTuple):
    """A service on a database, and the URL that a bare program finds it at."""

    application: Application
    url: str


def made(place: Place, rooms: Rooms = ROOMS) -> tuple[str, str]:
    """The URLs of fresh databases with the tables of a service, and of its keys."""
    url, keys_url = place.fresh(rooms.name), place.fresh("keys")
    make(place.owners(url), KERNEL, rooms.tables)
    make(place.owners(keys_url), KEYS)
    return url, keys_url


@contextmanager
def opened(place: Place, rooms: Rooms = ROOMS) -> Iterator[Opened]:
    """A service on fresh databases, as a process of the platform opens it."""
    url, keys_url = made(place, rooms)
    with at(url, keys_url, rooms) as application:
        yield Opened(application, url)


@contextmanager
def at(url: str, keys_url: str, rooms: Rooms = ROOMS) -> Iterator[Application]:
    """A service on its database and its keys, which are there already."""
    keys = Database(keys_url, KEYS, kernel=False)
    database = Database(url, rooms.tables)
    try:
        yield Application(rooms, database, Keyring(keys, MASTER), now)
    finally:
        database.close()
        keys.close()
