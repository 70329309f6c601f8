"""Which incidents do the tests of problems have? A printer that jams again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from contracts.access import Caller, Role
from contracts.incidents import IncidentShown
from contracts.intake import GetTicket, TicketView
from contracts.problems import OpenProblem, RecordProblem, RootCause
from contracts.recurring import AlikeBy
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, OLU, TICKET
from tests.support.town import Town

PROBLEM = uuid5(TICKET, "problem")
JAMS = tuple(uuid5(TICKET, f"jam {number}") for number in range(3))
HEAD = Caller(actor="head:1", role=Role.HEAD, school=ASHGROVE)

begin = OpenProblem(
    school_id=ASHGROVE,
    ticket_id=PROBLEM,
    by=AlikeBy.CATEGORY,
    name="printing",
    subject="Printing: 3 incidents",
    requester_name="Olu",
    requester_email=OLU.email,
)
record = RecordProblem(
    school_id=ASHGROVE,
    ticket_id=PROBLEM,
    cause=RootCause.HARDWARE,
    root_cause="The rollers of this series wear early.",
    workaround="Fan the paper first.",
)


def jams(town: Town, *which: UUID, **changed: Any) -> None:
    """The printer jams, and Priya says so each time."""
    for one in which or JAMS:
        said = {"subject": "The printer jams", "category": "printing", **changed}
        town.execute(replace(open_it, ticket_id=one, **said))


def seen(town: Town, ticket_id: UUID = TICKET, by: Caller = OLU.caller) -> TicketView:
    view: TicketView = town.ask(GetTicket(ticket_id=ticket_id), by=by)
    return view


def known(
    town: Town, ticket_id: UUID = TICKET, by: Caller = OLU.caller
) -> IncidentShown:
    """What is known of a ticket besides, as somebody sees it."""
    return seen(town, ticket_id, by).incident or IncidentShown()
