"""What is sent to the routes about who watches a ticket of Ashgrove?"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from contracts.access import Role, platform
from contracts.mentions import MentionPerson
from contracts.people import AddPerson, AssignRole
from contracts.watching import WatchTicket
from tests.support.cast import ASHGROVE, OLU, TICKET
from tests.support.town import Town

SAM, SAMS_ADDRESS = uuid5(TICKET, "Sam"), "sam@ashgrove.example"
"""A colleague of Priya's."""

_AT = "/tickets/{ticket}/watchers"

WATCHING: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {
    "watching.find_watchers": (("GET", _AT), {}),
    "watching.watch_ticket": (("POST", _AT), {"json": {"who": SAMS_ADDRESS}}),
    "watching.unwatch_ticket": (("DELETE", f"{_AT}/{SAM}"), {}),
}
"""Method and address of the routes; what is sent."""


def colleague(town: Town) -> None:
    """Sam teaches at Ashgrove, and intake has heard of it."""
    whose: dict[str, Any] = {"school_id": ASHGROVE, "person_id": SAM}
    for command in (
        AddPerson(**whose, name="Sam Adeyemi", email=SAMS_ADDRESS),
        AssignRole(**whose, role=Role.STAFF, from_on=date(2020, 1, 1)),
    ):
        town.execute(command, platform("directory"))
    town.settle()


def watch(town: Town, ticket_id: UUID = TICKET) -> None:
    """Sam could watch a ticket of Ashgrove; Olu does, and is named in a note of it."""
    colleague(town)
    whose: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": ticket_id}
    olu: dict[str, Any] = {"person_id": OLU.person_id, "email": OLU.email}
    for command in (
        WatchTicket(**whose, **olu, of_desk=True),
        MentionPerson(**whose, **olu, entry_id=uuid5(ticket_id, "note")),
    ):
        town.execute(command, platform("intake"))
