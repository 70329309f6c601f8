"""What is there of account reviews at Ashgrove, for the maps of routes and pages?"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from contracts.access import platform
from contracts.account_reviews import (
    AccountReviewView,
    Conclusion,
    GetAccountReview,
    ReviewAccount,
)
from contracts.calendar import SetTerms
from contracts.values import Term
from services.directory.account_review.due import review_of
from tests.support.cast import ASHGROVE, PRIYA
from tests.support.town import Town

TERM = Term(name="Summer", from_on=date(2026, 6, 1), until_on=date(2026, 7, 17))
"""Half of it is over on 24 June."""

_DUE = review_of(ASHGROVE, (TERM,), date(2026, 6, 8))
assert _DUE is not None, "the term has begun"
REVIEW: UUID = _DUE.review_id

_PORTAL = f"/portal/{ASHGROVE}/account-review"
_ENDS = {"review_id": REVIEW, "conclusion": "end", "note": "Left"}

REVIEW_ROUTES: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {
    "account reviews.find_account_reviews": (("GET", "/account-reviews"), {}),
    "account reviews.get_account_review": (
        ("GET", "/schools/{school}/account-review"),
        {},
    ),
}
"""Method and address of the routes that the desk may ask; what is sent."""

OF_SIGNATORIES = {
    *("account reviews.review_account", "account reviews.sign_account_review"),
}
"""What only who signs for a school does: tried by test_account_reviews.py."""

REVIEW_PAGES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "account_reviews_screens.of_all": ("GET", "/console/schools/account-reviews", {}),
    "account_reviews_screens.of_school": ("GET", _PORTAL, {}),
    "account_reviews_screens.review": (
        *("POST", f"{_PORTAL}/{PRIYA.person_id}"),
        _ENDS,
    ),
    "account_reviews_screens.sign": ("POST", f"{_PORTAL}/sign", {"review_id": REVIEW}),
}
"""The same of the pages."""


def begin_term(town: Town) -> None:
    """Ashgrove is in a term."""
    town.execute(SetTerms(school_id=ASHGROVE, terms=(TERM,)))


def look_at_all(town: Town) -> None:
    """Ashgrove is in a term, and has said of every account that it stays."""
    begin_term(town)
    review: AccountReviewView = town.ask(GetAccountReview(school_id=ASHGROVE))
    for one in review.accounts:
        command = ReviewAccount(
            school_id=ASHGROVE,
            review_id=REVIEW,
            account_id=one.account_id,
            conclusion=Conclusion.KEEP,
        )
        town.execute(command, by=platform("test"))
