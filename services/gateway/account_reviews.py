"""What may be said and asked of account reviews, and what follows of what is said?"""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from marshmallow import Schema, fields

from contracts.account_reviews import (
    AccountKind,
    AccountReviewsView,
    AccountReviewView,
    Conclusion,
    FindAccountReviews,
    GetAccountReview,
    ReviewAccount,
    ReviewedAccount,
    SignAccountReview,
)
from contracts.intake import OpenTicket, Requester
from contracts.refusals import Reused
from contracts.staff_changes import StaffChange, StaffChangeKind
from services.gateway.asking import Asker, gateway
from services.gateway.routes import Body, Routes
from services.gateway.schemas import REVIEWED, answer_of, body_of
from services.gateway.staff_requests import request_of, revoking_of

_OF_SCHOOL = "/schools/<uuid:school_id>/account-review"
_LONDON = ZoneInfo("Europe/London")

routes = Routes("account reviews", "Who has access to a school, and should they?")


class Concluded(Schema):
    """What follows: the request that an ended or changed access makes, if it does."""

    ticket_id = fields.UUID(required=True, allow_none=True)


@routes.on(
    "GET",
    "/account-reviews",
    needs=FindAccountReviews,
    answer=answer_of(AccountReviewsView),
)
def find_account_reviews(asker: Asker) -> Any:
    """List how the review of the term stands at every school, what is late first."""
    return asker.ask(FindAccountReviews())


@routes.on(
    "GET", _OF_SCHOOL, needs=GetAccountReview, answer=answer_of(AccountReviewView)
)
def get_account_review(asker: Asker, school_id: UUID) -> Any:
    """Show who has access to a school, and what it said of each this term."""
    return asker.ask(GetAccountReview(school_id=school_id))


@routes.on(
    "POST",
    f"{_OF_SCHOOL}/accounts",
    needs=ReviewAccount,
    body=REVIEWED,
    answer=Concluded(),
    keyed=True,
)
def review_account(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Say of one account whether it stays, changes or ends; the school alone may.

    An access that ends or changes is a request, as of who leaves or moves.
    """
    requester = body.pop("requester")
    command = ReviewAccount(school_id=school_id, **body)
    return {"ticket_id": conclude(asker, command, requester)}


@routes.on(
    "POST",
    f"{_OF_SCHOOL}/sign",
    needs=SignAccountReview,
    body=body_of(SignAccountReview, "school_id"),
    answer=answer_of(AccountReviewView),
    keyed=True,
)
def sign_account_review(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Sign that every account was looked at; the school alone may."""
    command = SignAccountReview(school_id=school_id, **body)
    asker.execute(command, asker.command_id(school_id, "account review"))
    return asker.ask(GetAccountReview(school_id=school_id))


def conclude(asker: Asker, command: ReviewAccount, requester: Requester) -> UUID | None:
    """Record what the school says of an account; the request that follows, if one does.

    It is one and the same however often it is said. Where it cannot be opened just now,
    saying the same again opens it.
    """
    school_id = command.school_id
    view: AccountReviewView = asker.ask(GetAccountReview(school_id=school_id))
    asker.execute(command, asker.command_id(school_id, command.account_id))
    if command.conclusion is Conclusion.KEEP:
        return None
    known = {one.account_id: one for one in view.accounts}
    ticket_id = ticket_of(command.review_id, command.account_id, command.conclusion)
    request = _request(known[command.account_id], command, ticket_id, requester)
    with suppress(Reused):  # it is open, in the words of the first time
        asker.execute(request, uuid5(ticket_id, "open"))
    return ticket_id


def ticket_of(review_id: UUID, account_id: UUID, conclusion: Conclusion) -> UUID:
    """The request that follows of what is said of an account in a review."""
    return uuid5(review_id, f"{account_id} {conclusion.value}")


def _request(
    account: ReviewedAccount,
    command: ReviewAccount,
    ticket_id: UUID,
    requester: Requester,
) -> OpenTicket:
    school_id = command.school_id
    if account.kind is AccountKind.TOKEN:
        return revoking_of(school_id, ticket_id, account.account_id, requester)
    ends = command.conclusion is Conclusion.END
    held = ", ".join(one.role.value.replace("_", " ") for one in account.roles)
    change = StaffChange(
        kind=StaffChangeKind.LEAVER if ends else StaffChangeKind.MOVER,
        person=account.name,
        role=held[:200] if ends else command.note.strip(),
        on=gateway().clock().astimezone(_LONDON).date(),
        email=account.email,
    )
    return request_of(school_id, ticket_id, change, requester)
