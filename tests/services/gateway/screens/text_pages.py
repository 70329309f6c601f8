"""Which texts of Ashgrove are looked after, for the pages that do so?"""

from __future__ import annotations

from uuid import UUID, uuid5

from contracts.personal_data import RestrictText
from tests.services.gateway.screens.tied import LINKED
from tests.support.cast import ASHGROVE, OTHER_TICKET
from tests.support.town import Town


def opening_of(ticket_id: UUID) -> UUID:
    """The id of the command that opens a ticket."""
    return uuid5(ticket_id, "opening")


def asked_in(ticket_id: UUID) -> UUID:
    """The line of the timeline in which a ticket was asked for."""
    return uuid5(opening_of(ticket_id), "0")


TEXT = f"/texts/{ASHGROVE}/{asked_in(OTHER_TICKET)}"
RESTRICTED_TEXT = f"/texts/{ASHGROVE}/{asked_in(LINKED)}"


def restrict(town: Town) -> None:
    """Have what was asked in one of the tickets restricted."""
    town.execute(RestrictText(school_id=ASHGROVE, entry_id=asked_in(LINKED)))
