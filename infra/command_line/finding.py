"""Which ticket or school does somebody mean who types a reference, an id or a name?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from contracts.reference import parse
from infra.command_line.client import Client, Json, Problem
from infra.command_line.options import Unclear

_PAGE = 200
_TOLD = 5


def ticket_of(platform: Client, named: str) -> Json:
    """The ticket with a reference or an id; Unclear where there is none."""
    return platform.get("tickets", _id_of(named) or _by_reference(platform, named))


def school_of(platform: Client, named: str) -> UUID:
    """The school with an id or a URN, or the only one with these words in its name.

    Unclear where there is none, or more than one.
    """
    school_id = _id_of(named)
    if school_id is not None:
        return school_id
    fits = list(pages(platform, "schools", search=named, limit=_PAGE))
    exact = [one for one in fits if one["name"].casefold() == named.casefold()]
    found = exact or fits
    if len(found) == 1:
        return UUID(found[0]["school_id"])
    if not found:
        raise Unclear(f"there is no school {named!r}")
    names = ", ".join(f"{one['name']} ({one['school_id']})" for one in found[:_TOLD])
    raise Unclear(f"{named!r} may be any of {len(found)} schools: {names}")


def names_of(platform: Client, school_ids: Iterable[str]) -> dict[str, str]:
    """What schools are called; the id of one that may not be seen."""
    found = {}
    for school_id in set(school_ids):
        try:
            found[school_id] = str(platform.get("schools", school_id)["name"])
        except Problem:
            found[school_id] = school_id
    return found


def desk_of(platform: Client) -> dict[str, str]:
    """What the people of the MSP are called, by how tickets and events name them."""
    try:
        return {
            f"person:{one['person_id']}": str(one["name"])
            for one in pages(platform, "people", limit=_PAGE)
        }
    except Problem:
        return {}


def pages(platform: Client, what: str, **query: object) -> Iterator[Json]:
    """Everything that a list of the API holds, page after page."""
    cursor = None
    while cursor != "":
        page = platform.get(what, **query, cursor=cursor)
        yield from page[what]
        cursor = page["cursor"]


def _by_reference(platform: Client, named: str) -> UUID:
    wanted = parse(named)
    if wanted is None:
        raise Unclear(f"{named!r} is neither a reference such as K7QM-123 nor an id")
    written = f"{wanted.code}-{wanted.number}"
    for row in pages(platform, "tickets", search=written, limit=_PAGE):
        if row["reference"] == written:
            return UUID(row["ticket_id"])
    raise Unclear(f"there is no ticket {written}")


def _id_of(named: str) -> UUID | None:
    try:
        return UUID(named)
    except ValueError:
        return None
