"""Who looks after what at a school, and in whose queue does a new ticket begin?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from contracts.refusals import Invalid, Refused
from contracts.teams import DeliveredBy, DeliverySet, SetDelivery, Way
from contracts.values import PROVIDER
from services.intake.teams.seats import NO_TEAM, Seat
from shared.decider import Decider


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """Who looks after what, as it was set last, and how often that was."""

    version: int = 0
    ways: tuple[Way, ...] = ()


class Known(NamedTuple):
    """The services that a school has, and every queue that its tickets may be in."""

    services: Collection[str]
    seats: Mapping[UUID, Seat]


def decide(
    delivery: Delivery, command: SetDelivery, _now: datetime, known: Known
) -> list[DeliverySet]:
    """The next version; Invalid names everything that could not be so."""
    if command.school_id == PROVIDER:
        raise Refused("The MSP looks after its own services itself.")
    errors: dict[str, list[str]] = {}
    for where, wrong in _faults(command, delivery, known):
        errors.setdefault(where, []).append(wrong)
    if errors:
        raise Invalid(errors)
    if command.ways == delivery.ways:
        return []
    event = DeliverySet(delivery_version=delivery.version + 1, ways=command.ways)
    return [event]


def evolve(_delivery: Delivery, event: DeliverySet) -> Delivery:
    """What is true after the event: it names all of it."""
    return Delivery(version=event.delivery_version, ways=event.ways)


def first(delivery: Delivery, service: str, seats: Mapping[UUID, Seat]) -> Seat:
    """The queue that a ticket about a service begins in; the MSP's, where none says.

    A team that is there no more has no queue.
    """
    by_service = {one.service: one for one in delivery.ways}
    way = by_service.get(service) or by_service.get("")
    if way is None or way.team_id is None:
        return NO_TEAM
    return seats.get(way.team_id, NO_TEAM)


def _faults(
    command: SetDelivery, delivery: Delivery, known: Known
) -> Iterator[tuple[str, str]]:
    """What is wrong, each with the place of its field."""
    kept = {one.service for one in delivery.ways}
    named: set[str] = set()
    for index, one in enumerate(command.ways):
        if one.service not in {"", *kept, *known.services}:
            yield f"ways.{index}.service", "No service of the school is called so."
        elif one.service in named:
            yield f"ways.{index}.service", "It is named twice."
        wrong = _wrong_team(one, known.seats)
        if wrong:
            yield f"ways.{index}.team_id", wrong
        named.add(one.service)


def _wrong_team(way: Way, seats: Mapping[UUID, Seat]) -> str | None:
    """What is wrong with who is first; both may be, where both look after it."""
    if way.team_id is None:
        asks = way.by is DeliveredBy.SCHOOL
        return "Say which team of the school is first." if asks else None
    seat = seats.get(way.team_id)
    if seat is None:
        return "Neither the MSP nor the school has this team."
    if way.by is DeliveredBy.SCHOOL and not seat.with_school:
        return "The school looks after it: choose a team of its own."
    if way.by is DeliveredBy.MANAGED and seat.with_school:
        return "The MSP looks after it: choose a team of the MSP."
    return None


DELIVERY = Decider(
    category="delivery",
    identity="school_id",
    commands=(SetDelivery,),
    initial=Delivery(),
    decide=decide,
    evolve=evolve,
)
