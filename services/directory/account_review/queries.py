"""Who has access to a school, what is said of each, and which schools are late?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select

from contracts.access import Role
from contracts.account_reviews import (
    AccountKind,
    AccountReviewRow,
    AccountReviewsView,
    AccountReviewView,
    Conclusion,
    FindAccountReviews,
    GetAccountReview,
    ReviewedAccount,
    ReviewState,
)
from contracts.calendar import TermsSet
from contracts.codec import restore
from contracts.people import HeldRole
from contracts.refusals import NotFound
from contracts.values import PROVIDER, Term
from services.directory.account_review.due import Due, review_of, state_of
from services.directory.account_review.tables import (
    account_conclusions,
    account_reviews,
)
from services.directory.people_queries import holdings_of
from services.directory.roles import day_of
from services.directory.tables import people, schools, tokens
from shared.application import Answer, Application, Asked
from shared.metrics import ACCOUNT_REVIEWS_OVERDUE

_ORDER = (
    ReviewState.OVERDUE,
    ReviewState.OPEN,
    ReviewState.NO_TERM,
    ReviewState.SIGNED,
)


def get_account_review(
    connection: Connection, query: GetAccountReview, asked: Asked
) -> AccountReviewView:
    """The review of the term, with who has access just now; NotFound: no school."""
    today = day_of(asked.now)
    due = due_of(connection, query.school_id, today)
    signed = _signature(connection, query.school_id, due)
    accounts = accounts_of(connection, query.school_id, asked.now)
    said = _said(connection, query.school_id, due)
    return AccountReviewView(
        school_id=query.school_id,
        review_id=due.review_id if due else None,
        state=state_of(due, today, signed=signed is not None),
        term=due.term.name if due else "",
        due_on=due.due_on if due else None,
        signed_at=signed.signed_at if signed else None,
        signed_by=signed.signed_by if signed else "",
        accounts=tuple(_with(one, said.get(one.account_id)) for one in accounts),
    )


def find_account_reviews(
    connection: Connection, _: FindAccountReviews, asked: Asked
) -> AccountReviewsView:
    """How each school stands: what is late first, then by the day it is due."""
    rows = _reviews(connection, day_of(asked.now))
    return AccountReviewsView(reviews=tuple(sorted(rows, key=_urgency)))


def due_of(connection: Connection, school: UUID, today: date) -> Due | None:
    """The review that it is now at a school; NotFound where there is no such school."""
    found = select(schools).where(schools.c.school == school)
    row = connection.execute(found).one_or_none()
    if row is None:
        raise NotFound("There is no such school.")
    return review_of(school, _terms(row), today)


def accounts_of(
    connection: Connection, school: UUID, now: datetime
) -> list[ReviewedAccount]:
    """People who hold a role today or later, by name, and tokens that count."""
    today = day_of(now)
    known = select(people).where(people.c.school == school).order_by(people.c.sort_name)
    rows = connection.execute(known).all()
    held = holdings_of(connection, school, [row.person_id for row in rows])
    found = []
    for row in rows:
        roles = tuple(
            one
            for one in held[row.person_id]
            if one.until_on is None or one.until_on >= today
        )
        if roles:
            found.append(_person(row, roles))
    counts = select(tokens).where(
        tokens.c.school == school, tokens.c.revoked == 0, tokens.c.expires_at > now
    )
    ordered = counts.order_by(tokens.c.role, tokens.c.token_id)
    return [*found, *map(_token, connection.execute(ordered))]


def count_overdue(directory: Application) -> None:
    """Let Prometheus see how many schools have not signed in time."""
    rows = directory.read(_reviews, day_of(directory.clock()))
    late = sum(one.state is ReviewState.OVERDUE for one in rows)
    ACCOUNT_REVIEWS_OVERDUE.set(late)


ANSWERS: Mapping[type, Answer] = {
    GetAccountReview: get_account_review,
    FindAccountReviews: find_account_reviews,
}


def _reviews(connection: Connection, today: date) -> list[AccountReviewRow]:
    signed = {
        (row.school, row.review_id): row.signed_at
        for row in connection.execute(select(account_reviews))
    }
    known = select(schools).where(schools.c.school != PROVIDER)
    rows = []
    for row in connection.execute(known.order_by(schools.c.sort_name)):
        due = review_of(row.school, _terms(row), today)
        signed_at = signed.get((row.school, due.review_id)) if due else None
        rows.append(
            AccountReviewRow(
                school_id=row.school,
                name=row.name,
                state=state_of(due, today, signed=signed_at is not None),
                term=due.term.name if due else "",
                due_on=due.due_on if due else None,
                signed_at=signed_at,
            )
        )
    return rows


def _urgency(row: AccountReviewRow) -> tuple[int, date]:
    return _ORDER.index(row.state), row.due_on or date.max


def _terms(row: Row[Any]) -> tuple[Term, ...]:
    return restore(TermsSet, json.loads(row.terms)).terms if row.terms else ()


def _signature(connection: Connection, school: UUID, due: Due | None) -> Any:
    if due is None:
        return None
    found = select(account_reviews).where(
        account_reviews.c.school == school,
        account_reviews.c.review_id == due.review_id,
    )
    return connection.execute(found).one_or_none()


def _said(connection: Connection, school: UUID, due: Due | None) -> dict[UUID, Any]:
    """What was said of each account in the review."""
    if due is None:
        return {}
    found = select(account_conclusions).where(
        account_conclusions.c.school == school,
        account_conclusions.c.review_id == due.review_id,
    )
    return {row.account_id: row for row in connection.execute(found)}


def _person(row: Row[Any], roles: tuple[HeldRole, ...]) -> ReviewedAccount:
    return ReviewedAccount(
        account_id=row.person_id,
        kind=AccountKind.PERSON,
        name=row.name,
        email=row.email,
        roles=roles,
        has_password=row.password_set_at is not None,
        signed_in_at=row.signed_in_at,
    )


def _token(row: Row[Any]) -> ReviewedAccount:
    return ReviewedAccount(
        account_id=row.token_id,
        kind=AccountKind.TOKEN,
        token_role=Role(row.role),
        expires_at=row.expires_at,
    )


def _with(account: ReviewedAccount, said: Any) -> ReviewedAccount:
    """The account with what was said of it, if anything was."""
    if said is None:
        return account
    return replace(
        account,
        conclusion=Conclusion(said.conclusion),
        note=said.note,
        reviewed_by=said.reviewed_by,
        reviewed_at=said.reviewed_at,
    )
