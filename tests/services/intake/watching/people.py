"""Who is there to watch a ticket? People of the desk, and of two schools."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from contracts.access import Caller, Role, person, platform
from contracts.directory import AddSchool
from contracts.outgoing import TO_WATCHERS, LetterWritten
from contracts.people import AddPerson, AssignRole
from contracts.values import PROVIDER
from contracts.watching import UnwatchTicket, WatchTicket
from tests.support.cast import (
    ASHGROVE,
    BECKFIELD,
    BECKFIELD_NAME,
    BEN,
    OLU,
    PRIYA,
    TICKET,
    ZOE,
    Person,
)
from tests.support.town import Town

LONG_AGO = date(2020, 1, 1)


def _somebody(name: str, role: Role) -> Person:
    person_id = uuid5(TICKET, name)
    return Person(
        person_id=person_id,
        name=name,
        email=f"{name.lower()}@ashgrove.example",
        caller=person(person_id, {role}, ASHGROVE),
    )


HARRIET = _somebody("Harriet", Role.HEAD)
DAN = _somebody("Dan", Role.DSL)
SAM = _somebody("Sam", Role.STAFF)
"""People of Ashgrove besides Priya."""

_ROLES = {
    OLU: (PROVIDER, Role.OPERATOR),
    ZOE: (PROVIDER, Role.ENGINEER),
    PRIYA: (ASHGROVE, Role.STAFF),
    HARRIET: (ASHGROVE, Role.HEAD),
    DAN: (ASHGROVE, Role.DSL),
    SAM: (ASHGROVE, Role.STAFF),
    BEN: (BECKFIELD, Role.STAFF),
}


def known_people(town: Town) -> None:
    """Everybody is known at directory, and intake has heard of it."""
    town.execute(AddSchool(school_id=BECKFIELD, name=BECKFIELD_NAME))
    for somebody, (home, role) in _ROLES.items():
        told: dict[str, Any] = {"school_id": home, "person_id": somebody.person_id}
        for command in (
            AddPerson(**told, name=somebody.name, email=somebody.email),
            AssignRole(**told, role=role, from_on=LONG_AGO),
        ):
            town.execute(command, platform("directory"))
    town.settle()


def signed_in(somebody: Person) -> Caller:
    """Somebody as the caller that they are once they have signed in."""
    home, role = _ROLES[somebody]
    return person(somebody.person_id, {role}, None if home == PROVIDER else home)


def letters(town: Town) -> list[LetterWritten]:
    """What was written to those who watch."""
    written = town.events("intake", ASHGROVE)
    return [
        one
        for one in written
        if isinstance(one, LetterWritten) and one.kind in TO_WATCHERS
    ]


def watch(somebody: Person, ticket_id: UUID = TICKET) -> WatchTicket:
    return WatchTicket(
        school_id=ASHGROVE,
        ticket_id=ticket_id,
        person_id=somebody.person_id,
        email=somebody.email,
        of_desk=somebody in (OLU, ZOE),
    )


def unwatch(somebody: Person, ticket_id: UUID = TICKET) -> UnwatchTicket:
    return UnwatchTicket(
        school_id=ASHGROVE, ticket_id=ticket_id, person_id=somebody.person_id
    )
