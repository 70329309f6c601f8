"""Who has access to a school, what is said of each, and which schools are late?"""

from __future__ import annotations

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
from contracts.people import HeldRole
from contracts.refusals import NotFound
from contracts.values import PROVIDER
from services.directory.account_review.due import Due, review_of
from services.directory.account_review.standing import (
    Standing,
    standings_of,
    terms_of,
)
from services.directory.account_review.tables import account_conclusions
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
    row = _school(connection, query.school_id)
    stands = standings_of(connection, [row], day_of(asked.now))[query.school_id]
    due, signed = stands.due, stands.signature
    accounts = accounts_of(connection, query.school_id, asked.now)
    said = _said(connection, query.school_id, due)
    return AccountReviewView(
        school_id=query.school_id,
        review_id=due.review_id if due else None,
        state=stands.state,
        term=due.term.name if due else "",
        due_on=due.due_on if due else None,
        signed_at=signed.signed_at if signed else None,
        signed_by=signed.signed_by if signed else "",
        accounts=tuple(_with(one, said.get(one.account_id)) for one in accounts),
        missed=stands.missed,
    )


def find_account_reviews(
    connection: Connection, _: FindAccountReviews, asked: Asked
) -> AccountReviewsView:
    """How each school stands: what is late first, then by the day it is due."""
    rows = _reviews(connection, day_of(asked.now))
    return AccountReviewsView(reviews=tuple(sorted(rows, key=_urgency)))


def due_of(connection: Connection, school: UUID, today: date) -> Due | None:
    """The review that it is now at a school; NotFound where there is no such school."""
    return review_of(school, terms_of(_school(connection, school)), today)


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
    known = select(schools).where(schools.c.school != PROVIDER)
    found = connection.execute(known.order_by(schools.c.sort_name)).all()
    stands = standings_of(connection, found, today)
    return [_row(row, stands[row.school]) for row in found]


def _row(school: Row[Any], stands: Standing) -> AccountReviewRow:
    due = stands.due
    return AccountReviewRow(
        school_id=school.school,
        name=school.name,
        state=stands.state,
        term=due.term.name if due else "",
        due_on=due.due_on if due else None,
        signed_at=stands.signature.signed_at if stands.signature else None,
        missed=stands.missed,
    )


def _urgency(row: AccountReviewRow) -> tuple[int, date]:
    return _ORDER.index(row.state), row.due_on or date.max


def _school(connection: Connection, school: UUID) -> Row[Any]:
    row = connection.execute(
        select(schools).where(schools.c.school == school)
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such school.")
    return row


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
