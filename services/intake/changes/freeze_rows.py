"""How is it kept, as directory says it, when nothing is changed at a school?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, delete, insert, select

from contracts.calendar import ExamsSet, InspectionsSet, TermsSet
from contracts.changes import Freeze, FreezeKind
from services.intake.changes.freezes import Span, septembers_of, with_septembers
from services.intake.changes.tables import freezes
from shared.decider import Heard


def keep_freezes(connection: Connection, heard: Sequence[Heard]) -> None:
    """Keep the exams, the inspections and the beginnings of school years of now."""
    for one in heard:
        match one.event:
            case ExamsSet(exams=exams):
                _keep(connection, one.school, FreezeKind.EXAMS, exams)
            case InspectionsSet(inspections=inspections):
                _keep(connection, one.school, FreezeKind.INSPECTION, inspections)
            case TermsSet(terms=terms):
                busy = septembers_of(terms)
                _keep(connection, one.school, FreezeKind.SEPTEMBER, busy)


def freezes_of(connection: Connection, school: UUID, days: Span) -> list[Freeze]:
    """The freezes of a school in these days, the first one first."""
    found = connection.execute(_OF_SCHOOL, {"of_school": school} | _within(days))
    return with_septembers([_freeze(row) for row in found], days)


def freezes_of_all(
    connection: Connection, schools: Iterable[UUID], days: Span
) -> dict[UUID, list[Freeze]]:
    """The freezes of several schools in these days."""
    known: dict[UUID, list[Freeze]] = {one: [] for one in schools}
    which: dict[str, Any] = {"of_schools": [*known]}
    for row in connection.execute(_OF_SCHOOLS, which | _within(days)):
        known[row.school].append(_freeze(row))
    return {one: with_septembers(told, days) for one, told in known.items()}


def _keep(
    connection: Connection, school: UUID, kind: FreezeKind, days: Iterable[Any]
) -> None:
    which = {"of_school": school, "of_kind": kind.value}
    connection.execute(_FORGET, which)
    rows = [
        {
            "school": school,
            "kind": kind.value,
            "place": place,
            "name": one.name,
            "from_on": one.from_on,
            "until_on": one.until_on,
        }
        for place, one in enumerate(days)
    ]
    if rows:
        connection.execute(_ADD, rows)


def _within(days: Span) -> dict[str, Any]:
    """The years of these days: when one begins is known only from all of it."""
    first, last = days
    return {
        "from_first": first.replace(month=1, day=1),
        "until_last": last.replace(month=12, day=31),
    }


def _freeze(row: Row[Any]) -> Freeze:
    return Freeze(
        kind=FreezeKind(row.kind),
        name=row.name,
        from_on=row.from_on,
        until_on=row.until_on,
    )


# Made once: to build a statement takes several times as long as to carry it out.
_ADD = insert(freezes)
_FORGET = delete(freezes).where(
    freezes.c.school == bindparam("of_school"), freezes.c.kind == bindparam("of_kind")
)
_IN_THESE_YEARS = (
    select(freezes)
    .where(
        freezes.c.until_on >= bindparam("from_first"),
        freezes.c.from_on <= bindparam("until_last"),
    )
    .order_by(freezes.c.school, freezes.c.from_on, freezes.c.kind, freezes.c.place)
)
_OF_SCHOOL = _IN_THESE_YEARS.where(freezes.c.school == bindparam("of_school"))
_OF_SCHOOLS = _IN_THESE_YEARS.where(
    freezes.c.school.in_(bindparam("of_schools", expanding=True))
)
