"""How is it kept who looks after what at a school?"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Connection

from contracts.teams import DeliverySet, DeliveryView, GetDelivery
from services.intake.last_set import LastSet, table_of
from services.intake.matters.category_rows import names_of
from services.intake.teams.delivering import Delivery, Known, first
from services.intake.teams.rows import seats_of
from services.intake.teams.seats import NO_TEAM, Seat
from shared.application import Answer, Asked
from shared.work import Fresh, Work

deliveries = table_of("deliveries")
"""Who looks after what at a school, as its last event has it."""

_DELIVERIES = LastSet(deliveries, DeliverySet)


def terms(work: Work, _: Delivery, __: object) -> Known:
    """The services of the school, and every queue that its tickets may be in."""
    services = names_of(work.connection, work.school).services
    return Known(services, seats_of(work.connection, work.school))


def keep_delivery(connection: Connection, fresh: Fresh, event: DeliverySet) -> None:
    """Keep who looks after what now."""
    _DELIVERIES.keep(connection, fresh.school, event)


def get_delivery(connection: Connection, query: GetDelivery, _: Asked) -> DeliveryView:
    """Who looks after what at a school."""
    found = delivery_of(connection, query.school_id)
    return DeliveryView(
        school_id=query.school_id, delivery_version=found.version, ways=found.ways
    )


def delivery_of(connection: Connection, school: UUID) -> Delivery:
    """Who looks after what at a school now."""
    kept = _DELIVERIES.last(connection, school)
    if kept is None:
        return Delivery()
    return Delivery(version=kept.delivery_version, ways=kept.ways)


def first_seat(connection: Connection, school: UUID, service: str) -> Seat:
    """The queue that a new ticket of a school begins in."""
    delivery = delivery_of(connection, school)
    if not delivery.ways:
        return NO_TEAM
    return first(delivery, service, seats_of(connection, school))


ANSWERS: Mapping[type, Answer] = {GetDelivery: get_delivery}
