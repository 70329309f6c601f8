"""Which URNs do schools carry, and what are others to them, as the rows have it?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Connection, select

from contracts.directory import CarriedUrn, LinkedSchool, LinkKind
from services.directory.tables import school_links, urns


def carried_urns(
    connection: Connection, schools: Collection[UUID]
) -> defaultdict[UUID, list[CarriedUrn]]:
    """The URNs of each school, the first one first."""
    found = select(urns).where(urns.c.school.in_(schools)).order_by(urns.c.from_on)
    carried: defaultdict[UUID, list[CarriedUrn]] = defaultdict(list)
    for row in connection.execute(found):
        carried[row.school].append(
            CarriedUrn(urn=row.urn, from_on=row.from_on, until_on=row.until_on)
        )
    return carried


def linked_schools(
    connection: Connection, schools: Collection[UUID]
) -> defaultdict[UUID, list[LinkedSchool]]:
    """What others are to each school, in the order of the days."""
    order = (school_links.c.linked_on, school_links.c.other_school, school_links.c.kind)
    found = select(school_links).where(school_links.c.school.in_(schools))
    linked: defaultdict[UUID, list[LinkedSchool]] = defaultdict(list)
    for row in connection.execute(found.order_by(*order)):
        linked[row.school].append(
            LinkedSchool(
                school_id=row.other_school, kind=LinkKind(row.kind), on=row.linked_on
            )
        )
    return linked
