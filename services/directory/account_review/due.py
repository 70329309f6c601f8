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
    begun = _begun(terms, today)
    return _due(school, begun[-1]) if begun else None


def review_before(school: SchoolId, terms: Sequence[Term], today: date) -> Due | None:
    """The review of the term before that one; None where there was none."""
    begun = _begun(terms, today)
    return _due(school, begun[-2]) if len(begun) > 1 else None


def due_on(term: Term) -> date:
    """The last day before half term; the middle of a term that has none."""
    if term.half_term_from is not None:
        return term.half_term_from - timedelta(days=1)
    return term.from_on + (term.until_on - term.from_on) // 2


def state_of(
    due: Due | None, today: date, *, signed: bool, missed: bool = False
) -> ReviewState:
    """How a review stands; on the day by which it is due it is not late.

    Where the one before it was `missed`, it is late from its first day.
    """
    if due is None:
        return ReviewState.NO_TERM
    if signed:
        return ReviewState.SIGNED
    late = missed or today > due.due_on
    return ReviewState.OVERDUE if late else ReviewState.OPEN


def _begun(terms: Sequence[Term], today: date) -> list[Term]:
    begun = [term for term in terms if term.from_on <= today]
    return sorted(begun, key=lambda one: one.from_on)


def _due(school: SchoolId, term: Term) -> Due:
    review_id = uuid5(school, f"account review {term.from_on}")
    return Due(review_id, term, due_on(term))
