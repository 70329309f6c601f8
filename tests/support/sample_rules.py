"""What may happen in the garden, and what follows there? The sample services' rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from contracts.refusals import Refused
from shared.decider import Dated, Decider
from tests.support.sample_messages import (
    BedCovered,
    BedPlanted,
    BedWatched,
    BedWatered,
    BedWilted,
    CheckBed,
    CoverBed,
    FrostRecorded,
    PlantBed,
    RecordFrost,
    WatchBed,
    WaterBed,
)


@dataclass(frozen=True)
class Bed:
    """What a decision about a bed reads."""

    planted: bool = False
    covered: bool = False


def decide_bed(bed: Bed, asked: Any, now: datetime) -> Sequence[object]:
    match asked:
        case PlantBed(bed_id=bed_id, crop=crop, gardener_id=gardener, note=note):
            if bed.planted:
                raise Refused("something grows there already")
            return [
                BedPlanted(
                    bed_id=bed_id,
                    crop=crop,
                    gardener_id=gardener,
                    note=note,
                    label=f"{crop} by {gardener}",
                )
            ]
        case _ if not bed.planted:
            raise Refused("nothing grows there")
        case WaterBed(bed_id=bed_id, litres=litres):
            return [BedWatered(bed_id=bed_id, litres=litres)] if litres else []
        case CheckBed(bed_id=bed_id, watered_at=watered_at):
            wilts_at = watered_at + timedelta(days=1)
            return [Dated(BedWilted(bed_id=bed_id), wilts_at)] if wilts_at < now else []
        case _:
            return [] if bed.covered else [BedCovered(bed_id=asked.bed_id)]


def evolve_bed(bed: Bed, happened: Any) -> Bed:
    match happened:
        case BedPlanted():
            return replace(bed, planted=True)
        case BedCovered():
            return replace(bed, covered=True)
        case _:
            return bed


def decide_weather(watched: bool, asked: Any, now: datetime) -> Sequence[object]:
    match asked:
        case RecordFrost(bed_id=bed_id):
            return [FrostRecorded(bed_id=bed_id)]
        case _:
            return [] if watched else [BedWatched(bed_id=asked.bed_id)]


def evolve_weather(watched: bool, happened: Any) -> bool:
    return watched or isinstance(happened, BedWatched)


BED_RULES = Decider(
    category="bed",
    identity="bed_id",
    commands=(PlantBed, WaterBed, CoverBed, CheckBed),
    initial=Bed(),
    decide=decide_bed,
    evolve=evolve_bed,
)
WEATHER_RULES = Decider(
    category="weather",
    identity="bed_id",
    commands=(RecordFrost, WatchBed),
    initial=False,
    decide=decide_weather,
    evolve=evolve_weather,
)
