"""What may be said and asked of account reviews, and what follows of what is said?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from contracts.account_reviews import (
    AccountReviewsView,
    AccountReviewView,
    FindAccountReviews,
    GetAccountReview,
    ReviewAccount,
    SignAccountReview,
)
from contracts.intake import Requester
from services.gateway.asking import Asker
from services.gateway.review_requests import Followed, follow
from services.gateway.routes import Body, Routes
from services.gateway.schemas import REVIEWED, answer_of, body_of

_OF_SCHOOL = "/schools/<uuid:school_id>/account-review"

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

    An access that ends or changes is a request, as of who leaves or moves. Where
    something else was said before, the request of that is told.
    """
    requester = body.pop("requester")
    command = ReviewAccount(school_id=school_id, **body)
    return {"ticket_id": conclude(asker, command, requester).ticket_id}


@routes.on(
    "POST",
    f"{_OF_SCHOOL}/sign",
    needs=SignAccountReview,
    body=body_of(SignAccountReview, "school_id"),
    answer=answer_of(AccountReviewView),
    keyed=True,
)
def sign_account_review(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Sign that every account was looked at; the school alone may.

    Refused while a request that follows is not open; saying it again opens it.
    """
    command = SignAccountReview(school_id=school_id, **body)
    sign(asker, command, asker.command_id(school_id, "account review"))
    return asker.ask(GetAccountReview(school_id=school_id))


def conclude(asker: Asker, command: ReviewAccount, requester: Requester) -> Followed:
    """Record what the school says of an account; the request that follows, if one does.

    It is one and the same however often it is said. Where it cannot be opened just now,
    saying the same again opens it; until then nothing is signed.
    """
    school_id = command.school_id
    asker.execute(command, asker.command_id(school_id, command.account_id))
    review: AccountReviewView = asker.ask(GetAccountReview(school_id=school_id))
    known = {one.account_id: one for one in review.accounts}
    account = known.get(command.account_id)
    if account is None:  # a retry, after their access has ended
        return Followed(None, corrected=False)
    return follow(asker, review, account, requester)


def sign(
    asker: Asker,
    command: SignAccountReview,
    command_id: UUID,
    requester: Requester | None = None,
) -> None:
    """Sign a review once the desk knows all that is said in it.

    What is not open yet is opened for the `requester`. Nothing is signed while that
    cannot be done: after it nobody could say it again.
    """
    review: AccountReviewView = asker.ask(GetAccountReview(school_id=command.school_id))
    if review.review_id == command.review_id and review.signed_at is None:
        said = [one for one in review.accounts if one.conclusion is not None]
        for account in said:
            follow(asker, review, account, requester)
    asker.execute(command, command_id)
