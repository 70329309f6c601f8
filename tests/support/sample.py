"""Which services are small enough to test the kernel with? A garden and its weather.

The garden hears of frost and covers its beds; the weather hears of planted beds and
watches them. Both keep a row for each event they hear, so that none hides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid5

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Identity,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    func,
    insert,
    select,
    update,
)

from contracts.refusals import NotFound
from shared.application import Asked, Rooms
from shared.database import Database
from shared.decider import Heard
from shared.work import Cause, Fresh, Work
from tests.support.cast import ASHGROVE
from tests.support.sample_messages import (
    BedCovered,
    BedPlanted,
    BedsView,
    BedView,
    BedWatered,
    CountBeds,
    CoverBed,
    FrostRecorded,
    GetBed,
    WatchBed,
    WaterAll,
    WaterBed,
)
from tests.support.sample_rules import BED_RULES, WEATHER_RULES


def _heard_table(tables: MetaData) -> Table:
    return Table(
        "heard",
        tables,
        Column("row", Integer, Identity(), primary_key=True),
        Column("school", Uuid, nullable=False),
        Column("source", Text, nullable=False),
        Column("position", BigInteger, nullable=False),
        Column("told", Text, nullable=False),
    )


GARDEN_TABLES, WEATHER_TABLES = MetaData(), MetaData()
heard_table = _heard_table(GARDEN_TABLES)
_heard_table(WEATHER_TABLES)
beds = Table(
    "beds",
    GARDEN_TABLES,
    Column("school", Uuid, primary_key=True),
    Column("bed_id", Uuid, primary_key=True),
    Column("crop", Text, nullable=False),
    Column("litres", Integer, nullable=False),
    Column("covered", Boolean, nullable=False),
)


def project_garden(connection: Connection, fresh: Fresh) -> None:
    match fresh.event:
        case BedPlanted(bed_id=bed_id, crop=crop):
            row = {"school": fresh.school, "bed_id": bed_id, "crop": crop}
            connection.execute(insert(beds), row | {"litres": 0, "covered": False})
        case BedWatered(litres=litres):
            _change(connection, fresh, litres=beds.c.litres + litres)
        case BedCovered():
            _change(connection, fresh, covered=True)


def _change(connection: Connection, fresh: Fresh, **values: object) -> None:
    connection.execute(
        update(beds)
        .where(beds.c.school == fresh.school, beds.c.bed_id == fresh.event.bed_id)
        .values(**values)
    )


def fold(connection: Connection, heard: Sequence[Heard]) -> None:
    """A row for each event, even for one that comes twice: nothing hides here."""
    rows = [
        {
            "school": one.school,
            "source": one.envelope.service,
            "position": one.envelope.position,
            "told": repr(one.event),
        }
        for one in heard
    ]
    connection.execute(insert(heard_table), rows)


def told(database: Database, school: UUID = ASHGROVE) -> list[tuple[str, int]]:
    """The events a service heard for a school, in the order in which it did."""
    query = select(heard_table).where(heard_table.c.school == school)
    with database.reading(school) as connection:
        rows = connection.execute(query.order_by(heard_table.c.row))
        return [(row.source, row.position) for row in rows]


def cover_when_it_freezes(heard: Heard) -> Sequence[object]:
    match heard.event:
        case FrostRecorded(bed_id=bed_id):
            return [CoverBed(school_id=heard.school, bed_id=bed_id)]
        case _:
            return []


def watch_what_is_planted(heard: Heard) -> Sequence[object]:
    match heard.event:
        case BedPlanted(bed_id=bed_id):
            return [WatchBed(school_id=heard.school, bed_id=bed_id)]
        case _:
            return []


def get_bed(connection: Connection, query: GetBed, asked: Asked) -> BedView:
    found = select(beds).where(beds.c.bed_id == query.bed_id)
    if asked.school is not None:
        found = found.where(beds.c.school == asked.school)
    row = connection.execute(found).one_or_none()
    if row is None:
        raise NotFound("there is no such bed")
    return BedView(
        bed_id=row.bed_id, crop=row.crop, litres=row.litres, covered=row.covered
    )


def count_beds(connection: Connection, query: CountBeds, asked: Asked) -> BedsView:
    counted = connection.execute(select(func.count()).select_from(beds)).scalar_one()
    return BedsView(beds=counted)


def water_all(work: Work, asked: WaterAll, cause: Cause) -> None:
    for index, bed_id in enumerate(asked.bed_ids):
        water = WaterBed(school_id=asked.school_id, bed_id=bed_id, litres=asked.litres)
        own = replace(cause, command_id=uuid5(cause.command_id, f"bed {index}"))
        work.execute(water, own)


GARDEN = Rooms(
    name="garden",
    tables=GARDEN_TABLES,
    deciders=(BED_RULES,),
    project=project_garden,
    answers={GetBed: get_bed, CountBeds: count_beds},
    handlers={WaterAll: water_all},
    hears=("weather",),
    react=cover_when_it_freezes,
    fold=fold,
)
WEATHER = Rooms(
    name="weather",
    tables=WEATHER_TABLES,
    deciders=(WEATHER_RULES,),
    hears=("garden",),
    react=watch_what_is_planted,
    fold=fold,
)
