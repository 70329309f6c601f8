"""Who is known here, and what may be done with what they are?"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from contracts.people import (
    AddPerson,
    AssignRole,
    EndRole,
    HeldRole,
    PersonAdded,
    RoleAssigned,
    RoleEnded,
)
from contracts.phones import PhoneSet, SetPhone
from contracts.refusals import Invalid, NotFound, Refused
from contracts.sign_in import PasswordSet, RecordPassword
from services.directory.phones import number_of, set_phone
from services.directory.roles import (
    Holdings,
    check_person,
    check_place,
    ended,
    overlapping,
)
from shared.decider import Decider

Command: TypeAlias = AddPerson | AssignRole | EndRole | SetPhone | RecordPassword
Event: TypeAlias = PersonAdded | RoleAssigned | RoleEnded | PhoneSet | PasswordSet

_ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")


@dataclass(frozen=True)
class NotKnown:
    """There is no such person yet."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """Somebody; by `account_id` and a password they sign in."""

    account_id: UUID
    holdings: Holdings = ()


Person: TypeAlias = NotKnown | Known


def normal_address(email: str) -> str:
    """How an address is written here: the same person, however they type it."""
    return email.strip().lower()


def decide(
    person: Person, command: Command, _now: datetime, terms: UUID | str | None
) -> list[Event]:
    """The events that follow.

    The terms of who is added stand for their address; of a number, they are the one
    that is kept now.
    """
    if isinstance(command, AddPerson):
        assert isinstance(terms, UUID), "who is added has an address"
        return _add(person, command, terms)
    if isinstance(person, NotKnown):
        raise NotFound("There is no such person.")
    match command:
        case AssignRole():
            return _assign(person, command)
        case EndRole():
            return _end(person, command)
        case SetPhone():
            return [*set_phone(command, terms if isinstance(terms, str) else "")]
        case RecordPassword():
            return [PasswordSet(person_id=command.person_id)]
        case _:
            assert_never(command)


def evolve(person: Person, event: Event) -> Person:
    """What is true of the person after the event."""
    if isinstance(event, PersonAdded):
        return Known(account_id=event.account_id)
    assert isinstance(person, Known), "their first event adds a person"
    match event:
        case RoleAssigned(role=role, from_on=from_on, until_on=until_on):
            held = HeldRole(role=role, from_on=from_on, until_on=until_on)
            return replace(person, holdings=(*person.holdings, held))
        case RoleEnded(role=role, until_on=until_on):
            return replace(person, holdings=ended(person.holdings, role, until_on))
        case PasswordSet() | PhoneSet():
            return person
        case _:
            assert_never(event)


def _add(person: Person, command: AddPerson, account_id: UUID) -> list[Event]:
    name, email = command.name.strip(), normal_address(command.email)
    errors = {}
    if not name:
        errors["name"] = ["Must not be blank."]
    if not _ADDRESS.fullmatch(email):
        errors["email"] = ["Not an e-mail address such as priya@ashgrove.example."]
    try:
        phone = number_of(command.phone)
    except Invalid as wrong:
        errors |= wrong.errors
    if errors:
        raise Invalid(errors)
    if isinstance(person, Known):
        if person.account_id != account_id:
            raise Refused("Somebody else is known by this id.")
        return []
    added = PersonAdded(
        person_id=command.person_id, account_id=account_id, name=name, email=email
    )
    called = PhoneSet(person_id=command.person_id, phone=phone)
    return [added, called] if phone else [added]


def _assign(person: Known, command: AssignRole) -> list[Event]:
    check_person(command.role)
    check_place(command.role, command.school_id)
    if command.until_on is not None and command.until_on < command.from_on:
        raise Invalid({"until_on": ["Must not be before the first day."]})
    wanted = HeldRole(
        role=command.role, from_on=command.from_on, until_on=command.until_on
    )
    if wanted in person.holdings:
        return []
    if overlapping(wanted, person.holdings):
        raise Refused(f"The role {wanted.role.value} is held on some of these days.")
    return [
        RoleAssigned(
            person_id=command.person_id,
            role=command.role,
            from_on=command.from_on,
            until_on=command.until_on,
        )
    ]


def _end(person: Known, command: EndRole) -> list[Event]:
    if all(one.role is not command.role for one in person.holdings):
        raise Refused(f"The role {command.role.value} is not held.")
    if ended(person.holdings, command.role, command.until_on) == person.holdings:
        return []
    return [
        RoleEnded(
            person_id=command.person_id, role=command.role, until_on=command.until_on
        )
    ]


PERSON: Decider[Person] = Decider(
    category="person",
    identity="person_id",
    commands=(AddPerson, AssignRole, EndRole, SetPhone, RecordPassword),
    initial=NotKnown(),
    decide=decide,
    evolve=evolve,
)
