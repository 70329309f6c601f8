"""How does each event change what directory shows of people?"""

from __future__ import annotations

from typing import assert_never

from sqlalchemy import Connection, delete, insert, or_, update
from sqlalchemy.exc import IntegrityError

from contracts.people import PersonAdded, RoleAssigned, RoleEnded
from contracts.phones import PhoneSet
from contracts.refusals import Refused
from contracts.sign_in import PasswordSet
from services.directory.people import Event
from services.directory.phone_rows import keep_phone
from services.directory.tables import people, roles
from shared.work import Fresh


def project(connection: Connection, fresh: Fresh, event: Event) -> None:
    """Keep people and their roles as the events say they are.

    Refused where somebody else signs in by the same address.
    """
    match event:
        case PersonAdded():
            _add(connection, fresh, event)
        case RoleAssigned():
            connection.execute(
                insert(roles).values(
                    school=fresh.school,
                    person_id=event.person_id,
                    role=event.role.value,
                    from_on=event.from_on,
                    until_on=event.until_on,
                )
            )
        case RoleEnded():
            _end_role(connection, fresh, event)
        case PhoneSet():
            keep_phone(connection, fresh, event)
        case PasswordSet():
            connection.execute(
                update(people)
                .where(people.c.school == fresh.school)
                .where(people.c.person_id == event.person_id)
                .values(password_set_at=fresh.happened_at)
            )
        case _:
            assert_never(event)


def _add(connection: Connection, fresh: Fresh, event: PersonAdded) -> None:
    try:
        connection.execute(
            insert(people).values(
                school=fresh.school,
                person_id=event.person_id,
                account_id=event.account_id,
                name=event.name,
                sort_name=event.name.casefold(),
                email=event.email,
            )
        )
    except IntegrityError as error:
        raise Refused("Somebody is known by this e-mail address already.") from error


def _end_role(connection: Connection, fresh: Fresh, event: RoleEnded) -> None:
    of_the_person = (
        roles.c.school == fresh.school,
        roles.c.person_id == event.person_id,
        roles.c.role == event.role.value,
    )
    later = roles.c.from_on > event.until_on
    connection.execute(delete(roles).where(*of_the_person, later))
    longer = or_(roles.c.until_on.is_(None), roles.c.until_on > event.until_on)
    connection.execute(
        update(roles).where(*of_the_person, longer).values(until_on=event.until_on)
    )
