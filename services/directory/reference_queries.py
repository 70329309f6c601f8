"""How is reference data read?"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, func, or_, select

from contracts.codec import restore
from contracts.gias import (
    Establishment,
    EstablishmentLink,
    EstablishmentsView,
    FindEstablishments,
    GetReference,
    ReferenceKind,
    ReferenceLoaded,
    ReferenceView,
)
from contracts.refusals import NotFound
from contracts.values import PROVIDER
from services.directory.reference_rows import current
from services.directory.succession import Link, Succession, between, inverse
from services.directory.tables import gias_links, references, schools
from shared.application import Answer, Asked


def get_reference(
    connection: Connection, query: GetReference, _: Asked
) -> ReferenceView:
    """The file that counts; NotFound where none was ever loaded."""
    found = connection.execute(
        select(references).where(
            references.c.school == PROVIDER, references.c.kind == query.kind
        )
    ).one_or_none()
    if found is None:
        raise NotFound("no file of this kind was loaded yet")
    loaded = restore(ReferenceLoaded, json.loads(found.loaded))
    return ReferenceView(
        kind=query.kind,
        digest=found.digest,
        dated_on=loaded.dated_on,
        rows=loaded.rows,
        added=loaded.added,
        changed=loaded.changed,
        unchanged=loaded.unchanged,
        removed=loaded.removed,
        loaded_at=found.loaded_at,
    )


def find_establishments(
    connection: Connection, query: FindEstablishments, _: Asked
) -> EstablishmentsView:
    """Those whose name has every word, or the one with the URN, each with its links."""
    search = query.search.strip()
    if search.isascii() and search.isdecimal():
        urns = [int(search)] if len(search) < 10 else []
    else:
        urns = _named(connection, search, query.limit + 1)
    page = urns[: query.limit]
    links = _links(connection, page)
    names = _names(connection, page)
    ours = _ours(connection, page)
    return EstablishmentsView(
        establishments=tuple(
            Establishment(
                urn=urn,
                name=names.get(urn),
                school_id=ours.get(urn),
                links=tuple(links[urn]),
            )
            for urn in page
            if urn in names or links[urn]
        ),
        more=len(urns) > query.limit,
    )


def succession(connection: Connection, old: int, new: int) -> Succession:
    """What the file that counts shows between two URNs."""
    either = or_(
        gias_links.c.urn.in_((old, new)), gias_links.c.link_urn.in_((old, new))
    )
    found = select(gias_links.c.urn, gias_links.c.link_urn, gias_links.c.type)
    rows = connection.execute(found.where(*_counting(connection), either))
    return between(old, new, (Link(*row) for row in rows))


ANSWERS: Mapping[type, Answer] = {
    GetReference: get_reference,
    FindEstablishments: find_establishments,
}


def _counting(connection: Connection) -> tuple[ColumnElement[bool], ...]:
    digest = current(connection, ReferenceKind.GIAS_LINKS)
    return gias_links.c.school == PROVIDER, gias_links.c.digest == digest


def _named(connection: Connection, search: str, limit: int) -> list[int]:
    sort_name = func.min(gias_links.c.sort_name)
    found = (
        select(gias_links.c.link_urn)
        .where(*_counting(connection))
        .group_by(gias_links.c.link_urn)
        .order_by(sort_name, gias_links.c.link_urn)
    )
    for word in search.casefold().split():
        found = found.where(gias_links.c.sort_name.contains(word, autoescape=True))
    return list(connection.execute(found.limit(limit)).scalars())


def _names(connection: Connection, urns: Iterable[int]) -> dict[int, str]:
    """What GIAS calls them: the name stands where others link to them."""
    found = (
        select(gias_links.c.link_urn, func.min(gias_links.c.name).label("name"))
        .where(*_counting(connection), gias_links.c.link_urn.in_(urns))
        .group_by(gias_links.c.link_urn)
    )
    return {row.link_urn: row.name for row in connection.execute(found)}


def _links(
    connection: Connection, urns: Sequence[int]
) -> defaultdict[int, list[EstablishmentLink]]:
    """The links of each; where only the other end tells of one, turned round."""
    either = or_(gias_links.c.urn.in_(urns), gias_links.c.link_urn.in_(urns))
    found = select(gias_links).where(*_counting(connection), either)
    rows = connection.execute(found.order_by(gias_links.c.urn)).all()
    told = {(row.urn, row.link_urn): row for row in rows}
    names = _names(connection, {row.urn for row in rows})
    links: defaultdict[int, list[EstablishmentLink]] = defaultdict(list)
    for (urn, other), row in told.items():
        links[urn].append(
            EstablishmentLink(
                urn=other,
                name=row.name,
                type=row.type,
                established_on=row.established_on,
            )
        )
        if (other, urn) not in told:
            links[other].append(
                EstablishmentLink(
                    urn=urn,
                    name=names.get(urn),
                    type=inverse(row.type),
                    established_on=row.established_on,
                )
            )
    return links


def _ours(connection: Connection, urns: Iterable[int]) -> dict[int, UUID]:
    found = select(schools.c.urn, schools.c.school).where(schools.c.urn.in_(urns))
    return {row.urn: row.school for row in connection.execute(found)}
