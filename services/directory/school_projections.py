"""How do the events of a school change what directory shows of it?"""

from __future__ import annotations

import json
from typing import assert_never

from sqlalchemy import Connection, delete, insert, update
from sqlalchemy.exc import IntegrityError

from contracts.calendar import (
    ClosuresSet,
    ExamsSet,
    InspectionsSet,
    NationSet,
    TermsSet,
)
from contracts.codec import dump
from contracts.directory import HoursSet, SchoolAdded, SchoolsLinked, UrnAssigned
from contracts.reference import school_code
from contracts.refusals import Conflict, Refused
from services.directory.domain import SchoolEvent
from services.directory.tables import school_links, schools, urns
from shared.work import Fresh

_PARTS = {
    HoursSet: "opening",
    TermsSet: "terms",
    ClosuresSet: "closures",
    ExamsSet: "exams",
    InspectionsSet: "inspections",
}
"""Where the last event that set a part of the school's year is kept."""


def project(connection: Connection, fresh: Fresh, event: SchoolEvent) -> None:
    """Keep a school as its events say it is.

    Conflict where another school's references begin as this one's would, Refused where
    another school carries its URN.
    """
    match event:
        case SchoolAdded():
            _add(connection, fresh, event)
        case HoursSet() | TermsSet() | ClosuresSet() | ExamsSet() | InspectionsSet():
            part = _PARTS[type(event)]
            _change(connection, fresh, **{part: json.dumps(dump(event))})
        case NationSet():
            _change(connection, fresh, nation=event.nation.value)
        case UrnAssigned():
            _assign_urn(connection, fresh, event)
        case SchoolsLinked():
            _link(connection, fresh, event)
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
                version=fresh.stream_version,
            )
        )
    except IntegrityError as error:
        raise Conflict("another school's references begin like this one's") from error


def _assign_urn(connection: Connection, fresh: Fresh, event: UrnAssigned) -> None:
    """Each event tells all of the URN that is carried from its day on."""
    connection.execute(
        delete(urns).where(
            urns.c.school == fresh.school, urns.c.from_on == event.from_on
        )
    )
    try:
        connection.execute(
            insert(urns).values(
                school=fresh.school,
                from_on=event.from_on,
                urn=event.urn,
                until_on=event.until_on,
            )
        )
    except IntegrityError as error:
        raise Refused(f"Another school carries the URN {event.urn}.") from error
    _change(connection, fresh, **({"urn": event.urn} if not event.until_on else {}))


def _link(connection: Connection, fresh: Fresh, event: SchoolsLinked) -> None:
    row = {
        "school": fresh.school,
        "other_school": event.other_school_id,
        "kind": event.kind.value,
    }
    same = (school_links.c[name] == part for name, part in row.items())
    connection.execute(delete(school_links).where(*same))
    connection.execute(insert(school_links).values(**row, linked_on=event.on))
    _change(connection, fresh)


def _change(connection: Connection, fresh: Fresh, **values: object) -> None:
    """What else is true of the school, and which version that makes it."""
    connection.execute(
        update(schools)
        .where(schools.c.school == fresh.school)
        .values(version=fresh.stream_version, **values)
    )
