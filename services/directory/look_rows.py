"""How is the look of a school kept and read?"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from contracts.look import GetLook, LookSet, LookView, SetLook
from contracts.refusals import NotFound
from services.directory.look import LOOK, Look
from services.directory.people_queries import has_school
from services.directory.tables import looks, schools
from shared.application import Answer, Asked
from shared.stream_version import version_of
from shared.work import Fresh, Work


def terms(work: Work, _: Look, command: SetLook) -> bool:
    """Whether there is such a school."""
    return has_school(work.connection, command.school_id)


def project(connection: Connection, fresh: Fresh, event: LookSet) -> None:
    """Keep the look of a school as it was set last."""
    connection.execute(delete(looks).where(looks.c.school == fresh.school))
    connection.execute(
        insert(looks).values(
            school=fresh.school, shown_name=event.shown_name, accent=event.accent
        )
    )


def get_look(connection: Connection, query: GetLook, _: Asked) -> LookView:
    """How a school looks; NotFound where there is none."""
    row = connection.execute(
        select(schools.c.school, schools.c.name, looks.c.shown_name, looks.c.accent)
        .outerjoin(looks, looks.c.school == schools.c.school)
        .where(schools.c.school == query.school_id)
    ).one_or_none()
    if row is None:
        raise NotFound("there is no such school")
    return LookView(
        school_id=row.school,
        name=row.shown_name or row.name,
        shown_name=row.shown_name,
        accent=row.accent,
        version=version_of(connection, LOOK, query.school_id, query),
    )


ANSWERS: Mapping[type, Answer] = {GetLook: get_look}
