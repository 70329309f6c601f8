"""What is changed of somebody's account by whoever manages people there, and shown?"""

from __future__ import annotations

from uuid import UUID

from flask import render_template, request

from contracts.people import AssignRole, EndRole, GetPerson, PersonView
from contracts.phones import SetPhone
from contracts.refusals import Refusal
from contracts.sign_in import (
    EndSessions,
    FindSessions,
    OpenSession,
    SessionsView,
    SetPassword,
)
from services.gateway.passwords import make_password
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, back
from services.gateway.screens.people import roles_on, today
from services.gateway.screens.visits import Visit
from services.gateway.screens.whose import Whose
from services.gateway.screens.words import named


def role_assigned(visit: Visit, whose: Whose, person_id: UUID) -> Page:
    """What answers the form that gives a role."""
    return _act(visit, AssignRole, "assign", whose, person_id)


def role_ended(visit: Visit, whose: Whose, person_id: UUID) -> Page:
    """What answers the form that ends one."""
    role = request.form.get("role", "")[:40]
    return _act(visit, EndRole, f"end-{role}", whose, person_id)


def phone_set(visit: Visit, whose: Whose, person_id: UUID) -> Page:
    """What answers the form that says by which number they call."""
    return _act(visit, SetPhone, "phone", whose, person_id)


def password_given(visit: Visit, whose: Whose, person_id: UUID) -> Page:
    """The page with a new password, which no other page shows again."""
    made = make_password()
    command = SetPassword(school_id=whose.school_id, person_id=person_id, password=made)
    try:
        visit.asker.execute(command, visit.asker.command_id())
    except Refusal as refusal:
        kept = {"password": empty("password-").keep(refusal)}
        return shown(visit, whose, person_id, kept), refusal.status
    return shown(visit, whose, person_id, password=made)


def signed_out(visit: Visit, whose: Whose, person_id: UUID) -> Page:
    """What answers the button that ends every session of somebody; NotFound: nobody."""
    view = _person(visit, whose, person_id)
    keep = visit.visitor.session_id
    command = EndSessions(school_id=whose.school_id, person_id=person_id, keep=keep)
    visit.asker.execute(command, visit.asker.command_id())
    return back(f"{whose.at}/{person_id}", f"{view.person.name} is signed out.")


def shown(
    visit: Visit,
    whose: Whose,
    person_id: UUID,
    kept: dict[str, Form] | None = None,
    password: str | None = None,
) -> str:
    """Somebody with the roles of all times, and the forms of who may change them."""
    view = _person(visit, whose, person_id)
    day = today(visit)
    forms = {
        "assign": empty("assign-", from_on=day.isoformat()),
        "password": empty("password-"),
        "phone": empty("phone-", phone=view.person.phone),
    }
    for role in whose.roles:
        name = f"end-{role.value}"
        forms[name] = empty(f"{name}-", until_on=day.isoformat())
    return render_template(
        "settings/person.html",
        **whose.frame,
        manages=whose.manages,
        person=view.person,
        roles=roles_on(day, view.person.roles),
        choices=[(role.value, named(role)) for role in whose.roles],
        forms=forms | (kept or {}),
        refused=next(iter((kept or {}).values()), None),
        password=password,
        own=person_id == visit.visitor.person_id,
        sessions=_sessions(visit, whose, person_id),
    )


def _act(
    visit: Visit,
    kind: type[AssignRole] | type[EndRole] | type[SetPhone],
    name: str,
    whose: Whose,
    person_id: UUID,
) -> Page:
    form = form_of(request, f"{name}-")
    known = {"school_id": whose.school_id, "person_id": person_id}
    try:
        command = form.read(kind, **known)
        visit.asker.execute(command, visit.asker.command_id())
    except Refusal as refusal:
        kept = {name: form.keep(refusal)}
        return shown(visit, whose, person_id, kept), refusal.status
    return back(f"{whose.at}/{person_id}", _said(command))


def _said(command: AssignRole | EndRole | SetPhone) -> str:
    if isinstance(command, SetPhone):
        return "The number is kept." if command.phone.strip() else "No number is kept."
    until = command.until_on and f"{command.until_on:%d/%m/%Y}"
    if isinstance(command, EndRole):
        return f"{named(command.role)} ends on {until}."
    begins = f"{named(command.role)} from {command.from_on:%d/%m/%Y}"
    return f"{begins} until {until}." if until else f"{begins}."


def _person(visit: Visit, whose: Whose, person_id: UUID) -> PersonView:
    question = GetPerson(school_id=whose.school_id, person_id=person_id)
    found: PersonView = visit.asker.ask(question)
    return found


def _sessions(visit: Visit, whose: Whose, person_id: UUID) -> tuple[OpenSession, ...]:
    """Where they are signed in, for whoever may end it."""
    if not whose.manages:
        return ()
    question = FindSessions(school_id=whose.school_id, person_id=person_id)
    found: SessionsView = visit.asker.ask(question)
    return found.sessions
