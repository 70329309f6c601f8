"""How do the events of a school change what directory shows of it?"""

from __future__ import annotations

import json
from typing import assert_never

from sqlalchemy import Connection, insert, update
from sqlalchemy.exc import IntegrityError

from contracts.codec import dump
from contracts.directory import HoursSet, SchoolAdded
from contracts.reference import school_code
from contracts.refusals import Conflict
from services.directory.domain import SchoolEvent
from services.directory.tables import schools
from shared.work import Fresh


def project(connection: Connection, fresh: Fresh, event: SchoolEvent) -> None:
    """Keep a school as its events say it is.

    Conflict where another school's references begin as this one's would.
    """
    match event:
        case SchoolAdded():
            _add(connection, fresh, event)
        case HoursSet():
            connection.execute(
                update(schools)
                .where(schools.c.school == fresh.school)
                .values(opening=json.dumps(dump(event)))
            )
        case _:
            assert_never(event)


def _add(connection: Connection, fresh: Fresh, event: SchoolAdded) -> None:
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
