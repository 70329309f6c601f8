"""The language of directory: schools, their hours, and the tokens programs use."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from uuid import UUID

from contracts.access import Right, Role
from contracts.declare import command, event, query, text, value, view, whole
from contracts.values import (
    Closure,
    ExamPeriod,
    HolidaySupport,
    Inspection,
    Nation,
    SchoolId,
    Term,
    WorkingHours,
)


@command("directory.add_school", needs=Right.MANAGE_SCHOOLS)
class AddSchool:
    """Take on a school under an id of our own; its URN is an attribute, not its key.

    Where no nation is said, its URN tells; without one it is England.
    """

    school_id: SchoolId
    name: str = text(least=1)
    urn: int | None = whole(least=100_000, most=999_999, default=None)
    nation: Nation | None = None


@event("directory.school_added")
class SchoolAdded:
    """The MSP looks after one more school."""

    name: str
    urn: int | None


@event("directory.urn_assigned")
class UrnAssigned:
    """A school carries this URN from a day on; said again of that day, this counts.

    `overridden`: reference data did not show that the URN carries the school on.
    """

    urn: int
    from_on: date
    until_on: date | None
    reason: str
    overridden: bool


@command("directory.change_urn", needs=Right.MANAGE_SCHOOLS)
class ChangeUrn:
    """Say that the same school goes on under another URN, as when it is an academy.

    Reference data must show it; `override` is for when it shows nothing. A merger or a
    split makes another school: see LinkSchools.
    """

    school_id: SchoolId
    urn: int = whole(least=100_000, most=999_999)
    on: date
    reason: str = text(least=1, most=500)
    override: bool = False


class LinkKind(Enum):
    """What another school is to this one."""

    SUCCEEDS = "succeeds"
    SUCCEEDED_BY = "succeeded_by"
    MERGED_FROM = "merged_from"
    MERGED_INTO = "merged_into"
    SPLIT_FROM = "split_from"
    SPLIT_INTO = "split_into"


@command("directory.link_schools", needs=Right.MANAGE_SCHOOLS)
class LinkSchools:
    """Say in the logs of two schools what they are to each other."""

    school_id: SchoolId
    other_school_id: SchoolId
    kind: LinkKind
    on: date


@command("directory.record_link", needs=Right.MANAGE_SCHOOLS)
class RecordLink:
    """Say in the log of one school what another is to it."""

    school_id: SchoolId
    other_school_id: SchoolId
    kind: LinkKind
    on: date


@event("directory.schools_linked")
class SchoolsLinked:
    """Another school is this to the school from a day on; its log says the converse."""

    other_school_id: SchoolId
    kind: LinkKind
    on: date


@command("directory.set_hours", needs=Right.MANAGE_SCHOOLS)
class SetHours:
    """Say when a school is open.

    With `version`, only if nothing of the school has changed since it was that.
    """

    school_id: SchoolId
    hours: WorkingHours
    version: int | None = whole(least=1, most=2**31, default=None)


@event("directory.hours_set")
class HoursSet:
    """A school's opening hours are these from now on."""

    hours: WorkingHours


@command("directory.create_token", needs=Right.MANAGE_TOKENS)
class CreateToken:
    """Let a program act in a role, at one school or (school PROVIDER) for the MSP.

    `digest` is the hex SHA-256 of the secret, which only its holder keeps.
    """

    school_id: SchoolId
    token_id: UUID
    role: Role
    digest: str = text(least=64, most=64)
    expires_at: datetime


@event("directory.token_created")
class TokenCreated:
    """A program may act in a role until it expires."""

    token_id: UUID
    role: Role
    digest: str
    expires_at: datetime


@command("directory.revoke_token", needs=Right.MANAGE_TOKENS)
class RevokeToken:
    """Stop a token before it expires."""

    school_id: SchoolId
    token_id: UUID


@event("directory.token_revoked")
class TokenRevoked:
    """A token stopped counting."""

    token_id: UUID


@query("directory.find_schools", needs=Right.READ_SCHOOLS)
class FindSchools:
    """Which schools have these words in their name, or this URN? Keyset pages."""

    search: str = text(default="")
    school_id: SchoolId | None = None
    after: str = text(most=400, default="")
    limit: int = whole(least=1, most=200, default=50)


@query("directory.get_school", needs=Right.READ_SCHOOLS)
class GetSchool:
    """What do we know of this school?"""

    school_id: SchoolId


@value
class CarriedUrn:
    """A URN that a school carries, or carried until a day that still counts."""

    urn: int
    from_on: date
    until_on: date | None


@value
class LinkedSchool:
    """What another school is to this one."""

    school_id: SchoolId
    kind: LinkKind
    on: date


@view("directory.school")
class SchoolView:
    """A school as the directory knows it; `urn` is the one it carries now.

    `version` is what a change of its settings is decided on.
    """

    school_id: SchoolId
    name: str
    urn: int | None
    added_at: datetime
    version: int
    hours: WorkingHours | None
    terms: tuple[Term, ...] = ()
    support_in_holidays: HolidaySupport = HolidaySupport.SAME_HOURS
    closures: tuple[Closure, ...] = ()
    exams: tuple[ExamPeriod, ...] = ()
    nation: Nation = Nation.ENGLAND
    urns: tuple[CarriedUrn, ...] = ()
    links: tuple[LinkedSchool, ...] = ()
    inspections: tuple[Inspection, ...] = ()


@view("directory.schools")
class SchoolsView:
    """A page of schools by name; `next` continues it, empty at the end."""

    schools: tuple[SchoolView, ...]
    next: str


@query("directory.check_token")
class CheckToken:
    """Who is the holder of this secret? Asked by the gateway."""

    digest: str = text(least=64, most=64)


@view("directory.token")
class TokenView:
    """What a token lets its holder do; `school_id` None is the MSP's own."""

    token_id: UUID
    role: Role
    school_id: SchoolId | None
    expires_at: datetime
