"""How are account reviews kept, and what does a decision on one need to know?"""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert

from contracts.account_reviews import AccountReviewed, AccountReviewSigned
from services.directory.account_review.queries import accounts_of, due_of
from services.directory.account_review.rules import OfReviews, ToReview
from services.directory.account_review.tables import (
    account_conclusions,
    account_reviews,
)
from services.directory.roles import day_of
from shared.work import Fresh, Work


def terms(work: Work, _: object, __: object) -> ToReview:
    """Which review it is now, and who has access just now."""
    today = day_of(work.now)
    accounts = accounts_of(work.connection, work.school, work.now)
    return ToReview(
        due=due_of(work.connection, work.school, today),
        accounts={one.account_id: one.kind for one in accounts},
    )


def keep_review(connection: Connection, fresh: Fresh, event: OfReviews) -> None:
    """Keep what was said last of an account, or that a review was signed."""
    if isinstance(event, AccountReviewSigned):
        signed = {
            "school": fresh.school,
            "review_id": event.review_id,
            "signed_by": fresh.actor,
            "signed_at": fresh.happened_at,
        }
        connection.execute(insert(account_reviews), signed)
        return
    assert isinstance(event, AccountReviewed)
    said = account_conclusions.c
    connection.execute(
        delete(account_conclusions).where(
            said.school == fresh.school,
            said.review_id == event.review_id,
            said.account_id == event.account_id,
        )
    )
    row = {
        "school": fresh.school,
        "review_id": event.review_id,
        "account_id": event.account_id,
        "conclusion": event.conclusion.value,
        "note": event.note,
        "reviewed_by": fresh.actor,
        "reviewed_at": fresh.happened_at,
    }
    connection.execute(insert(account_conclusions), row)
