"""The language of directory for telephone numbers: whose they are, and who calls."""

from __future__ import annotations

from uuid import UUID

from contracts.access import Right
from contracts.declare import command, event, personal, query, text, value, view, whole
from contracts.values import SchoolId

LONGEST_PHONE = 40


@command("directory.set_phone", needs=Right.MANAGE_PEOPLE)
class SetPhone:
    """Say by which number somebody calls; an empty one takes it away."""

    school_id: SchoolId
    person_id: UUID
    phone: str = text(most=LONGEST_PHONE)


@event("directory.phone_set")
class PhoneSet:
    """Somebody calls from this number from now on; from none, where it is empty."""

    person_id: UUID
    phone: str = personal("person_id", most=LONGEST_PHONE)


@query("directory.find_by_phone", needs=Right.WORK_TICKETS)
class FindByPhone:
    """Who of the schools may be calling from this number? Nobody, where it is none."""

    number: str = text(most=LONGEST_PHONE)
    school_id: SchoolId | None = None
    limit: int = whole(least=1, most=50, default=5)


@value
class PhoneHolder:
    """Somebody of a school who calls from a number."""

    school_id: SchoolId
    person_id: UUID
    name: str
    email: str


@view("directory.phone_holders")
class PhoneHoldersView:
    """Those who call from a number, which is `known_by` this, by name."""

    known_by: str
    holders: tuple[PhoneHolder, ...]
