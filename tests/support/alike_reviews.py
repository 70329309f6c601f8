"""What do two schools say of their accounts that are alike in every id?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from contracts import account_reviews, calendar
from contracts.account_reviews import Conclusion
from contracts.codec import dump
from contracts.values import HolidaySupport, Term
from services.directory.account_review.due import review_of
from tests.support.scenario import at

TODAY = date(2026, 6, 8)

QUERIES: dict[type, Callable[[UUID], Any]] = {
    account_reviews.GetAccountReview: lambda s: account_reviews.GetAccountReview(
        school_id=s
    ),
}
"""Questions about the accounts of a school."""

OF_THE_DESK: dict[type, Any] = {
    account_reviews.FindAccountReviews: account_reviews.FindAccountReviews(),
}
"""What is asked over all schools."""

_IN = "directory.account_review.queries"

READERS: dict[str, Callable[[UUID], tuple[Any, ...]]] = {
    f"{_IN}.get_account_review": lambda s: (
        account_reviews.GetAccountReview(school_id=s),
    ),
    f"{_IN}.find_account_reviews": lambda _: (account_reviews.FindAccountReviews(),),
    f"{_IN}.due_of": lambda s: (s, TODAY),
    f"{_IN}.accounts_of": lambda s: (s, at("mon 09:00")),
    "directory.account_review.standing.standings_of": lambda s: ([_row_of(s)], TODAY),
}
"""What each function that reads is given."""


def _row_of(school: UUID) -> Any:
    """A school as its row stands: what its terms are, and since when it is there."""
    said = calendar.TermsSet(
        terms=(term_of("Summer"),),
        support_in_holidays=HolidaySupport.SAME_HOURS,
    )
    terms = json.dumps(dump(said))
    return SimpleNamespace(school=school, terms=terms, added_at=at("mon 09:00"))


def term_of(word: str) -> Term:
    """The term in which the tests are."""
    return Term(name=word, from_on=date(2026, 4, 13), until_on=date(2026, 7, 17))


def reviews_of(school: UUID, word: str, accounts: tuple[UUID, ...]) -> Iterator[Any]:
    """A term is said, each account is looked at, and the review is signed."""
    mine: dict[str, Any] = {"school_id": school}
    term = term_of(word)
    yield calendar.SetTerms(**mine, terms=(term,))
    due = review_of(school, (term,), TODAY)
    assert due is not None
    for account in accounts:
        yield account_reviews.ReviewAccount(
            **mine,
            review_id=due.review_id,
            account_id=account,
            conclusion=Conclusion.END,
            note=word,
        )
    yield account_reviews.SignAccountReview(**mine, review_id=due.review_id)
