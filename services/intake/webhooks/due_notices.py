"""Which notices are to be tried now, so that no school takes up every place?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, case, func, select, text

from contracts.hooks import Occasion
from services.intake.outgoing.webhook import Told
from services.intake.tables import tickets
from services.intake.webhooks.hook_tables import TO_TRY, hooks, notices


class Places(NamedTuple):
    """How many hooks more may be told, and how many of one home at the same time."""

    free: int
    of_one: int


class ToTry(NamedTuple):
    """A notice that is to be tried; `address` is None where its hook was removed."""

    told: Told
    hook_id: UUID
    home: UUID
    address: str | None
    attempts: int
    tries: int
    waits_since: datetime
    correlation_id: UUID


def notices_to_try(
    connection: Connection,
    now: datetime,
    busy: Collection[UUID],
    quiet: Collection[UUID],
    places: Places,
) -> list[ToTry]:
    """The first notice of each other hook, the longest due first.

    What busy hooks are being told still waits, and so has a place of their home's.
    """
    wanted = {"now": now, "busy": [*busy], "quiet": [*quiet], **places._asdict()}
    return [_to_try(row) for row in connection.execute(_TO_TRY, wanted)]


def overdue(connection: Connection, before: datetime) -> int:
    """How many notices were to be tried before a moment, and still wait."""
    return connection.execute(_OVERDUE, {"before": before}).scalar_one()


def _to_try(row: Row[Any]) -> ToTry:
    told = Told(
        notice_id=row.notice_id,
        event_id=row.about,
        occasion=Occasion(row.occasion),
        at=row.happened_at,
        school_id=row.school,
        ticket_id=row.ticket_id,
        reference=row.reference,
    )
    return ToTry(
        told=told,
        hook_id=row.hook_id,
        home=row.home,
        address=row.address,
        attempts=row.attempts,
        tries=row.tries,
        waits_since=row.waits_since,
        correlation_id=row.correlation_id,
    )


# Made once: to build a statement takes several times as long as to carry it out.
_PLACE = func.row_number().over(
    partition_by=(notices.c.home, notices.c.hook_id),
    order_by=(notices.c.again_at, notices.c.notice_id),
)
_IS_BUSY = notices.c.hook_id.in_(bindparam("busy", expanding=True))
_FIRST = (
    select(notices, _PLACE.label("place"), case((_IS_BUSY, 0), else_=1).label("idle"))
    .where(text(f"notices.{TO_TRY}"))
    .where(notices.c.again_at <= bindparam("now"))
    .where(notices.c.hook_id.not_in(bindparam("quiet", expanding=True)))
    .subquery("due")
)
_PLACE_OF_HOME = func.row_number().over(
    partition_by=_FIRST.c.home,
    order_by=(_FIRST.c.idle, _FIRST.c.again_at, _FIRST.c.notice_id),
)
_SHARED = (
    select(_FIRST, _PLACE_OF_HOME.label("place_of_home"))
    .where(_FIRST.c.place == 1)
    .subquery("shared")
)
_TO_TRY = (
    select(_SHARED, hooks.c.address, tickets.c.reference, tickets.c.correlation_id)
    .join(
        tickets,
        (_SHARED.c.school == tickets.c.school)
        & (_SHARED.c.ticket_id == tickets.c.ticket_id),
    )
    .outerjoin(
        hooks,
        (_SHARED.c.home == hooks.c.school) & (_SHARED.c.hook_id == hooks.c.hook_id),
    )
    .where(_SHARED.c.idle == 1)
    .where(_SHARED.c.place_of_home <= bindparam("of_one"))
    .order_by(_SHARED.c.again_at, _SHARED.c.notice_id)
    .limit(bindparam("free"))
)
_OVERDUE = (
    select(func.count())
    .select_from(notices)
    .where(text(f"notices.{TO_TRY}"))
    .where(notices.c.again_at < bindparam("before"))
)
