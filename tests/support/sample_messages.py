"""What do the garden and the weather say? The messages of the sample services."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, personal, query, text, view, whole
from contracts.values import SchoolId

BED = UUID("bed00000-0000-4000-8000-000000000001")
OTHER_BED = UUID("bed00000-0000-4000-8000-000000000002")
GARDENER = UUID("9a4de000-0000-4000-8000-000000000001")


@command("garden.plant_bed", needs=Right.RAISE_TICKETS)
class PlantBed:
    """Plant a bed; the note is about the gardener, the label about the bed too."""

    school_id: SchoolId
    bed_id: UUID
    crop: str = text(least=1)
    gardener_id: UUID = GARDENER
    note: str | None = text(most=2_000, default=None)


@event("garden.bed_planted")
class BedPlanted:
    """Something grows here."""

    bed_id: UUID
    crop: str
    gardener_id: UUID
    note: str | None = personal("gardener_id")
    label: str | None = personal("gardener_id", "bed_id")


@command("garden.water_bed", needs=Right.WORK_TICKETS)
class WaterBed:
    """Water a bed; without a version, whatever happened to it meanwhile."""

    school_id: SchoolId
    bed_id: UUID
    litres: int = whole(least=0, most=100)
    version: int | None = None


@event("garden.bed_watered")
class BedWatered:
    """A bed got water."""

    bed_id: UUID
    litres: int


@command("garden.cover_bed")
class CoverBed:
    """Cover a bed against the frost."""

    school_id: SchoolId
    bed_id: UUID


@event("garden.bed_covered")
class BedCovered:
    """A bed is covered."""

    bed_id: UUID


@command("garden.check_bed")
class CheckBed:
    """Note that a bed wilted, if it did: a day after it was last watered."""

    school_id: SchoolId
    bed_id: UUID
    watered_at: datetime


@event("garden.bed_wilted")
class BedWilted:
    """A bed wilted, at the moment it did and not when somebody looked."""

    bed_id: UUID


@command("garden.water_all", needs=Right.WORK_TICKETS)
class WaterAll:
    """Water several beds at once."""

    school_id: SchoolId
    bed_ids: tuple[UUID, ...]
    litres: int = whole(least=1, most=100)


@query("garden.get_bed", needs=Right.READ_TICKETS)
class GetBed:
    """What do we know of this bed?"""

    bed_id: UUID
    school_id: SchoolId | None = None


@query("garden.count_beds", needs=Right.READ_TICKETS)
class CountBeds:
    """How many beds are there, in all schools?"""


@view("garden.bed")
class BedView:
    """A bed as its gardeners see it."""

    bed_id: UUID
    crop: str
    litres: int
    covered: bool


@view("garden.beds")
class BedsView:
    """How many beds there are."""

    beds: int


@command("weather.record_frost", needs=Right.WORK_TICKETS)
class RecordFrost:
    """Say that it froze at a bed."""

    school_id: SchoolId
    bed_id: UUID


@event("weather.frost_recorded")
class FrostRecorded:
    """It froze."""

    bed_id: UUID


@command("weather.watch_bed")
class WatchBed:
    """Look after the weather of a bed."""

    school_id: SchoolId
    bed_id: UUID


@event("weather.bed_watched")
class BedWatched:
    """The weather of a bed is looked after."""

    bed_id: UUID
