"""What has to be done for who joins, moves or leaves, and is it done?

What grants somebody access waits for who runs the school. A ticket with such a list is
not resolved, and does not go on as part of another, while anything on it is open.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypeAlias, assert_never
from uuid import UUID

from contracts.intake import ResolveTicket
from contracts.refusals import Invalid, Refused
from contracts.staff_changes import (
    Access,
    ActionMarked,
    ActionState,
    ChangeStaffDay,
    MarkAction,
    StaffChange,
    StaffChangeTold,
    StaffDayChanged,
)
from contracts.ties import MergeTicket
from services.intake.approvals.granting import refuse_granted, refuse_ungranted
from services.intake.staff.standard_actions import STANDARD
from services.intake.ticket import Known, Listed, Opened, Resolved, Staff

ChangeStaff: TypeAlias = MarkAction | ChangeStaffDay
StaffChanged: TypeAlias = StaffChangeTold | ActionMarked | StaffDayChanged


FURTHEST = timedelta(days=731)
"""A day further away than this is a slip, and no clock could be set to just any."""


def check_day(on: date, now: datetime, field: str) -> None:
    """Invalid for a day on which nobody joins, moves or leaves."""
    if abs(on - now.date()) > FURTHEST:
        raise Invalid({field: ["Not within two years of today."]})


def told(ticket_id: UUID, change: StaffChange, person_id: UUID) -> StaffChangeTold:
    """That somebody joins, moves or leaves, and what is done for it."""
    return StaffChangeTold(
        ticket_id=ticket_id,
        kind=change.kind,
        person_id=person_id,
        on=change.on,
        person=change.person,
        role=change.role,
        email=change.email,
        accounts=change.accounts,
        kit=change.kit,
        passes_to=change.passes_to,
        actions=STANDARD[change.kind],
    )


def to_approve(change: StaffChange) -> str:
    """What of a change has to be approved; nothing where no access is granted.

    Who it is stands in the change itself: this is read wherever the ticket is.
    """
    if not any(one.access is Access.GRANTS for one in STANDARD[change.kind]):
        return ""
    on = change.on.strftime("%d/%m/%Y")
    return f"Access for a {change.kind.value}, from {on}"


def work_on(
    ticket: Opened, command: ChangeStaff, now: datetime
) -> list[ActionMarked | StaffDayChanged]:
    """What follows for the list of a ticket; Refused where it has none, or is done."""
    staff = ticket.known.staff
    if staff is None:
        raise Refused("This ticket is about nobody who joins, moves or leaves.")
    if isinstance(ticket, Resolved):
        raise Refused("This ticket is resolved. Reopen it first.")
    if isinstance(command, MarkAction):
        return [*_mark(ticket.known, staff, command)]
    if command.on == staff.on:
        return []
    check_day(command.on, now, "on")
    moved = StaffDayChanged(
        ticket_id=command.ticket_id,
        kind=staff.kind,
        on=command.on,
    )
    return [moved]


def changed(known: Known, event: StaffChanged) -> Known:
    """What is known of a ticket after the event."""
    if isinstance(event, StaffChangeTold):
        listed = tuple(Listed(action=one) for one in event.actions)
        staff = Staff(
            kind=event.kind, person_id=event.person_id, on=event.on, listed=listed
        )
        return replace(known, staff=staff)
    assert known.staff is not None, "its list was told before"
    match event:
        case ActionMarked():
            marked = _with(known.staff.listed, event.action, event.state)
            return replace(known, staff=replace(known.staff, listed=marked))
        case StaffDayChanged():
            return replace(known, staff=replace(known.staff, on=event.on))
        case _:
            assert_never(event)


def refuse_open(known: Known, command: object) -> None:
    """Refused where it would be done, and something on its list is not."""
    if known.staff is None or not isinstance(command, ResolveTicket | MergeTicket):
        return
    still = [
        one.action.title for one in known.staff.listed if one.state is ActionState.OPEN
    ]
    if still:
        raise Refused(
            f"Still to be done: {'; '.join(still)}. Mark each as done, or say why it is"
            " not needed."
        )
    refuse_granted(known, known.staff)


def _mark(known: Known, staff: Staff, command: MarkAction) -> list[ActionMarked]:
    found = [one for one in staff.listed if one.action.name == command.action]
    if not found:
        raise Invalid({"action": ["Nothing on the list is called this."]})
    if command.state is ActionState.NOT_NEEDED and not command.note.strip():
        raise Invalid({"note": ["Say why it is not needed."]})
    if found[0].state is command.state:
        return []
    refuse_ungranted(known, found[0], command)
    marked = ActionMarked(
        ticket_id=command.ticket_id,
        person_id=staff.person_id,
        action=command.action,
        state=command.state,
        access_left=_access_left(_with(staff.listed, command.action, command.state)),
        note=command.note,
    )
    return [marked]


def _with(
    listed: Iterable[Listed], name: str, state: ActionState
) -> tuple[Listed, ...]:
    return tuple(
        replace(one, state=state) if one.action.name == name else one for one in listed
    )


def _access_left(listed: Iterable[Listed]) -> int:
    """How many actions that end access are open still."""
    return sum(
        one.action.access is Access.ENDS and one.state is ActionState.OPEN
        for one in listed
    )
