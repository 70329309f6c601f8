"""By when is a review signed, and what has to be said before it is?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.account_reviews import (
    AccountKind,
    AccountReviewed,
    AccountReviewSigned,
    Conclusion,
    ReviewAccount,
    ReviewState,
    SignAccountReview,
)
from contracts.refusals import Invalid, NotFound
from contracts.values import Term
from services.directory.account_review import rules
from services.directory.account_review.due import (
    Due,
    due_on,
    review_before,
    review_of,
    state_of,
)
from services.directory.account_review.rules import REVIEW, ToReview
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, PRIYA, TICKET
from tests.support.scenario import Scenario

SPRING = Term(
    name="Spring 2026",
    from_on=date(2026, 1, 5),
    until_on=date(2026, 3, 27),
    half_term_from=date(2026, 2, 16),
    half_term_until=date(2026, 2, 20),
)
SUMMER = Term(name="Summer", from_on=date(2026, 4, 13), until_on=date(2026, 7, 17))
TODAY = date(2026, 6, 8)


def of_now() -> Due:
    due = review_of(ASHGROVE, (SPRING, SUMMER), TODAY)
    assert due is not None
    return due


DUE = of_now()
MINE: dict[str, Any] = {"school_id": ASHGROVE, "review_id": DUE.review_id}
TOKEN = TICKET

reviews = Scenario(
    REVIEW,
    terms=ToReview(
        DUE, {PRIYA.person_id: AccountKind.PERSON, TOKEN: AccountKind.TOKEN}
    ),
)

keep = ReviewAccount(
    **MINE, account_id=PRIYA.person_id, conclusion=Conclusion.KEEP, note=""
)
kept = AccountReviewed(
    review_id=DUE.review_id,
    account_id=PRIYA.person_id,
    kind=AccountKind.PERSON,
    conclusion=Conclusion.KEEP,
    note="",
)
end_token = ReviewAccount(**MINE, account_id=TOKEN, conclusion=Conclusion.END)
token_ends = replace(
    kept, account_id=TOKEN, kind=AccountKind.TOKEN, conclusion=Conclusion.END
)
sign = SignAccountReview(**MINE)
signed = AccountReviewSigned(
    review_id=DUE.review_id,
    term_from_on=SUMMER.from_on,
    due_on=DUE.due_on,
    kept=1,
    changed=0,
    ended=1,
)


def test_a_review_is_due_before_half_term_or_in_the_middle_of_the_term() -> None:
    assert due_on(SPRING) == date(2026, 2, 15)
    assert due_on(SUMMER) == date(2026, 5, 30)


def test_it_is_of_the_term_that_is_on_or_was_last() -> None:
    terms = (SUMMER, SPRING)
    assert review_of(ASHGROVE, terms, date(2026, 1, 4)) is None
    for today in (SPRING.from_on, date(2026, 4, 12)):
        found = review_of(ASHGROVE, terms, today)
        assert found is not None
        assert found.term == SPRING
    renamed = replace(SUMMER, name="Summer term")
    again = review_of(ASHGROVE, (renamed,), TODAY)
    assert again is not None
    assert again.review_id == DUE.review_id
    elsewhere = review_of(BECKFIELD, terms, TODAY)
    assert elsewhere is not None
    assert elsewhere.review_id != DUE.review_id


def test_it_is_late_after_its_day_until_it_is_signed() -> None:
    assert state_of(None, TODAY, signed=False) is ReviewState.NO_TERM
    assert state_of(DUE, DUE.due_on, signed=False) is ReviewState.OPEN
    assert state_of(DUE, TODAY, signed=False) is ReviewState.OVERDUE
    assert state_of(DUE, TODAY, signed=True) is ReviewState.SIGNED
    first = DUE.term.from_on
    assert state_of(DUE, first, signed=False, missed=True) is ReviewState.OVERDUE
    before = review_before(ASHGROVE, (SUMMER, SPRING), TODAY)
    assert before is not None
    assert before.term == SPRING
    assert review_before(ASHGROVE, (SUMMER, SPRING), SPRING.until_on) is None


def test_each_account_is_looked_at_by_itself_and_said_anew() -> None:
    reviews.given().when(keep).then(kept)
    reviews.given(kept).when(keep).then_nothing()
    end = replace(keep, conclusion=Conclusion.END, note=" She left. ")
    ended = replace(kept, conclusion=Conclusion.END, note="She left.")
    reviews.given(kept).when(end).then(ended)
    with pytest.raises(NotFound):
        reviews.given().when(replace(keep, account_id=BEN.person_id))


def test_a_change_says_what_changes_and_a_token_only_stays_or_ends() -> None:
    change = replace(keep, conclusion=Conclusion.CHANGE)
    with pytest.raises(Invalid) as wrong:
        reviews.given().when(change)
    assert [*wrong.value.errors] == ["note"]
    changed = replace(kept, conclusion=Conclusion.CHANGE, note="Office")
    reviews.given().when(replace(change, note="Office")).then(changed)
    with pytest.raises(Invalid):
        reviews.given().when(replace(change, account_id=TOKEN, note="Office"))
    reviews.given().when(end_token).then(token_ends)


def test_it_is_signed_when_every_account_was_looked_at() -> None:
    reviews.given().when(sign).then_refused("2 accounts are not reviewed")
    reviews.given(kept).when(sign).then_refused("1 account is not reviewed")
    reviews.given(kept, token_ends).when(sign).then(signed)
    reviews.given(kept, token_ends, signed).when(sign).then_nothing()
    over = reviews.given(kept, token_ends, signed)
    over.when(replace(keep, note="Late")).then_refused("signed")


def test_without_that_guard_a_review_is_signed_that_nobody_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin."""

    def blindly(review: Any, due: Due, _accounts: Any) -> AccountReviewSigned:
        return replace(signed, due_on=due.due_on)

    monkeypatch.setattr(rules, "_signed", blindly)
    reviews.given().when(sign).then(signed)


def test_the_review_of_another_term_is_over() -> None:
    for command in (keep, sign):
        other = replace(command, review_id=TICKET)
        reviews.given().when(other).then_refused("not the review of this term")
    nothing = Scenario(REVIEW, terms=ToReview(None, {}))
    nothing.given().when(sign).then_refused("not the review of this term")
