"""How are people and their roles read?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, select, tuple_

from contracts.access import Role
from contracts.people import (
    FindPeople,
    GetPerson,
    HeldRole,
    PeopleView,
    Person,
    PersonView,
)
from contracts.refusals import Invalid, NotFound
from services.directory.roles import Holdings
from services.directory.tables import passwords, people, roles, schools
from shared.application import Answer, Asked


def find_people(connection: Connection, query: FindPeople, _: Asked) -> PeopleView:
    """A page of the people of a school by name, with the roles of all times."""
    place = tuple_(people.c.sort_name, people.c.person_id)
    found = (
        select(people)
        .where(people.c.school == query.school_id)
        .order_by(people.c.sort_name, people.c.person_id)
        .limit(query.limit + 1)
    )
    if query.after:
        found = found.where(place > _place(query.after))
    rows = connection.execute(found).all()
    page = rows[: query.limit]
    ids = [row.person_id for row in page]
    held = holdings_of(connection, query.school_id, ids)
    return PeopleView(
        people=tuple(_person(row, held[row.person_id]) for row in page),
        next=f"{page[-1].person_id} {page[-1].sort_name}"
        if len(rows) > query.limit
        else "",
    )


def get_person(connection: Connection, query: GetPerson, _: Asked) -> PersonView:
    """One of the people of a school; NotFound where there is nobody like that."""
    row = connection.execute(
        select(people).where(
            people.c.school == query.school_id, people.c.person_id == query.person_id
        )
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such person.")
    held = holdings_of(connection, query.school_id, [row.person_id])
    return PersonView(person=_person(row, held[row.person_id]))


def holdings_of(
    connection: Connection, school: UUID, person_ids: Collection[UUID]
) -> Mapping[UUID, Holdings]:
    """The roles of all times of some people; nobody without any is left out."""
    which = {"of_school": school, "of_people": list(person_ids)}
    held: defaultdict[UUID, Holdings] = defaultdict(tuple)
    for row in connection.execute(_HOLDINGS, which):
        one = HeldRole(role=Role(row.role), from_on=row.from_on, until_on=row.until_on)
        held[row.person_id] += (one,)
    return held


def find_account(connection: Connection, account_id: UUID) -> Row[Any] | None:
    """Whose account it is, with the hash of the password, if there is one."""
    return connection.execute(
        _WITH_PASSWORD.where(people.c.account_id == account_id)
    ).one_or_none()


def get_account(
    connection: Connection, school: UUID, person_id: UUID
) -> Row[Any] | None:
    """The same, of somebody who is known."""
    return connection.execute(
        _WITH_PASSWORD.where(people.c.school == school, people.c.person_id == person_id)
    ).one_or_none()


def names_known(connection: Connection, account: Row[Any]) -> Sequence[str]:
    """The names that others connect with somebody: no password is made of them."""
    found = select(schools.c.name).where(schools.c.school == account.school)
    return (account.name, account.email, *connection.execute(found).scalars())


def has_school(connection: Connection, school: UUID) -> bool:
    """Whether there is such a school."""
    found = select(schools.c.school).where(schools.c.school == school)
    return connection.execute(found).one_or_none() is not None


ANSWERS: Mapping[type, Answer] = {FindPeople: find_people, GetPerson: get_person}

_WITH_PASSWORD = select(people, passwords.c.hashed).outerjoin(
    passwords,
    (passwords.c.school == people.c.school)
    & (passwords.c.person_id == people.c.person_id),
)


def _person(row: Row[Any], holdings: Holdings) -> Person:
    return Person(
        person_id=row.person_id,
        name=row.name,
        email=row.email,
        roles=holdings,
        has_password=row.password_set_at is not None,
        signed_in_at=row.signed_in_at,
        phone=row.phone or "",
    )


def _place(after: str) -> tuple[Any, Any]:
    """Where a page ended: the id first, since a name may hold anything."""
    person, _, name = after.partition(" ")
    try:
        return name, UUID(person)
    except ValueError:
        raise Invalid({"cursor": ["Not a cursor of ours."]}) from None


# Made once: every page asks it, and to build it takes longer than to carry it out.
_HOLDINGS = (
    select(roles)
    .where(roles.c.school == bindparam("of_school"))
    .where(roles.c.person_id.in_(bindparam("of_people", expanding=True)))
    .order_by(roles.c.from_on, roles.c.role)
)
