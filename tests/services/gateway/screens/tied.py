"""Which tickets of Ashgrove are tied, for the pages that untie them?"""

from __future__ import annotations

from typing import Any
from uuid import uuid5

from contracts.intake import WriteToDesk
from contracts.ties import Link, LinkTickets
from tests.support.cast import ASHGROVE, TICKET
from tests.support.town import Town

PAIR = TIED, LINKED = uuid5(TICKET, "tied"), uuid5(TICKET, "linked")
"""Tickets that are linked with each other; about the first, the school wrote more."""

_WRITTEN = uuid5(TICKET, "written")

MERGED = [f"{TIED} 3", f"{TICKET} 1"]
"""What is ticked in the queue, each with the version that was seen."""

OF_TIED = f"/console/tickets/{TIED}"
FORMS: dict[str, dict[str, Any]] = {
    "split": {"entry_id": uuid5(_WRITTEN, "0"), "subject": "Glaze"},
    "tie": {"other_id": TICKET, "what": "related"},
    "untie": {"other_id": LINKED, "tie": "related"},
}
"""What each form about the first says; an entry's id comes from its command's."""


def tie(town: Town) -> None:
    """Link two tickets that are open, and have the school write about one of them."""
    which: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": TIED}
    linked: dict[str, Any] = {"other_id": LINKED, "link": Link.RELATED}
    town.execute(LinkTickets(**which, version=1, **linked))
    wrote = WriteToDesk(**which, message_id=_WRITTEN, text="It was hot on Monday.")
    town.execute(wrote, command_id=_WRITTEN)
