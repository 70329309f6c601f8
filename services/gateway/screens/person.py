"""What is somebody at a school and since when, and what may be changed of it?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import render_template, request

from contracts.access import MSP_ROLES, OF_PROGRAMS, Role
from contracts.people import (
    AddPerson,
    AssignRole,
    EndRole,
    GetPerson,
    PersonView,
)
from contracts.refusals import Refusal
from contracts.sign_in import SetPassword
from services.gateway.passwords import make_password
from services.gateway.screens import settings
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.people import roles_on, today
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import named

screens = Screens("person")

OF_A_SCHOOL = tuple(role for role in Role if role not in MSP_ROLES | OF_PROGRAMS)
"""The roles that somebody may hold at a school."""

_AT = "/console/schools/<uuid:school_id>/people/<uuid:person_id>"


@screens.on("GET", _AT, needs=GetPerson)
def person(visit: Visit, school_id: UUID, person_id: UUID) -> Page:
    """Somebody with the roles of all times."""
    return _shown(visit, school_id, person_id)


@screens.on("POST", f"{_AT}/roles", needs=AssignRole)
def assign_role(visit: Visit, school_id: UUID, person_id: UUID) -> Page:
    """Give them a role, from one day to another or until it is ended."""
    return _act(visit, AssignRole, "assign", school_id, person_id)


@screens.on("POST", f"{_AT}/roles/end", needs=EndRole)
def end_role(visit: Visit, school_id: UUID, person_id: UUID) -> Page:
    """Let a role end with a day."""
    role = request.form.get("role", "")[:40]
    return _act(visit, EndRole, f"end-{role}", school_id, person_id)


@screens.on("POST", f"{_AT}/password", needs=AddPerson)
def give_password(visit: Visit, school_id: UUID, person_id: UUID) -> Page:
    """Make a password and show it, this once; everywhere else they are signed out."""
    made = make_password()
    command = SetPassword(school_id=school_id, person_id=person_id, password=made)
    try:
        visit.asker.execute(command, visit.asker.command_id())
    except Refusal as refusal:
        kept = {"password": empty("password-").keep(refusal)}
        return _shown(visit, school_id, person_id, kept), refusal.status
    return _shown(visit, school_id, person_id, password=made)


def _act(
    visit: Visit,
    kind: type[AssignRole] | type[EndRole],
    name: str,
    school_id: UUID,
    person_id: UUID,
) -> Page:
    form = form_of(request, f"{name}-")
    try:
        command = form.read(kind, school_id=school_id, person_id=person_id)
        visit.asker.execute(command, visit.asker.command_id())
    except Refusal as refusal:
        kept = {name: form.keep(refusal)}
        return _shown(visit, school_id, person_id, kept), refusal.status
    until = command.until_on and f"{command.until_on:%d/%m/%Y}"
    if isinstance(command, EndRole):
        said = f"{named(command.role)} ends on {until}."
    else:
        begins = f"{named(command.role)} from {command.from_on:%d/%m/%Y}"
        said = f"{begins} until {until}." if until else f"{begins}."
    at = settings.address(school_id, "people")
    return back(f"{at}/{person_id}", said)


def _shown(
    visit: Visit,
    school_id: UUID,
    person_id: UUID,
    kept: dict[str, Form] | None = None,
    password: str | None = None,
) -> str:
    frame = settings.frame(visit, school_id, "people")
    question = GetPerson(school_id=school_id, person_id=person_id)
    view: PersonView = visit.asker.ask(question)
    day = today(visit)
    forms: dict[str, Any] = {
        "assign": empty("assign-", from_on=day.isoformat()),
        "password": empty("password-"),
    }
    for role in OF_A_SCHOOL:
        name = f"end-{role.value}"
        forms[name] = empty(f"{name}-", until_on=day.isoformat())
    return render_template(
        "settings/person.html",
        **frame,
        person=view.person,
        roles=roles_on(day, view.person.roles),
        choices=[(role.value, named(role)) for role in OF_A_SCHOOL],
        forms=forms | (kept or {}),
        refused=next(iter((kept or {}).values()), None),
        password=password,
        own=person_id == visit.visitor.person_id,
    )
