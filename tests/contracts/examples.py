"""Which messages show all that a message can be? One with every type, one that grew."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from contracts.declare import (
    command,
    event,
    personal,
    several,
    text,
    upcaster,
    value,
    whole,
)
from contracts.values import Priority


@value
class Plot:
    """A part of a message, with a part of its own."""

    name: str = text(least=1, most=5)
    corner: Corner | None = None


@value
class Corner:
    """A part of a part."""

    x: int
    y: int


@command("garden.try_everything")
class Everything:
    """A field of every type that a message can carry."""

    words: str = text(least=1, most=10)
    sure: bool
    number: int = whole(least=1, most=9)
    id: UUID
    at: datetime
    day: date
    clock: time
    length: timedelta
    money: Decimal
    priority: Priority
    plot: Plot
    plots: tuple[Plot, ...] = several(most=2)
    days: tuple[date, ...]
    perhaps: str | None = None
    otherwise: int = 7


@event("garden.bed_renamed", version=3)
class BedRenamed:
    """An event that was `title` at first, then `name`, and has a reason since."""

    bed_id: UUID
    name: str = personal("bed_id")
    reason: str | None


@upcaster("garden.bed_renamed", from_version=1, personal={"title": ("bed_id",)})
def title_became_name(payload: dict[str, Any]) -> dict[str, Any]:
    return {("name" if k == "title" else k): v for k, v in payload.items()}


@upcaster("garden.bed_renamed", from_version=2)
def reason_was_added(payload: dict[str, Any]) -> dict[str, Any]:
    return payload | {"reason": None}


BED = UUID("bed00000-0000-4000-8000-000000000001")

PAYLOAD: dict[str, Any] = {
    "words": "beans",
    "sure": True,
    "number": 3,
    "id": str(BED),
    "at": "2026-06-08T09:00:00.000000Z",
    "day": "2026-06-08",
    "clock": "09:30",
    "length": "PT4H",
    "money": "12.50",
    "priority": "p1",
    "plot": {"name": "north", "corner": {"x": 1, "y": 2}},
    "plots": [{"name": "south", "corner": None}],
    "days": ["2026-06-08"],
    "perhaps": None,
    "otherwise": 7,
}
