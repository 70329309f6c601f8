"""The language of directory for reference data: what GIAS says of establishments.

GIAS is the DfE's register Get Information About Schools; its word for a school is
establishment. Reference data is the MSP's own: it belongs to the school PROVIDER.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, query, several, text, value, view, whole
from contracts.values import SchoolId


class ReferenceKind(StrEnum):
    """Which file of reference data; as text its value, since it names a stream."""

    GIAS_LINKS = "gias-links"


@value
class GiasLink:
    """How GIAS says that an establishment came from, or became, another one."""

    urn: int = whole(least=100_000, most=999_999)
    link_urn: int = whole(least=100_000, most=999_999)
    name: str = text(least=1)
    type: str = text(least=1, most=100)
    established_on: date | None = None


@command("directory.stage_gias_links", needs=Right.MANAGE_SCHOOLS)
class StageGiasLinks:
    """Have some rows of a file at hand; none of them counts before all are loaded.

    `digest` is the hex SHA-256 of the file.
    """

    school_id: SchoolId
    digest: str = text(least=64, most=64)
    links: tuple[GiasLink, ...] = several(most=1_000)


@command("directory.load_reference", needs=Right.MANAGE_SCHOOLS)
class LoadReference:
    """Let the rows of a file that are at hand count, and no others of its kind."""

    school_id: SchoolId
    kind: ReferenceKind
    digest: str = text(least=64, most=64)
    rows: int = whole(least=1, most=10_000_000)
    dated_on: date | None = None


@event("directory.reference_loaded")
class ReferenceLoaded:
    """The rows of one file count from now on; how they differ from those before."""

    kind: ReferenceKind
    digest: str
    dated_on: date | None
    rows: int
    added: int
    changed: int
    unchanged: int
    removed: int


@query("directory.get_reference", needs=Right.MANAGE_SCHOOLS)
class GetReference:
    """Which file of this kind counts?"""

    kind: ReferenceKind


@view("directory.reference")
class ReferenceView:
    """The file of reference data that counts; `dated_on` where its name told a day."""

    kind: ReferenceKind
    digest: str
    dated_on: date | None
    rows: int
    added: int
    changed: int
    unchanged: int
    removed: int
    loaded_at: datetime


@query("directory.find_establishments", needs=Right.MANAGE_SCHOOLS)
class FindEstablishments:
    """Which establishments have these words in their name, or this URN?"""

    search: str = text(least=1)
    limit: int = whole(least=1, most=100, default=20)


@value
class EstablishmentLink:
    """Another establishment, and what it is to this one in the words of GIAS."""

    urn: int
    name: str | None
    type: str
    established_on: date | None


@value
class Establishment:
    """An establishment as GIAS links it; `school_id` is our school with its URN now."""

    urn: int
    name: str | None
    school_id: UUID | None
    links: tuple[EstablishmentLink, ...]


@view("directory.establishments")
class EstablishmentsView:
    """Establishments by name; `more` says that there are others that fit."""

    establishments: tuple[Establishment, ...]
    more: bool
