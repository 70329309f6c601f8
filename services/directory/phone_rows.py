"""How are the numbers of people kept, and who may be calling from one?"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Connection, bindparam, exists, or_, select, update

from contracts.phones import FindByPhone, PhoneHolder, PhoneHoldersView, PhoneSet
from contracts.telephone import worldwide_number
from contracts.values import PROVIDER
from services.directory.roles import day_of
from services.directory.tables import people, roles
from shared.application import Answer, Asked
from shared.work import Fresh


def keep_phone(connection: Connection, fresh: Fresh, event: PhoneSet) -> None:
    """Keep the number that somebody calls from, or that none is known."""
    which = {"of_school": fresh.school, "of_person": event.person_id}
    connection.execute(_SET, which | {"phone": event.phone or None})


def phone_of(connection: Connection, school: UUID, person_id: UUID) -> str:
    """The number of somebody as it is kept; empty where none is."""
    which = {"of_school": school, "of_person": person_id}
    return connection.execute(_PHONE, which).scalar() or ""


def find_by_phone(
    connection: Connection, query: FindByPhone, asked: Asked
) -> PhoneHoldersView:
    """Who of the schools calls from a number; of one school, where one is named.

    Whoever has left is not calling: all their roles have ended.
    """
    known_by = worldwide_number(query.number)
    if not known_by:
        return PhoneHoldersView(known_by="", holders=())
    found = _HOLDERS.limit(query.limit)
    if query.school_id is not None:
        found = found.where(people.c.school == query.school_id)
    which = {"of_phone": known_by, "today": day_of(asked.now)}
    rows = connection.execute(found, which)
    holders = tuple(
        PhoneHolder(
            school_id=row.school,
            person_id=row.person_id,
            name=row.name,
            email=row.email,
        )
        for row in rows
    )
    return PhoneHoldersView(known_by=known_by, holders=holders)


ANSWERS: Mapping[type, Answer] = {FindByPhone: find_by_phone}


_OF_THE_PERSON = (roles.c.school == people.c.school) & (
    roles.c.person_id == people.c.person_id
)
_HELD_STILL = or_(roles.c.until_on.is_(None), roles.c.until_on >= bindparam("today"))
_OF_NUMBER = (
    select(people.c.school, people.c.person_id, people.c.name, people.c.email)
    .where(people.c.phone == bindparam("of_phone"), people.c.school != PROVIDER)
    .order_by(people.c.sort_name, people.c.school, people.c.person_id)
)
_HOLDERS = _OF_NUMBER.where(
    or_(
        ~exists().where(_OF_THE_PERSON),
        exists().where(_OF_THE_PERSON, _HELD_STILL),
    )
)
_ONE = (
    people.c.school == bindparam("of_school"),
    people.c.person_id == bindparam("of_person"),
)
# Made once: to build a statement takes several times as long as to carry it out.
_SET = update(people).where(*_ONE)
_PHONE = select(people.c.phone).where(*_ONE)
