"""Whose joining and leaving do the tests tell? Sam's, who teaches at Ashgrove."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from contracts.access import Caller, Role
from contracts.intake import GetTicket, OpenTicket, TicketView
from contracts.staff_changes import (
    ActionState,
    MarkAction,
    StaffChange,
    StaffChangeKind,
)
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, OLU, TICKET
from tests.support.town import Town

FRIDAY = date(2026, 6, 12)
BUSINESS = Caller(actor="business:1", role=Role.BUSINESS_MANAGER, school=ASHGROVE)
HEAD = Caller(actor="head:1", role=Role.HEAD, school=ASHGROVE)
of_it: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": TICKET, "version": 1}

LEAVER = StaffChange(
    kind=StaffChangeKind.LEAVER,
    person="Sam Okafor",
    role="Teacher of year 4",
    on=FRIDAY,
    email="sam@ashgrove.example",
    accounts="The MIS and the till",
    kit="Laptop 17 and two keys",
    passes_to="Files to Priya",
)
JOINER = replace(LEAVER, kind=StaffChangeKind.JOINER, email="")
ENDS = ("sign-in", "systems", "shared-secrets", "groups")
"""What ends a leaver's access."""

AFTERWARDS = ("mail", "files", "devices", "licences")


def telling(change: StaffChange) -> OpenTicket:
    """The request of a school that somebody joins, moves or leaves."""
    return replace(open_it, subject=f"A {change.kind.value}", change=change)


def mark(
    action: str, state: ActionState = ActionState.DONE, note: str = ""
) -> MarkAction:
    return MarkAction(**of_it, action=action, state=state, note=note)


def seen(town: Town, by: Caller = OLU.caller) -> TicketView:
    view: TicketView = town.ask(GetTicket(ticket_id=TICKET), by=by)
    return view


def does(town: Town, command: Any, by: Caller = OLU.caller) -> None:
    """Somebody does something with the ticket as it is now."""
    town.execute(replace(command, version=seen(town).version), by=by)
