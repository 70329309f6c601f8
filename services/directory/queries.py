"""How is what directory keeps read?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, or_, select, tuple_

from contracts.access import Role
from contracts.calendar import ClosuresSet, ExamsSet, InspectionsSet, TermsSet
from contracts.codec import restore
from contracts.directory import (
    CheckToken,
    FindSchools,
    GetSchool,
    HoursSet,
    SchoolsView,
    SchoolView,
    TokenView,
)
from contracts.refusals import Invalid, NotFound
from contracts.values import PROVIDER, Nation
from services.directory.calendar import NO_TERMS
from services.directory.identity_queries import carried_urns, linked_schools
from services.directory.tables import schools, tokens
from shared.application import Answer, Asked

E = TypeVar("E")


def get_school(connection: Connection, query: GetSchool, _: Asked) -> SchoolView:
    """The school; NotFound where there is none."""
    found = connection.execute(
        select(schools).where(schools.c.school == query.school_id)
    ).one_or_none()
    if found is None:
        raise NotFound("there is no such school")
    return next(_schools(connection, [found]))


def find_schools(connection: Connection, query: FindSchools, _: Asked) -> SchoolsView:
    """A page of schools by name; every word must be in the name, or it is the URN."""
    found = select(schools).order_by(schools.c.sort_name, schools.c.school)
    if query.school_id is not None:
        found = found.where(schools.c.school == query.school_id)
    for word in query.search.casefold().split():
        named = schools.c.sort_name.contains(word, autoescape=True)
        if word.isdecimal() and len(word) < 10:
            named = or_(named, schools.c.urn == int(word))
        found = found.where(named)
    if query.after:
        found = found.where(
            tuple_(schools.c.sort_name, schools.c.school) > _place(query.after)
        )
    rows = connection.execute(found.limit(query.limit + 1)).all()
    page = rows[: query.limit]
    more = len(rows) > query.limit
    return SchoolsView(
        schools=tuple(_schools(connection, page)),
        next=f"{page[-1].school} {page[-1].sort_name}" if more else "",
    )


def check_token(connection: Connection, query: CheckToken, asked: Asked) -> TokenView:
    """What the holder of a secret may do; NotFound once expired or revoked."""
    asking = {"of_digest": query.digest, "now": asked.now}
    found = connection.execute(_TOKEN, asking).one_or_none()
    if found is None:
        raise NotFound("there is no such token, or it has expired")
    return TokenView(
        token_id=found.token_id,
        role=Role(found.role),
        school_id=None if found.school == PROVIDER else found.school,
        expires_at=found.expires_at,
    )


ANSWERS: Mapping[type, Answer] = {
    GetSchool: get_school,
    FindSchools: find_schools,
    CheckToken: check_token,
}


def _place(after: str) -> tuple[Any, Any]:
    """Where a page ended: the id first, since a name may hold anything."""
    school, _, name = after.partition(" ")
    try:
        return name, UUID(school)
    except ValueError:
        raise Invalid({"cursor": ["Not a cursor of ours."]}) from None


def _schools(connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[SchoolView]:
    ids = [row.school for row in rows]
    carried, linked = carried_urns(connection, ids), linked_schools(connection, ids)
    for row in rows:
        opening = _last(HoursSet, row.opening)
        terms = _last(TermsSet, row.terms) or NO_TERMS
        closures = _last(ClosuresSet, row.closures)
        exams = _last(ExamsSet, row.exams)
        inspections = _last(InspectionsSet, row.inspections)
        yield SchoolView(
            school_id=row.school,
            name=row.name,
            urn=row.urn,
            added_at=row.added_at,
            version=row.version,
            hours=opening.hours if opening else None,
            terms=terms.terms,
            support_in_holidays=terms.support_in_holidays,
            closures=closures.closures if closures else (),
            exams=exams.exams if exams else (),
            nation=Nation(row.nation) if row.nation else Nation.ENGLAND,
            inspections=inspections.inspections if inspections else (),
            urns=tuple(carried[row.school]),
            links=tuple(linked[row.school]),
        )


@lru_cache(maxsize=1_000)
def _last(event: type[E], content: str | None) -> E | None:
    """The event that was written down; the same words are read once."""
    return restore(event, json.loads(content)) if content else None


# Made once, for every request asks it.
_TOKEN = select(tokens).where(
    tokens.c.digest == bindparam("of_digest"),
    tokens.c.revoked == 0,
    tokens.c.expires_at > bindparam("now"),
)
