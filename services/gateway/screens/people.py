"""Who is known at a school, and how is somebody made known there?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID, uuid4, uuid5

from flask import render_template, request

from contracts.people import AddPerson, FindPeople, HeldRole, PeopleView
from contracts.refusals import Refusal
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.visits import Visit
from services.gateway.screens.whose import Whose, of_school
from services.gateway.screens.words import LONDON

screens = Screens("people")

PAGE = 50

_AT = "/console/schools/<uuid:school_id>/people"


class Roles(NamedTuple):
    """What somebody is now, will be, and was: the last of those first."""

    now: list[HeldRole]
    later: list[HeldRole]
    before: list[HeldRole]


@screens.on("GET", _AT, needs=FindPeople)
def people(visit: Visit, school_id: UUID) -> Page:
    """The people by name, with what they are there and when they came last."""
    return shown(visit, of_school(visit, school_id), empty())


@screens.on("POST", _AT, needs=AddPerson)
def add_person(visit: Visit, school_id: UUID) -> Page:
    """Make somebody known; sent twice, there is one of them."""
    return added(visit, of_school(visit, school_id))


def added(visit: Visit, whose: Whose) -> Page:
    """What answers the form that makes somebody known."""
    form = form_of(request)
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id(whose.school_id, "person")
    person_id = uuid5(command_id, "person")
    known = {"school_id": whose.school_id, "person_id": person_id}
    try:
        command = form.read(AddPerson, **known)
        asker.execute(command, command_id)
    except Refusal as refusal:
        return shown(visit, whose, form.keep(refusal)), refusal.status
    return back(f"{whose.at}/{person_id}", f"{command.name} is known now.")


def shown(visit: Visit, whose: Whose, form: Form) -> str:
    """The list of people, and the form for one more."""
    after = request.args.get("after", "")[:400]
    question = FindPeople(school_id=whose.school_id, after=after, limit=PAGE)
    found: PeopleView = visit.asker.ask(question)
    day = today(visit)
    following = urlencode({"after": found.next})
    return render_template(
        "settings/people.html",
        **whose.frame,
        manages=whose.manages,
        form=form,
        people=[(one, roles_on(day, one.roles)) for one in found.people],
        first=not after,
        next=f"{whose.at}?{following}" if found.next else "",
        key=form["key"] or uuid4(),
    )


def roles_on(day: date, held: Iterable[HeldRole]) -> Roles:
    """The roles of all times as they stand on a day."""
    roles = Roles([], [], [])
    for one in held:
        if one.from_on > day:
            roles.later.append(one)
        elif one.until_on is not None and one.until_on < day:
            roles.before.insert(0, one)
        else:
            roles.now.append(one)
    return roles


def today(visit: Visit) -> date:
    """The day it is in London, which is when roles begin and end."""
    return visit.clock().astimezone(LONDON).date()
