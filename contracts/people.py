"""The language of directory for people: who they are, and their roles by date."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from contracts.access import Right, Role
from contracts.declare import command, event, personal, query, text, value, view, whole
from contracts.phones import LONGEST_PHONE
from contracts.values import SchoolId


@command("directory.add_person", needs=Right.MANAGE_PEOPLE)
class AddPerson:
    """Make somebody known, at one school or (school PROVIDER) at the MSP.

    `phone` is the number they call from, where it is known.
    """

    school_id: SchoolId
    person_id: UUID
    name: str = text(least=1)
    email: str = text(least=3, most=254)
    phone: str = text(most=LONGEST_PHONE, default="")


@event("directory.person_added")
class PersonAdded:
    """Somebody is known here; `account_id` stands for their address, by our key."""

    person_id: UUID
    account_id: UUID
    name: str = personal("person_id")
    email: str = personal("person_id", most=254)


@command("directory.assign_role", needs=Right.MANAGE_PEOPLE)
class AssignRole:
    """Give somebody a role, from one day to another or for as long as it is not ended.

    Both days count, from midnight to midnight in London.
    """

    school_id: SchoolId
    person_id: UUID
    role: Role
    from_on: date
    until_on: date | None = None


@event("directory.role_assigned")
class RoleAssigned:
    """Somebody holds a role on these days."""

    person_id: UUID
    role: Role
    from_on: date
    until_on: date | None


@command("directory.end_role", needs=Right.MANAGE_PEOPLE)
class EndRole:
    """Let a role end with a day; what was to begin after that day never begins."""

    school_id: SchoolId
    person_id: UUID
    role: Role
    until_on: date


@event("directory.role_ended")
class RoleEnded:
    """Somebody does not hold a role any more after this day."""

    person_id: UUID
    role: Role
    until_on: date


@query("directory.find_people", needs=Right.READ_PEOPLE)
class FindPeople:
    """Who is known at a school, or (school PROVIDER) at the MSP? Keyset pages."""

    school_id: SchoolId
    after: str = text(most=400, default="")
    limit: int = whole(least=1, most=200, default=50)


@value
class HeldRole:
    """A role somebody holds, held or will hold."""

    role: Role
    from_on: date
    until_on: date | None


@value
class Person:
    """Somebody who is known; without a password they cannot sign in yet.

    `signed_in_at` is when they last did, None if never. `phone` is empty where the
    number they call from is not known.
    """

    person_id: UUID
    name: str
    email: str
    roles: tuple[HeldRole, ...]
    has_password: bool
    signed_in_at: datetime | None = None
    phone: str = ""


@view("directory.people")
class PeopleView:
    """A page of people by name; `next` continues it, empty at the end."""

    people: tuple[Person, ...]
    next: str


@query("directory.get_person", needs=Right.READ_PEOPLE)
class GetPerson:
    """Who is this, and in which roles of all times? NotFound for nobody of there."""

    school_id: SchoolId
    person_id: UUID


@view("directory.person")
class PersonView:
    """One of the people of a school, or of the MSP."""

    person: Person
