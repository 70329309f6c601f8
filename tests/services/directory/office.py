"""How do the tests of accounts begin? Two schools, their people, and signing in."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from argon2 import PasswordHasher, profiles

from contracts.access import Caller, Role, person, platform
from contracts.directory import AddSchool
from contracts.people import AddPerson, AssignRole, EndRole
from contracts.sign_in import (
    CheckSession,
    FindSessions,
    SessionsView,
    SessionView,
    SetPassword,
    SignIn,
    VisitorView,
)
from contracts.values import PROVIDER
from tests.support.cast import (
    ASHGROVE,
    ASHGROVE_NAME,
    BECKFIELD,
    BECKFIELD_NAME,
    BEN,
    OLU,
    PRIYA,
    Person,
)
from tests.support.town import Town

CHEAPEST = PasswordHasher.from_parameters(profiles.CHEAPEST)
"""Argon2 with so little work that tests can sign in a thousand times."""

PASSWORD = "thistle lantern harbour"
OTHER_PASSWORD = "gravel orchid tuesday"
SINCE = date(2025, 9, 1)
NETWORK = "192.0.2.7"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"

GATEWAY = platform("gateway")
ADMINISTRATOR = Caller(actor="person:administrator", role=Role.MSP_ADMINISTRATOR)


class Office:
    """Directory, with Olu, Priya and Ben in it."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.clock = town.clock
        for school, name in (
            (ASHGROVE, ASHGROVE_NAME),
            (BECKFIELD, BECKFIELD_NAME),
        ):
            town.execute(AddSchool(school_id=school, name=name))
        self.add(OLU, PROVIDER, Role.OPERATOR)
        self.add(PRIYA, ASHGROVE, Role.STAFF)
        self.add(BEN, BECKFIELD, Role.STAFF)

    def add(self, somebody: Person, school: UUID, *roles: Role) -> None:
        """Have somebody known, with a password."""
        self.manage(
            AddPerson(
                school_id=school,
                person_id=somebody.person_id,
                name=somebody.name,
                email=somebody.email,
            )
        )
        for role in roles:
            self.assign(somebody, school, role)
        self.manage(
            SetPassword(
                school_id=school, person_id=somebody.person_id, password=PASSWORD
            )
        )

    def assign(
        self,
        somebody: Person,
        school: UUID,
        role: Role,
        from_on: date = SINCE,
        until_on: date | None = None,
    ) -> None:
        self.manage(
            AssignRole(
                school_id=school,
                person_id=somebody.person_id,
                role=role,
                from_on=from_on,
                until_on=until_on,
            )
        )

    def end(self, somebody: Person, school: UUID, role: Role, until_on: date) -> None:
        self.manage(
            EndRole(
                school_id=school,
                person_id=somebody.person_id,
                role=role,
                until_on=until_on,
            )
        )

    def manage(self, command: Any) -> Any:
        """Have an administrator say something."""
        return self.town.execute(command, by=ADMINISTRATOR)

    def sign_in(
        self,
        email: str = PRIYA.email,
        password: str = PASSWORD,
        origin: str = NETWORK,
        browser: str = FIREFOX,
    ) -> SessionView:
        """Say who one is, as a form of the gateway does."""
        command = SignIn(email=email, password=password, origin=origin, browser=browser)
        session: SessionView = self.town.execute(command, by=GATEWAY)
        return session

    def check(self, session: SessionView) -> VisitorView:
        """Who shows the secret of a session."""
        digest = sha256(session.secret.encode()).hexdigest()
        visitor: VisitorView = self.town.ask(CheckSession(digest=digest), by=GATEWAY)
        return visitor

    def sessions(
        self, somebody: Person = PRIYA, school: UUID = ASHGROVE
    ) -> SessionsView:
        """The sessions of somebody, as they see them."""
        query = FindSessions(school_id=school, person_id=somebody.person_id)
        found: SessionsView = self.town.ask(query, by=themself(somebody, school))
        return found


def themself(somebody: Person = PRIYA, school: UUID | None = ASHGROVE) -> Caller:
    """Somebody as they send commands once they are signed in."""
    assert somebody.caller.role is not None
    at = None if school == PROVIDER else school
    return person(somebody.person_id, {somebody.caller.role}, at)
