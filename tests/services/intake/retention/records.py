"""What do the tests of keeping and erasing share? Priya's ticket, long over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from contracts.access import Caller, Role
from contracts.intake import ClassifyTicket, GetTicket
from contracts.retention import (
    ApproveErasure,
    DueListView,
    GetDueList,
    GetRetention,
    HoldOn,
    LiftLegalHold,
    ListDue,
    PlaceLegalHold,
    RecordClass,
    RetentionView,
)
from contracts.values import TicketType
from services.intake.retention.erasing import erase_records
from tests.services.intake.stories import open_it, resolve
from tests.support.cast import ASHGROVE, BECKFIELD, TICKET
from tests.support.town import Town


def _of_school(role: Role, school: UUID = ASHGROVE) -> Caller:
    return Caller(actor=f"person:{role.value}", role=role, school=school)


HEAD, DPO, DSL = map(_of_school, (Role.HEAD, Role.DPO, Role.DSL))
MANAGER = _of_school(Role.BUSINESS_MANAGER)
OTHERS = _of_school(Role.HEAD, BECKFIELD)
LIST, HOLD = uuid5(TICKET, "list"), uuid5(TICKET, "hold")
YEARS = 366 * 3
"""Days after which everything that is kept as usual is due, but for safeguarding."""


def end(town: Town, of: UUID = TICKET) -> None:
    """Have a ticket resolved, whatever its version."""
    version = town.ask(GetTicket(ticket_id=of)).version
    town.execute(replace(resolve, ticket_id=of, version=version))


def about_safeguarding(town: Town, of: UUID = TICKET) -> ClassifyTicket:
    """The command that says so of a ticket, whatever its version."""
    return ClassifyTicket(
        school_id=ASHGROVE,
        ticket_id=of,
        version=town.ask(GetTicket(ticket_id=of)).version,
        type=TicketType.INCIDENT,
        service="monitoring",
    )


def long_over(town: Town, **changed: Any) -> UUID:
    """A ticket that was asked for and done, three years ago."""
    command = replace(open_it, **changed)
    town.execute(command)
    end(town, command.ticket_id)
    town.clock.advance(days=YEARS)
    return command.ticket_id


def retention(town: Town, by: Caller = HEAD) -> RetentionView:
    view: RetentionView = town.ask(GetRetention(school_id=ASHGROVE), by)
    return view


def due(town: Town, of: RecordClass = RecordClass.TICKETS) -> int:
    """How much of a class is due."""
    shown = {one.record_class: one for one in retention(town).classes}
    return shown[of].due


def held(town: Town, of: RecordClass = RecordClass.TICKETS) -> int:
    """How much of it would be, and is held."""
    shown = {one.record_class: one for one in retention(town).classes}
    return shown[of].held


def list_due(
    town: Town,
    of: RecordClass = RecordClass.TICKETS,
    by: Caller = HEAD,
    list_id: UUID = LIST,
) -> DueListView:
    """A list of what is due, as who approves it reads it."""
    which = {"school_id": ASHGROVE, "list_id": list_id}
    town.execute(ListDue(**which, record_class=of), by)
    view: DueListView = town.ask(GetDueList(**which), by)
    return view


def approve(town: Town, shown: DueListView, by: Caller = HEAD) -> None:
    which = {"school_id": ASHGROVE, "list_id": shown.summary.list_id}
    town.execute(ApproveErasure(**which, digest=shown.summary.digest), by)


def erase(town: Town, of: RecordClass = RecordClass.TICKETS, by: Caller = HEAD) -> None:
    """All of it: list what is due, approve it, and have its keys destroyed."""
    list_id = uuid5(LIST, of.value)
    approve(town, list_due(town, of, by, list_id), by)
    sweep(town)


def sweep(town: Town) -> None:
    """Let whoever's turn it is destroy the keys of what was approved."""
    erase_records(town.applications["intake"])


def place(town: Town, on: HoldOn, by: Caller = DPO, **named: Any) -> None:
    which: dict[str, Any] = {"school_id": ASHGROVE, "hold_id": HOLD, "on": on}
    town.execute(PlaceLegalHold(**{"reason": "A dispute.", **which, **named}), by)


def lift(town: Town, by: Caller = DPO, hold_id: UUID = HOLD) -> None:
    which = {"school_id": ASHGROVE, "hold_id": hold_id}
    town.execute(LiftLegalHold(**which, reason="It is settled."), by)
