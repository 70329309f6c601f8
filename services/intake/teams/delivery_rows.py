"""How is it kept who looks after what at a school?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Table,
    Text,
    Uuid,
    bindparam,
    delete,
    insert,
    select,
)

from contracts.codec import dump, restore
from contracts.teams import DeliverySet, DeliveryView, GetDelivery
from services.intake.category_rows import names_of
from services.intake.tables import METADATA
from services.intake.teams.delivering import Delivery, Known, first
from services.intake.teams.rows import seats_of
from services.intake.teams.seats import NO_TEAM, Seat
from shared.application import Answer, Asked
from shared.work import Fresh, Work

deliveries = Table(
    "deliveries",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("content", Text, nullable=False),
)
"""Who looks after what at a school, as its last event has it."""


def terms(work: Work, _: Delivery, __: object) -> Known:
    """The services of the school, and every queue that its tickets may be in."""
    services = names_of(work.connection, work.school).services
    return Known(services, seats_of(work.connection, work.school))


def keep_delivery(connection: Connection, fresh: Fresh, event: DeliverySet) -> None:
    """Keep who looks after what now."""
    connection.execute(delete(deliveries).where(deliveries.c.school == fresh.school))
    row = {"school": fresh.school, "content": json.dumps(dump(event))}
    connection.execute(insert(deliveries), [row])


def get_delivery(connection: Connection, query: GetDelivery, _: Asked) -> DeliveryView:
    """Who looks after what at a school."""
    found = delivery_of(connection, query.school_id)
    return DeliveryView(
        school_id=query.school_id, delivery_version=found.version, ways=found.ways
    )


def delivery_of(connection: Connection, school: UUID) -> Delivery:
    """Who looks after what at a school now."""
    content = connection.execute(_CONTENT, {"of_school": school}).scalar()
    if content is None:
        return Delivery()
    kept = restore(DeliverySet, json.loads(content))
    return Delivery(version=kept.delivery_version, ways=kept.ways)


def first_seat(connection: Connection, school: UUID, service: str) -> Seat:
    """The queue that a new ticket of a school begins in."""
    delivery = delivery_of(connection, school)
    if not delivery.ways:
        return NO_TEAM
    return first(delivery, service, seats_of(connection, school))


ANSWERS: Mapping[type, Answer] = {GetDelivery: get_delivery}

# Made once: every ticket that is opened asks it.
_CONTENT: Any = select(deliveries.c.content).where(
    deliveries.c.school == bindparam("of_school")
)
