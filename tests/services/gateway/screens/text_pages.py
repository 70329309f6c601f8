"""Which pages are about texts of Ashgrove, and about remote sessions there?"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from contracts.access import platform
from contracts.personal_data import RestrictText
from contracts.remote import GiveStandingConsent
from tests.services.gateway.remote_routes import AGREES, REMOTE, SESSION, open_session
from tests.services.gateway.screens.tied import LINKED
from tests.support.cast import ASHGROVE, OTHER_TICKET, TICKET
from tests.support.town import Town


def opening_of(ticket_id: UUID) -> UUID:
    """The id of the command that opens a ticket."""
    return uuid5(ticket_id, "opening")


def asked_in(ticket_id: UUID) -> UUID:
    """The line of the timeline in which a ticket was asked for."""
    return uuid5(opening_of(ticket_id), "0")


TEXT = f"/texts/{ASHGROVE}/{asked_in(OTHER_TICKET)}"
RESTRICTED_TEXT = f"/texts/{ASHGROVE}/{asked_in(LINKED)}"


REMOTE_AT = f"/remote/{ASHGROVE}"
_ONE = f"{REMOTE_AT}/sessions/{REMOTE}"

PROTECTED: dict[str, tuple[str, str, dict[str, Any]]] = {
    "remote_screens.act": ("POST", f"{_ONE}/act", {"what": "Hello"}),
    "remote_screens.agree": ("POST", f"{REMOTE_AT}/consent", AGREES),
    "remote_screens.agree_no_more": ("POST", f"{REMOTE_AT}/consent/end", {}),
    "remote_screens.close": ("POST", f"{_ONE}/close", {}),
    "remote_screens.of_school": ("GET", REMOTE_AT, {}),
    "remote_screens.of_ticket": ("GET", f"{REMOTE_AT}/tickets/{TICKET}", {}),
    "remote_screens.open_session": ("POST", f"{REMOTE_AT}/tickets/{TICKET}", SESSION),
    "texts_screens.act": ("POST", f"{TEXT}/redact", {"reason": "A", "sure": "yes"}),
    "texts_screens.read": ("POST", f"{RESTRICTED_TEXT}/read", {}),
    "texts_screens.text": ("GET", TEXT, {}),
}
"""Method and address of the pages; what is typed."""


def protect(town: Town) -> None:
    """Have a text restricted, a session opened, and the school agree to others."""
    which: dict[str, Any] = {"school_id": ASHGROVE}
    town.execute(RestrictText(**which, entry_id=asked_in(LINKED)))
    open_session(town, OTHER_TICKET)
    agrees = GiveStandingConsent(**which, until_on=date(2026, 6, 30), devices="All")
    town.execute(agrees, by=platform("test"))
