"""Which term's review is it, by when is it signed, and is it late?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from contracts.account_reviews import ReviewState
from contracts.values import SchoolId, Term


@dataclass(frozen=True)
class Due:
    """The review of one term at a school."""

    review_id: UUID
    term: Term
    due_on: date


def review_of(school: SchoolId, terms: Sequence[Term], today: date) -> Due | None:
    """The review of the term that is on, or was last; None before any has begun.

    It is known by the first day of its term: another name for a term changes nothing.
    """
    begun = [term for term in terms if term.from_on <= today]
    if not begun:
        return None
    term = max(begun, key=lambda one: one.from_on)
    review_id = uuid5(school, f"account review {term.from_on}")
    return Due(review_id, term, due_on(term))


def due_on(term: Term) -> date:
    """The last day before half term; the middle of a term that has none."""
    if term.half_term_from is not None:
        return term.half_term_from - timedelta(days=1)
    return term.from_on + (term.until_on - term.from_on) // 2


def state_of(due: Due | None, today: date, *, signed: bool) -> ReviewState:
    """How a review stands; on the day by which it is due it is not late."""
    if due is None:
        return ReviewState.NO_TERM
    if signed:
        return ReviewState.SIGNED
    return ReviewState.OVERDUE if today > due.due_on else ReviewState.OPEN
