"""Who is known at a school or at the desk, and in which roles? As directory says.

By ids alone: names and addresses are sealed to us.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Index,
    Table,
    Text,
    Uuid,
    bindparam,
    delete,
    insert,
    or_,
    select,
    update,
)

from contracts.access import Role
from contracts.people import PersonAdded, RoleAssigned, RoleEnded
from contracts.values import PROVIDER
from services.intake.tables import METADATA
from shared.decider import Heard
from shared.row_security import READ_BY_ALL

known_people = Table(
    "known_people",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Column("account_id", Uuid, nullable=False),
    Index("known_people_account", "school", "account_id"),
    info=READ_BY_ALL,
)
"""Somebody who is known; `account_id` stands for their address, by directory's key."""

held_roles = Table(
    "held_roles",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("from_on", Date, primary_key=True),
    Column("until_on", Date),
    info=READ_BY_ALL,
)
"""In which roles, from a day to another; both count."""


class Place(NamedTuple):
    """Where somebody is known: at a school, or (PROVIDER) at the desk."""

    home: UUID
    person_id: UUID


def place_at(school: UUID, person_id: UUID, *, of_desk: bool) -> Place:
    """Where somebody of a school, or of the desk, is known."""
    return Place(PROVIDER if of_desk else school, person_id)


def keep_people(connection: Connection, heard: Sequence[Heard]) -> None:
    """Keep who is known, and their roles as they were given and ended."""
    for one in heard:
        of_school: dict[str, Any] = {"of_school": one.school}
        match one.event:
            case PersonAdded(person_id=person_id, account_id=account_id):
                row = {"school": one.school, "person_id": person_id}
                connection.execute(_ADD_PERSON, row | {"account_id": account_id})
            case RoleAssigned() as given:
                role: dict[str, Any] = {
                    "school": one.school,
                    "person_id": given.person_id,
                    "role": given.role.value,
                    "from_on": given.from_on,
                    "until_on": given.until_on,
                }
                connection.execute(_ADD_ROLE, role)
            case RoleEnded() as ended:
                which = of_school | {
                    "of_person": ended.person_id,
                    "of_role": ended.role.value,
                    "last": ended.until_on,
                }
                # What was to begin later never begins, and what is held ends then.
                connection.execute(_NEVER_BEGINS, which)
                connection.execute(_ENDS, which | {"until_on": ended.until_on})


def roles_on(
    connection: Connection, school: UUID, people: Collection[UUID], on: date
) -> Mapping[Place, frozenset[Role]]:
    """The roles that people hold on a day, at a school or at the desk."""
    which = {"of_homes": [school, PROVIDER], "of_people": list(people), "on": on}
    held: dict[Place, frozenset[Role]] = {}
    for row in connection.execute(_HELD, which) if people else ():
        place = Place(row.school, row.person_id)
        held[place] = held.get(place, frozenset()) | {Role(row.role)}
    return held


def account_of(connection: Connection, home: UUID, person_id: UUID) -> UUID | None:
    """What stands for somebody's address; None where they are not known there."""
    which = {"of_school": home, "of_person": person_id}
    found: UUID | None = connection.execute(_ACCOUNT, which).scalar()
    return found


def person_by(connection: Connection, home: UUID, account_id: UUID) -> UUID | None:
    """Who is known at a place by an address; None where nobody is."""
    which = {"of_school": home, "of_account": account_id}
    found: UUID | None = connection.execute(_PERSON, which).scalar()
    return found


# Made once: to build a statement takes several times as long as to carry it out.
_ADD_PERSON = insert(known_people)
_ADD_ROLE = insert(held_roles)
_OF_ROLE = (
    (held_roles.c.school == bindparam("of_school"))
    & (held_roles.c.person_id == bindparam("of_person"))
    & (held_roles.c.role == bindparam("of_role"))
)
_NEVER_BEGINS = delete(held_roles).where(
    _OF_ROLE, held_roles.c.from_on > bindparam("last")
)
_ENDS = update(held_roles).where(
    _OF_ROLE,
    or_(held_roles.c.until_on.is_(None), held_roles.c.until_on > bindparam("last")),
)
_HELD = select(held_roles.c.school, held_roles.c.person_id, held_roles.c.role).where(
    held_roles.c.school.in_(bindparam("of_homes", expanding=True)),
    held_roles.c.person_id.in_(bindparam("of_people", expanding=True)),
    held_roles.c.from_on <= bindparam("on"),
    or_(held_roles.c.until_on.is_(None), held_roles.c.until_on >= bindparam("on")),
)
_ACCOUNT = select(known_people.c.account_id).where(
    known_people.c.school == bindparam("of_school"),
    known_people.c.person_id == bindparam("of_person"),
)
_PERSON = select(known_people.c.person_id).where(
    known_people.c.school == bindparam("of_school"),
    known_people.c.account_id == bindparam("of_account"),
)
