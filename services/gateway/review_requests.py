"""Which requests follow of what is said of an account, and what do they say now?

What is said is recorded in directory first and asked of the desk after that. So it is
made good whenever it is said again, and before the review is signed.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from contracts.account_reviews import (
    AccountKind,
    AccountReviewView,
    Conclusion,
    ReviewedAccount,
)
from contracts.intake import GetTicket, OpenTicket, Requester, TicketView, WriteToDesk
from contracts.refusals import NotFound, Refused, Reused
from contracts.staff_changes import StaffChange, StaffChangeKind
from services.gateway.asking import Asker, gateway
from services.gateway.staff_requests import request_of, revoking_of

_LONDON = ZoneInfo("Europe/London")
_ASKING = (Conclusion.END, Conclusion.CHANGE)
"""What makes a request."""

_BEGINS = "The review of accounts: "


@dataclass(frozen=True)
class Followed:
    """The request that is asked now, if one is; was an earlier one corrected?"""

    ticket_id: UUID | None
    corrected: bool


def follow(
    asker: Asker,
    review: AccountReviewView,
    account: ReviewedAccount,
    requester: Requester | None,
) -> Followed:
    """Have the desk know what is said of an account now, however often this is asked.

    A request made of what was said before is told that it is otherwise. Refused where
    one has to be opened and nobody is there to ask it.
    """
    assert review.review_id is not None, "something is said in a review"
    made = {one: _made(asker, review, account, one) for one in _ASKING}
    now = _now(account)
    stale = [one for one in made.values() if one is not None and _says(one) != now]
    for one in stale:
        _correct(asker, one, account)
    if account.conclusion not in _ASKING:
        return Followed(None, corrected=bool(stale))
    ticket_id = ticket_of(review.review_id, account.account_id, account.conclusion)
    if made[account.conclusion] is None:
        request = _request(review.school_id, ticket_id, account, requester)
        with suppress(Reused):  # it was opened just now, on another day
            asker.execute(request, uuid5(ticket_id, "open"))
    return Followed(ticket_id, corrected=bool(stale))


def asked_of(
    asker: Asker, review: AccountReviewView, account: ReviewedAccount
) -> UUID | None:
    """The request of what is said of an account; None where none is there."""
    if account.conclusion not in _ASKING:
        return None
    known = _made(asker, review, account, account.conclusion)
    return None if known is None else known.ticket_id


def ticket_of(review_id: UUID, account_id: UUID, conclusion: Conclusion) -> UUID:
    """The request that follows of what is said of an account in a review."""
    return uuid5(review_id, f"{account_id} {conclusion.value}")


def _made(
    asker: Asker,
    review: AccountReviewView,
    account: ReviewedAccount,
    conclusion: Conclusion,
) -> TicketView | None:
    assert review.review_id is not None, "something is said in a review"
    ticket_id = ticket_of(review.review_id, account.account_id, conclusion)
    question = GetTicket(ticket_id=ticket_id, school_id=review.school_id)
    try:
        known: TicketView = asker.ask(question)
    except NotFound:
        return None
    return known


def _now(account: ReviewedAccount) -> str:
    """What the desk has to know of an account now."""
    assert account.conclusion is not None, "something is said of it"
    return _words(account.conclusion, account.note)


def _words(conclusion: Conclusion, role: str) -> str:
    match conclusion:
        case Conclusion.KEEP:
            return f"{_BEGINS}this access stays as it is now. Please change nothing."
        case Conclusion.END:
            return f"{_BEGINS}this access ends now."
        case Conclusion.CHANGE:
            return f"{_BEGINS}this access changes now. Their role: {role}"
        case _:
            assert_never(conclusion)


def _says(ticket: TicketView) -> str:
    """What a request says last: as it was opened, or as it was corrected since."""
    written = [one.text or "" for one in ticket.timeline]
    corrected = [one for one in written if one.startswith(_BEGINS)]
    if corrected:
        return corrected[-1]
    change = ticket.change
    if change is None or change.kind is StaffChangeKind.LEAVER:
        return _words(Conclusion.END, "")
    return _words(Conclusion.CHANGE, change.role)


def _correct(asker: Asker, ticket: TicketView, account: ReviewedAccount) -> None:
    """Write what is said now to a request that says something else; once."""
    said = _now(account)
    known = f"{_moment(account.reviewed_at)} {said}"
    message_id = uuid5(ticket.ticket_id, known)
    command = WriteToDesk(
        school_id=ticket.school_id,
        ticket_id=ticket.ticket_id,
        message_id=message_id,
        text=said,
    )
    with suppress(Reused):  # it was written by somebody else just now
        asker.execute(command, message_id)


def _moment(at: datetime | None) -> str:
    return at.isoformat() if at is not None else ""


def _request(
    school_id: UUID,
    ticket_id: UUID,
    account: ReviewedAccount,
    requester: Requester | None,
) -> OpenTicket:
    if requester is None:
        who = account.name or "a program"
        raise Refused(
            f"The request about {who} is not open yet. Say again what becomes of this"
            " access, then sign."
        )
    if account.kind is AccountKind.TOKEN:
        return revoking_of(school_id, ticket_id, account.account_id, requester)
    ends = account.conclusion is Conclusion.END
    held = ", ".join(one.role.value.replace("_", " ") for one in account.roles)
    change = StaffChange(
        kind=StaffChangeKind.LEAVER if ends else StaffChangeKind.MOVER,
        person=account.name,
        role=held[:200] if ends else account.note.strip(),
        on=gateway().clock().astimezone(_LONDON).date(),
        email=account.email,
    )
    return request_of(school_id, ticket_id, change, requester)
