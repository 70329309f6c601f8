"""How does a group of alerts stand, and the ticket that it is about?"""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from contracts.alerts import AlertEnded, AlertFired
from contracts.values import ApprovalState, TicketId, TicketType
from services.intake.tables import alert_groups, tickets
from services.intake.timeline.entries import Entry


class GroupRow(NamedTuple):
    """How a group stands; its `state` is that of the ticket, None before it is open."""

    ticket_id: TicketId | None = None
    times: int = 0
    firing: int = 0
    state: str | None = None
    version: int = 0
    merged: bool = False
    for_people: bool = False


def keep_alert(
    connection: Connection, school: UUID, event: AlertFired | AlertEnded
) -> None:
    """Keep how many alerts of the group fire now, and which ticket counts them."""
    which = {"of_school": school, "of_group": event.group_id}
    if isinstance(event, AlertEnded):
        connection.execute(_CHANGE, which | {"firing": event.firing})
        return
    row = {
        "school": school,
        "group_id": event.group_id,
        "ticket_id": event.ticket_id,
        "times": event.times,
        "firing": event.firing,
    }
    connection.execute(_REMOVE, which)
    connection.execute(_ADD, row)


def entry_of_alert(event: AlertFired | AlertEnded) -> Entry:
    """What monitoring said, and how often by then."""
    if isinstance(event, AlertEnded):
        return Entry("alert_ended", detail=event.name)
    often = f", {event.times} times by now" if event.times > 1 else ""
    return Entry("alert_fired", event.summary or None, f"{event.name}{often}")


def group_row(connection: Connection, school: UUID, group_id: UUID) -> GroupRow:
    """How a group stands; one that was never heard of does not fire."""
    which = {"of_school": school, "of_group": group_id}
    row = connection.execute(_GROUP, which).one_or_none()
    if row is None:
        return GroupRow()
    return GroupRow(
        *(row.ticket_id, row.times, row.firing, row.state),
        version=row.version or 0,
        merged=row.merged_into is not None,
        for_people=row.approval == ApprovalState.ASKED.value
        or row.type == TicketType.CHANGE.value,
    )


# Made once: to build a statement takes several times as long as to carry it out.
_OF_GROUP = (alert_groups.c.school == bindparam("of_school")) & (
    alert_groups.c.group_id == bindparam("of_group")
)
_OF_TICKET = (tickets.c.school == alert_groups.c.school) & (
    tickets.c.ticket_id == alert_groups.c.ticket_id
)
_ADD = insert(alert_groups)
_REMOVE = delete(alert_groups).where(_OF_GROUP)
_CHANGE = update(alert_groups).where(_OF_GROUP)
_GROUP = (
    select(
        *(alert_groups, tickets.c.state, tickets.c.version, tickets.c.merged_into),
        *(tickets.c.approval, tickets.c.type),
    )
    .join_from(alert_groups, tickets, _OF_TICKET, isouter=True)
    .where(_OF_GROUP)
)
