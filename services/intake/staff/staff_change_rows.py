"""How is it kept for reading who joins, moves or leaves, and who may read it?"""

from __future__ import annotations

from datetime import date
from typing import Any, assert_never
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from contracts.access import Right
from contracts.staff_changes import (
    Access,
    ActionMarked,
    ActionState,
    MarkedAction,
    StaffChangeKind,
    StaffChangeShown,
    StaffChangeTold,
    StaffDayChanged,
)
from services.intake.staff.staff_changes import StaffChanged
from services.intake.staff.staff_tables import staff_actions, staff_changes
from services.intake.timeline.entries import Entry, change, write
from shared.application import Asked
from shared.work import Fresh

KNOWS = (Right.WORK_TICKETS, Right.READ_PEOPLE, Right.APPROVE_TICKETS)
"""Who does it, who runs the school and who approves it know who it is."""

_SAID = {
    ActionState.DONE: "action_done",
    ActionState.NOT_NEEDED: "action_not_needed",
    ActionState.OPEN: "action_open",
}
_ABOUT = ("person", "role", "email", "accounts", "kit", "passes_to")


def keep_staff_change(
    connection: Connection, fresh: Fresh, event: StaffChanged
) -> None:
    """Keep who it is and how each action stands, and tell it in the timeline."""
    change(connection, fresh, event.ticket_id, {})
    match event:
        case StaffChangeTold():
            _tell(connection, fresh, event)
            said = f"{event.kind.value}, {_day(event.on)}"
            entry = Entry("staff_change_told", detail=said)
        case StaffDayChanged():
            which = {"of_school": fresh.school, "of_ticket": event.ticket_id}
            connection.execute(_CHANGE_DAY, which | {"on": event.on})
            entry = Entry("staff_day_changed", detail=_day(event.on))
        case ActionMarked():
            title = _mark(connection, fresh, event)
            # What is said of it may name who it is: it stands in the list alone.
            entry = Entry(_SAID[event.state], detail=title)
        case _:
            assert_never(event)
    write(connection, fresh, event.ticket_id, entry)


def staff_change_of(
    connection: Connection, ticket: Row[Any], asked: Asked
) -> StaffChangeShown | None:
    """Who joins, moves or leaves by a ticket; who it is only for who may know it."""
    which = {"of_school": ticket.school, "of_ticket": ticket.ticket_id}
    row = connection.execute(_CHANGE, which).one_or_none()
    if row is None:
        return None
    knows = may_know(asked, ticket.school)
    about = {name: getattr(row, name) if knows else "" for name in _ABOUT}
    if not knows:
        about["person"] = None
    return StaffChangeShown(
        kind=StaffChangeKind(row.kind),
        on=row.on,
        **about,
        actions=tuple(
            MarkedAction(
                name=one.name,
                title=one.title,
                access=Access(one.access),
                state=ActionState(one.state),
                by=one.by,
                at=one.at,
                note=one.note if knows else "",
            )
            for one in connection.execute(_ACTIONS, which)
        ),
    )


def may_know(asked: Asked, school: UUID) -> bool:
    """Whether whoever asks may know who joins, moves or leaves."""
    return any(asked.caller.may(one, school) for one in KNOWS)


def _tell(connection: Connection, fresh: Fresh, event: StaffChangeTold) -> None:
    which = {"school": fresh.school, "ticket_id": event.ticket_id}
    about = {name: getattr(event, name) for name in _ABOUT}
    row = which | about | {"kind": event.kind.value, "on": event.on}
    connection.execute(insert(staff_changes), [row])
    rows = [
        which
        | {
            "name": one.name,
            "place": place,
            "title": one.title,
            "access": one.access.value,
            "state": ActionState.OPEN.value,
            "by": None,
            "at": None,
            "note": "",
        }
        for place, one in enumerate(event.actions)
    ]
    connection.execute(insert(staff_actions), rows)


def _mark(connection: Connection, fresh: Fresh, event: ActionMarked) -> str:
    """Keep how an action stands; what it is called."""
    which = {
        "of_school": fresh.school,
        "of_ticket": event.ticket_id,
        "of_name": event.action,
    }
    marked = {
        "state": event.state.value,
        "by": fresh.actor,
        "at": fresh.happened_at,
        "note": event.note,
    }
    connection.execute(_MARK, which | marked)
    title: str | None = connection.execute(_TITLE, which).scalar()
    return title or event.action


def _day(on: date) -> str:
    return on.strftime("%d/%m/%Y")


# Made once: to build a statement takes several times as long as to carry it out.
_OF_CHANGE = (staff_changes.c.school == bindparam("of_school")) & (
    staff_changes.c.ticket_id == bindparam("of_ticket")
)
_OF_ACTIONS = (staff_actions.c.school == bindparam("of_school")) & (
    staff_actions.c.ticket_id == bindparam("of_ticket")
)
_OF_ACTION = _OF_ACTIONS & (staff_actions.c.name == bindparam("of_name"))
_CHANGE = select(staff_changes).where(_OF_CHANGE)
_ACTIONS = select(staff_actions).where(_OF_ACTIONS).order_by(staff_actions.c.place)
_TITLE = select(staff_actions.c.title).where(_OF_ACTION)
_MARK = update(staff_actions).where(_OF_ACTION)
_CHANGE_DAY = update(staff_changes).where(_OF_CHANGE)
