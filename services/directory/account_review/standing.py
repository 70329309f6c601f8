"""Which review is it now at each school, is it signed, and was the one before it?"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, select

from contracts.account_reviews import ReviewState
from contracts.calendar import TermsSet
from contracts.codec import restore
from contracts.values import Term
from services.directory.account_review.due import (
    Due,
    review_before,
    review_of,
    state_of,
)
from services.directory.account_review.tables import account_reviews
from services.directory.roles import day_of


@dataclass(frozen=True)
class Standing:
    """The review of now; `missed` is the term before it, where nobody signed that."""

    due: Due | None
    state: ReviewState
    signature: Any
    missed: str


def standings_of(
    connection: Connection, schools: Sequence[Row[Any]], today: date
) -> dict[UUID, Standing]:
    """How each of these schools stands; no more signatures are read than count."""
    dues = {row.school: _dues(row, today) for row in schools}
    wanted = [due.review_id for pair in dues.values() for due in pair if due]
    rows = connection.execute(_SIGNED, {"schools": [*dues], "reviews": wanted})
    signed: defaultdict[UUID, dict[UUID, Any]] = defaultdict(dict)
    for row in rows:
        signed[row.school][row.review_id] = row
    return {
        school: _standing(due, before, today, signed[school])
        for school, (due, before) in dues.items()
    }


def terms_of(row: Row[Any]) -> tuple[Term, ...]:
    """The terms of a school, as they were set last."""
    return restore(TermsSet, json.loads(row.terms)).terms if row.terms else ()


def _dues(row: Row[Any], today: date) -> tuple[Due | None, Due | None]:
    """The review of now and the one before, unless that was due before we came."""
    terms = terms_of(row)
    before = review_before(row.school, terms, today)
    if before is not None and before.due_on < day_of(row.added_at):
        before = None
    return review_of(row.school, terms, today), before


def _standing(
    due: Due | None, before: Due | None, today: date, signed: Mapping[UUID, Any]
) -> Standing:
    signature = signed.get(due.review_id) if due else None
    missed = ""
    if signature is None and before is not None and before.review_id not in signed:
        missed = before.term.name
    is_signed = signature is not None
    state = state_of(due, today, signed=is_signed, missed=bool(missed))
    return Standing(due, state, signature, missed)


# Made once: to build a statement takes several times as long as to carry it out.
_SIGNED = select(account_reviews).where(
    account_reviews.c.school.in_(bindparam("schools", expanding=True)),
    account_reviews.c.review_id.in_(bindparam("reviews", expanding=True)),
)
