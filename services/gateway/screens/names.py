"""What are people and schools called, and when has one exams? Remembered a while."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from flask import current_app

from contracts.access import (
    MSP_ROLES,
    RIGHTS,
    Right,
    Role,
    person_actor,
    platform,
)
from contracts.directory import GetSchool, SchoolView
from contracts.people import FindPeople, PeopleView, Person
from contracts.refusals import Refusal, Unavailable
from contracts.teams import GetTeams, Team, TeamsView
from contracts.values import PROVIDER, ExamPeriod
from services.gateway.asking import gateway
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import LONDON, named

REMEMBERED = timedelta(seconds=30)
"""How long a name may be an old one."""

_WORKING = {one for one in MSP_ROLES if Right.WORK_TICKETS in RIGHTS[one]}
_SOMEBODY = "Somebody who left"
_PLATFORM = "Caretaker"


class Colleague(NamedTuple):
    """Somebody at the MSP, or a technician of a school."""

    actor: str
    name: str


@dataclass
class Known:
    """What was heard of one school, and until when it is believed."""

    until: datetime
    name: str = ""
    exams: tuple[ExamPeriod, ...] = ()
    people: dict[str, Person] = field(default_factory=dict)
    teams: tuple[Team, ...] = ()


def forget(school_id: UUID) -> None:
    """Have it looked up anew: somebody has just changed what is known of it."""
    current_app.extensions["caretaker names"].pop(school_id, None)


def school(school_id: UUID) -> str:
    """What a school is called."""
    return _known(school_id).name


def exams(school_id: UUID) -> tuple[ExamPeriod, ...]:
    """When a school has exams."""
    return _known(school_id).exams


def who(actor: str, school_id: UUID) -> str:
    """The name of who did something at a school: one of its people, or of the MSP's."""
    kind, _, rest = actor.partition(":")
    if kind == "service":
        return _PLATFORM
    if kind == "person":
        for place in (PROVIDER, school_id):
            found = _known(place).people.get(actor)
            if found is not None:
                return found.name
        return _SOMEBODY
    if not rest:
        return actor[:1].upper() + actor[1:]
    return f"A program ({named(kind)})" if _is_id(rest) else rest.capitalize()


def person(actor: str, school_id: UUID) -> Person | None:
    """Somebody who is known at a school, or (school PROVIDER) at the MSP."""
    return _known(school_id).people.get(actor)


def people(school_id: UUID) -> tuple[Person, ...]:
    """Everybody who is known at a school."""
    return tuple(_known(school_id).people.values())


def called(school_id: str, said: str) -> Person | None:
    """Who alone is known at a school by this name or address; None: nobody is alone."""
    try:
        people = _known(UUID(school_id)).people.values()
    except ValueError:
        return None
    wanted = said.casefold()
    found = [one for one in people if wanted in {one.name.casefold(), one.email}]
    return found[0] if len(found) == 1 else None


def me(visit: Visit) -> Person:
    """Whoever is signed in, with their address; Unavailable: it cannot be looked up."""
    found = person(visit.actor, visit.home)
    if found is None:
        raise Unavailable("we cannot look up your address just now")
    return found


def teams(school_id: UUID) -> tuple[Team, ...]:
    """The teams of a school, or (school PROVIDER) of the MSP."""
    return _known(school_id).teams


def team(team_id: UUID | None, school_id: UUID) -> str:
    """What a team of the MSP or of a school is called; nothing where there is none."""
    if team_id is None:
        return ""
    both = (*teams(PROVIDER), *teams(school_id))
    called = (one.name for one in both if one.team_id == team_id)
    return next(called, "A team that is no more")


def colleagues() -> list[Colleague]:
    """Everybody who works at the MSP today, by name."""
    return _holding(PROVIDER, MSP_ROLES)


def desk() -> list[Colleague]:
    """Those of them who may work on tickets, and so may be given one."""
    return _holding(PROVIDER, _WORKING)


def may_be_in_teams(school_id: UUID) -> list[Colleague]:
    """Whom a team may have today: of the desk, or the technicians of a school."""
    if school_id == PROVIDER:
        return colleagues()
    return _holding(school_id, {Role.TECHNICIAN})


def _holding(school_id: UUID, roles: Collection[Role]) -> list[Colleague]:
    """Everybody of a place who holds one of these roles today, by name."""
    today = gateway().clock().astimezone(LONDON).date()
    return [
        Colleague(actor, one.name)
        for actor, one in _known(school_id).people.items()
        if any(
            held.role in roles
            and held.from_on <= today
            and (held.until_on is None or today <= held.until_on)
            for held in one.roles
        )
    ]


def _known(school_id: UUID) -> Known:
    remembered: dict[UUID, Known]
    remembered = current_app.extensions["caretaker names"]
    now = gateway().clock()
    known = remembered.get(school_id)
    if known is None or known.until < now:
        known = Known(now + REMEMBERED)
        known.people = _people(school_id)
        known.teams = _teams(school_id)
        known.name = "the MSP" if school_id == PROVIDER else "A school"
        found = None if school_id == PROVIDER else _school(school_id)
        if found is not None:
            known.name, known.exams = found.name, found.exams
        remembered[school_id] = known
    return known


def _school(school_id: UUID) -> SchoolView | None:
    question = GetSchool(school_id=school_id)
    try:
        found: SchoolView = gateway().link.ask(question, platform("gateway"))
    except Refusal:
        return None
    return found


def _teams(school_id: UUID) -> tuple[Team, ...]:
    question = GetTeams(school_id=school_id)
    try:
        found: TeamsView = gateway().link.ask(question, platform("gateway"))
    except Refusal:
        return ()
    return found.teams


def _people(school_id: UUID) -> dict[str, Person]:
    people: dict[str, Person] = {}
    after = ""
    while True:
        question = FindPeople(school_id=school_id, after=after, limit=200)
        try:
            page: PeopleView = gateway().link.ask(question, platform("gateway"))
        except Refusal:
            return people
        people |= {person_actor(one.person_id): one for one in page.people}
        after = page.next
        if not after:
            return people


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
