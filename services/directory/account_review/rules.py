"""May this be said of an account, and is the review whole, so that it is signed?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from contracts.account_reviews import (
    AccountKind,
    AccountReviewed,
    AccountReviewSigned,
    Conclusion,
    ReviewAccount,
    SignAccountReview,
)
from contracts.refusals import Invalid, NotFound, Refused
from services.directory.account_review.due import Due
from shared.decider import Decider

Command: TypeAlias = ReviewAccount | SignAccountReview
OfReviews: TypeAlias = AccountReviewed | AccountReviewSigned


@dataclass(frozen=True)
class Review:
    """What was said of each account so far, and whether it is signed."""

    conclusions: Mapping[UUID, Conclusion] = field(default_factory=dict)
    signed: bool = False


@dataclass(frozen=True)
class ToReview:
    """Which review it is now at the school, and which accounts have access."""

    due: Due | None
    accounts: Mapping[UUID, AccountKind]


def decide(
    review: Review, command: Command, _now: datetime, stands: ToReview
) -> list[OfReviews]:
    """The events that follow; Refused for the review of another term.

    The MSP holds no right to send either command.
    """
    due = stands.due
    if due is None or due.review_id != command.review_id:
        raise Refused("This is not the review of this term. Load the page again.")
    match command:
        case ReviewAccount():
            return _conclude(review, command, stands.accounts)
        case SignAccountReview():
            return [] if review.signed else [_signed(review, due, stands.accounts)]
        case _:
            assert_never(command)


def evolve(review: Review, event: OfReviews) -> Review:
    """What is true of the review after the event."""
    match event:
        case AccountReviewed():
            said = {**review.conclusions, event.account_id: event.conclusion}
            return replace(review, conclusions=said)
        case AccountReviewSigned():
            return replace(review, signed=True)
        case _:
            assert_never(event)


def _conclude(
    review: Review, command: ReviewAccount, accounts: Mapping[UUID, AccountKind]
) -> list[OfReviews]:
    if review.signed:
        raise Refused("The review of this term is signed, and stays as it is.")
    kind = accounts.get(command.account_id)
    if kind is None:
        raise NotFound("Nobody has access by this account any more.")
    note, changes = command.note.strip(), command.conclusion is Conclusion.CHANGE
    if changes and kind is AccountKind.TOKEN:
        raise Invalid({"conclusion": ["A token stays as it is, or ends."]})
    if changes and not note:
        raise Invalid({"note": ["Say which role they have from now on."]})
    if review.conclusions.get(command.account_id) is command.conclusion and not note:
        return []
    reviewed = AccountReviewed(
        review_id=command.review_id,
        account_id=command.account_id,
        kind=kind,
        conclusion=command.conclusion,
        note=note,
    )
    return [reviewed]


def _signed(
    review: Review, due: Due, accounts: Mapping[UUID, AccountKind]
) -> AccountReviewSigned:
    left = accounts.keys() - review.conclusions.keys()
    if left:
        them = "1 account is" if len(left) == 1 else f"{len(left)} accounts are"
        raise Refused(f"{them} not reviewed yet.")
    said = [review.conclusions[one] for one in accounts]
    return AccountReviewSigned(
        review_id=due.review_id,
        term_from_on=due.term.from_on,
        due_on=due.due_on,
        kept=said.count(Conclusion.KEEP),
        changed=said.count(Conclusion.CHANGE),
        ended=said.count(Conclusion.END),
    )


REVIEW: Decider[Review] = Decider(
    category="account_review",
    identity="review_id",
    commands=(ReviewAccount, SignAccountReview),
    initial=Review(),
    decide=decide,
    evolve=evolve,
)
