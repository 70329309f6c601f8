"""As whom can one sign in on the first day, and by which passwords?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple
from uuid import UUID, uuid5

from contracts.access import Role, person, platform
from contracts.people import AddPerson, AssignRole, FindPeople, PeopleView
from contracts.sign_in import SetPassword
from contracts.values import PROVIDER
from services.gateway.passwords import make_password
from shared.config import write_secret
from shared.link import Link
from shared.work import Cause

FILE = "demo-sign-ins.txt"
ASHGROVE = UUID("0a5f1e00-0000-4000-8000-00000000a5f1")
BECKFIELD = UUID("beccf1e0-0000-4000-8000-0000000beccf")

_SINCE = date(2025, 9, 1)


class Somebody(NamedTuple):
    """Somebody of the demo; one role says enough of each."""

    name: str
    email: str
    role: Role
    school: UUID = PROVIDER

    @property
    def person_id(self) -> UUID:
        return uuid5(self.school, self.email)


OLU = Somebody("Olu", "olu@msp.example", Role.OPERATOR)
PRIYA = Somebody("Priya Nair", "priya@ashgrove.example", Role.STAFF, ASHGROVE)
BEN = Somebody("Ben Okafor", "ben@beckfield.example", Role.STAFF, BECKFIELD)
PEOPLE = (
    OLU,
    Somebody("Team lead", "lead@msp.example", Role.TEAM_LEAD),
    Somebody("Administrator", "administrator@msp.example", Role.MSP_ADMINISTRATOR),
    Somebody("Consultant", "consultant@msp.example", Role.CONSULTANT),
    Somebody("Project manager", "projects@msp.example", Role.PROJECT_MANAGER),
    PRIYA,
    Somebody("Head of Ashgrove", "head@ashgrove.example", Role.HEAD, ASHGROVE),
    Somebody(
        "Digital lead of Ashgrove",
        "digital@ashgrove.example",
        Role.SLT_DIGITAL_LEAD,
        ASHGROVE,
    ),
    Somebody("DSL of Ashgrove", "dsl@ashgrove.example", Role.DSL, ASHGROVE),
    Somebody(
        "Governor of Ashgrove", "governor@ashgrove.example", Role.GOVERNOR, ASHGROVE
    ),
    Somebody(
        "Technician of Ashgrove",
        "technician@ashgrove.example",
        Role.TECHNICIAN,
        ASHGROVE,
    ),
    Somebody("DPO of Ashgrove", "dpo@ashgrove.example", Role.DPO, ASHGROVE),
    BEN,
    Somebody("Auditor", "auditor@audit.example", Role.AUDITOR),
)
OLU_CALLER = person(OLU.person_id, {OLU.role}, None)


def ensure(link: Link, data: Path) -> str:
    """Have them all known, with passwords in a file that only its owner reads.

    The table in it. Where it was not finished before, it is made anew.
    """
    path = data / FILE
    if not path.exists() or not _are_known(link):
        passwords = [make_password() for _ in PEOPLE]
        for somebody, password in zip(PEOPLE, passwords, strict=True):
            _let_in(link, somebody, password)
        write_secret(path, _table(passwords))
    return path.read_text()


def _are_known(link: Link) -> bool:
    found: PeopleView = link.ask(FindPeople(school_id=PROVIDER), platform("directory"))
    return OLU.person_id in {one.person_id for one in found.people}


def _let_in(link: Link, somebody: Somebody, password: str) -> None:
    school_id, person_id = somebody.school, somebody.person_id
    commands = (
        AddPerson(
            school_id=school_id,
            person_id=person_id,
            name=somebody.name,
            email=somebody.email,
        ),
        AssignRole(
            school_id=school_id,
            person_id=person_id,
            role=somebody.role,
            from_on=_SINCE,
        ),
        SetPassword(school_id=school_id, person_id=person_id, password=password),
    )
    for command in commands:
        link.execute(command, Cause(caller=platform("directory")))


def _table(passwords: Sequence[str]) -> str:
    wide = max(len(one.email) for one in PEOPLE)
    return "".join(
        f"{one.email:<{wide}}  {password}  {one.name} ({_spoken(one.role)})\n"
        for one, password in zip(PEOPLE, passwords, strict=True)
    )


def _spoken(role: Role) -> str:
    return role.value.replace("_", " ")
