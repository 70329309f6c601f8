"""What is sent to the routes about what Ashgrove keeps, in an allowed order?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid5

from contracts.access import Caller, Role
from contracts.intake import OpenTicket, Requester, ResolveTicket
from contracts.retention import (
    DueRecord,
    HoldOn,
    ListDue,
    PlaceLegalHold,
    RecordClass,
    RecordKind,
)
from contracts.values import Channel, Level
from services.intake.retention.listing import digest_of
from tests.support.cast import ASHGROVE, PRIYA, TICKET
from tests.support.scenario import at
from tests.support.town import Town

RETAINED = uuid5(TICKET, "retained")
STAYS = uuid5(TICKET, "retained as well")
HOLD, LIST = uuid5(TICKET, "hold"), uuid5(TICKET, "due list")
LONG_AGO = at("mon 09:00") - timedelta(days=3_000)
HEAD = Caller(actor="person:head", role=Role.HEAD, school=ASHGROVE)

DIGEST = digest_of(
    LIST,
    RecordClass.TICKETS,
    [
        DueRecord(kind=RecordKind.TICKET, record_id=one, closed_at=LONG_AGO)
        for one in sorted((RETAINED, STAYS))
    ],
)

_OF = "/schools/{school}"
_TIME = {"record_class": "mail", "months": 6, "reason": "No longer."}

RETENTION: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {
    "retention.get_retention": (("GET", f"{_OF}/retention"), {}),
    "retention.set_keeping_times": (
        ("PUT", f"{_OF}/keeping-times"),
        {"json": {"times": [_TIME]}},
    ),
    "retention.place_hold": (
        ("POST", f"{_OF}/holds"),
        {"json": {"on": "class", "record_class": "ratings", "reason": "A dispute"}},
    ),
    "retention.lift_hold": (
        ("POST", f"{_OF}/holds/{HOLD}/lift"),
        {"json": {"reason": "It is settled"}},
    ),
    "retention.list_due": (
        ("POST", f"{_OF}/due-lists"),
        {"json": {"record_class": "tickets"}},
    ),
    "retention.get_due_list": (("GET", f"{_OF}/due-lists/{LIST}"), {}),
    "retention.approve_erasure": (
        ("POST", f"{_OF}/due-lists/{LIST}/approve"),
        {"json": {"digest": DIGEST}},
    ),
}
"""Method and address of the routes; what is sent."""

OF_THE_SCHOOL = RETENTION.keys() - {"retention.get_retention", "retention.place_hold"}
"""What the MSP may not do."""


def long_done(town: Town) -> None:
    """Two tickets of Ashgrove that are due, a list of them, and a hold on mail."""
    for ticket_id in (RETAINED, STAYS):
        opening = OpenTicket(
            school_id=ASHGROVE,
            ticket_id=ticket_id,
            subject="The kiln will not light",
            description="It was hot on Friday.",
            requester=Requester(name=PRIYA.name, email=PRIYA.email),
            channel=Channel.PORTAL,
            impact=Level.LOW,
            urgency=Level.LOW,
        )
        done = ResolveTicket(
            school_id=ASHGROVE, ticket_id=ticket_id, version=1, note="It is lit."
        )
        for command in (opening, done):
            town.execute(command, happened_at=LONG_AGO)
    which: dict[str, Any] = {"school_id": ASHGROVE}
    held: dict[str, Any] = {"on": HoldOn.CLASS, "record_class": RecordClass.UNUSED_MAIL}
    town.execute(PlaceLegalHold(**which, hold_id=HOLD, **held, reason="A dispute."))
    due = ListDue(**which, list_id=LIST, record_class=RecordClass.TICKETS)
    town.execute(due, HEAD)
