"""How does each event change what directory shows?"""

from __future__ import annotations

import json
from typing import TypeAlias, assert_never

from sqlalchemy import Connection, insert, update
from sqlalchemy.exc import IntegrityError

from contracts.codec import dump
from contracts.directory import HoursSet, SchoolAdded, TokenCreated, TokenRevoked
from contracts.people import PersonAdded, RoleAssigned, RoleEnded
from contracts.reference import school_code
from contracts.refusals import Conflict
from contracts.sign_in import (
    PasswordSet,
    SessionEnded,
    SessionStarted,
    SignInRefused,
)
from services.directory import people, people_projections, session_projections, sessions
from services.directory.domain import SchoolEvent, TokenEvent
from services.directory.tables import schools, tokens
from shared.work import Fresh

Event: TypeAlias = (
    SchoolEvent | TokenEvent | people.Event | sessions.Event | SignInRefused
)


def project(connection: Connection, fresh: Fresh) -> None:
    """Keep schools, people and what lets them in as the events say they are.

    Conflict where another school's references begin as this one's would.
    """
    event: Event = fresh.event
    match event:
        case PersonAdded() | RoleAssigned() | RoleEnded() | PasswordSet():
            people_projections.project(connection, fresh, event)
        case SessionStarted() | SessionEnded():
            session_projections.project(connection, fresh, event)
        case SignInRefused():
            pass  # It is read where it stands, in the log.
        case SchoolAdded():
            _add_school(connection, fresh, event)
        case HoursSet():
            connection.execute(
                update(schools)
                .where(schools.c.school == fresh.school)
                .values(opening=json.dumps(dump(event)))
            )
        case TokenCreated():
            connection.execute(
                insert(tokens).values(
                    school=fresh.school,
                    token_id=event.token_id,
                    role=event.role.value,
                    digest=event.digest,
                    expires_at=event.expires_at,
                    revoked=0,
                )
            )
        case TokenRevoked():
            connection.execute(
                update(tokens)
                .where(tokens.c.school == fresh.school)
                .where(tokens.c.token_id == event.token_id)
                .values(revoked=1)
            )
        case _:
            assert_never(event)


def _add_school(connection: Connection, fresh: Fresh, event: SchoolAdded) -> None:
    try:
        connection.execute(
            insert(schools).values(
                school=fresh.school,
                name=event.name,
                sort_name=event.name.casefold(),
                urn=event.urn,
                code=school_code(fresh.school),
                added_at=fresh.happened_at,
            )
        )
    except IntegrityError as error:
        raise Conflict("another school's references begin like this one's") from error
