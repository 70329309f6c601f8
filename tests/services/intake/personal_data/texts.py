"""What do the tests of texts have in common? A card number that nobody may find."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from contracts.access import Caller, Role
from contracts.answers import Answer, Answered
from contracts.intake import GetTicket, TicketView
from contracts.personal_data import (
    LeaveText,
    ReadRestricted,
    RedactText,
    RestrictText,
)
from services.intake.personal_data.erasing import erase
from tests.services.intake.stories import open_it, reply
from tests.support.cast import ASHGROVE, TICKET
from tests.support.rebuilding import rows
from tests.support.town import Town

CARD = "4111 1111 1111 1111"
SAID = f"Charge it to {CARD}, please."

DPO = Caller(actor="person:dpo", role=Role.DPO, school=ASHGROVE)
STAFF = Caller(actor="person:staff", role=Role.STAFF, school=ASHGROVE)
ENGINEER = Caller(actor="person:engineer", role=Role.ENGINEER)


def open_with_a_card(town: Town, **changed: Any) -> None:
    """Priya's ticket, with the number of a card in its words."""
    town.execute(replace(open_it, description=SAID, **changed))


def with_a_card() -> Answered:
    """A form in which the number was answered."""
    answer = Answer(question="pay", label="How do you pay?", answer=SAID)
    return Answered(
        offering="till", title="A till", catalogue_version=1, answers=(answer,)
    )


def reply_with_a_card(town: Town) -> None:
    """An answer of the desk that quotes the number."""
    version = view_of(town).version
    town.execute(replace(reply, text=SAID, version=version))


def view_of(town: Town, by: Caller | None = None, of: UUID = TICKET) -> TicketView:
    """The ticket as somebody sees it."""
    asked = GetTicket(ticket_id=of)
    view: TicketView = town.ask(asked, by) if by else town.ask(asked)
    return view


def entry_of(town: Town, kind: str, of: UUID = TICKET) -> UUID:
    """The first line of the ticket of a kind."""
    found = next(one for one in view_of(town, of=of).timeline if one.kind == kind)
    assert found.entry_id is not None
    return found.entry_id


def restrict(town: Town, entry_id: UUID, by: Caller = ENGINEER) -> None:
    town.execute(RestrictText(school_id=ASHGROVE, entry_id=entry_id), by)


def leave(town: Town, entry_id: UUID, by: Caller = DPO) -> None:
    town.execute(LeaveText(school_id=ASHGROVE, entry_id=entry_id), by)


def redact(town: Town, entry_id: UUID, by: Caller = DPO) -> None:
    reason = "Nobody needs it."
    town.execute(RedactText(school_id=ASHGROVE, entry_id=entry_id, reason=reason), by)


def read(town: Town, entry_id: UUID, by: Caller = DPO) -> Any:
    return town.execute(ReadRestricted(school_id=ASHGROVE, entry_id=entry_id), by)


def forget(town: Town) -> None:
    """Let whoever's turn it is destroy the keys of what was redacted."""
    erase(town.applications["intake"])


def kept(town: Town) -> str:
    """Every row that intake keeps, and every event in its log as it stands there."""
    log = b"".join(one.body for one in town.log("intake", ASHGROVE))
    return repr(rows(town, "intake")) + repr(log)
