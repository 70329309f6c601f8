"""The language of directory: schools, their hours, and the tokens programs use."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from contracts.access import Right, Role
from contracts.declare import command, event, query, several, text, view, whole
from contracts.values import SchoolId, WorkingHours


@command("directory.add_school", needs=Right.MANAGE_SCHOOLS)
class AddSchool:
    """Take on a school under an id of our own; its URN is an attribute, not its key."""

    school_id: SchoolId
    name: str = text(least=1)
    urn: int | None = whole(least=100_000, most=999_999, default=None)


@event("directory.school_added")
class SchoolAdded:
    """The MSP looks after one more school."""

    name: str
    urn: int | None


@command("directory.set_hours", needs=Right.MANAGE_SCHOOLS)
class SetHours:
    """Say when a school is open, and on which days it is closed besides."""

    school_id: SchoolId
    hours: WorkingHours
    closed: tuple[date, ...] = several(most=400, default=())


@event("directory.hours_set")
class HoursSet:
    """A school's opening hours and closed days are these from now on."""

    hours: WorkingHours
    closed: tuple[date, ...]


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


@view("directory.school")
class SchoolView:
    """A school as the directory knows it."""

    school_id: SchoolId
    name: str
    urn: int | None
    added_at: datetime
    hours: WorkingHours | None
    closed: tuple[date, ...]


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
