"""Which remote sessions were there, and how does the desk say that it has one?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4, uuid5

from flask import render_template, request

from contracts.intake import GetTicket, TicketView
from contracts.refusals import Refusal
from contracts.remote import (
    Agreed,
    CloseRemoteSession,
    EndStandingConsent,
    FindRemoteSessions,
    GiveStandingConsent,
    OpenRemoteSession,
    RecordRemoteAction,
    RemoteSessionsView,
)
from services.gateway.screens import names
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.homes import dressed
from services.gateway.screens.minding import mind_lasting
from services.gateway.screens.visits import Visit

screens = Screens("remote")

_AT = "/remote/<uuid:school_id>"
_OF_TICKET = f"{_AT}/tickets/<uuid:ticket_id>"
_ONE = f"{_AT}/sessions/<uuid:session_id>"

AGREED = {
    Agreed.ON_SCREEN: "On the screen",
    Agreed.PHONE: "By phone",
    Agreed.WRITTEN: "In writing",
    Agreed.IN_PERSON: "In person",
}
"""How somebody agreed, in words."""


@screens.on("GET", _AT, needs=FindRemoteSessions)
def of_school(visit: Visit, school_id: UUID) -> Page:
    """All of a school, the newest first, and what it agrees to."""
    return _shown(visit, school_id, None, {})


@screens.on("GET", _OF_TICKET, needs=FindRemoteSessions)
def of_ticket(visit: Visit, school_id: UUID, ticket_id: UUID) -> Page:
    """Those for a ticket; the desk opens one here."""
    return _shown(visit, school_id, ticket_id, {})


@screens.on("POST", _OF_TICKET, needs=OpenRemoteSession)
def open_session(visit: Visit, school_id: UUID, ticket_id: UUID) -> Page:
    """Say that one is on a device, and who agreed."""
    form = form_of(request, "open-")
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id(school_id, ticket_id, "remote")
    known: dict[str, Any] = {
        "school_id": school_id,
        "ticket_id": ticket_id,
        "session_id": uuid5(command_id, "session"),
        "unattended": form["unattended"] == "yes",
        "agreed_at": None,
    }
    try:
        mind_lasting(form, "purpose")
        asker.execute(form.read(OpenRemoteSession, **known), command_id)
    except Refusal as refusal:
        kept = {"open": form.keep(refusal)}
        return _shown(visit, school_id, ticket_id, kept), refusal.status
    return back(f"/remote/{school_id}/tickets/{ticket_id}", "The session is open.")


@screens.on("POST", f"{_ONE}/act", needs=RecordRemoteAction)
def act(visit: Visit, school_id: UUID, session_id: UUID) -> Page:
    """Record something that was done."""
    return _do(visit, school_id, session_id, RecordRemoteAction, "It is recorded.")


@screens.on("POST", f"{_ONE}/close", needs=CloseRemoteSession)
def close(visit: Visit, school_id: UUID, session_id: UUID) -> Page:
    """Say that nobody is on the device any more."""
    return _do(visit, school_id, session_id, CloseRemoteSession, "It is closed.")


@screens.on("POST", f"{_AT}/consent", needs=GiveStandingConsent)
def agree(visit: Visit, school_id: UUID) -> Page:
    """Have the school agree to sessions while nobody is there."""
    form = form_of(request, "agree-")
    try:
        command = form.read(GiveStandingConsent, school_id=school_id)
        visit.asker.execute(command, uuid4())
    except Refusal as refusal:
        kept = {"agree": form.keep(refusal)}
        return _shown(visit, school_id, None, kept), refusal.status
    return back(f"/remote/{school_id}", "Your school agrees until then.")


@screens.on("POST", f"{_AT}/consent/end", needs=EndStandingConsent)
def agree_no_more(visit: Visit, school_id: UUID) -> Page:
    """Have the school agree no longer."""
    visit.asker.execute(EndStandingConsent(school_id=school_id), uuid4())
    return back(f"/remote/{school_id}", "Your school agrees no longer.")


def _do(visit: Visit, school_id: UUID, session_id: UUID, kind: type, said: str) -> Page:
    form = form_of(request, f"{session_id}-")
    asker = replace(visit.asker, key=form["key"] or None)
    try:
        mind_lasting(form, "what")
        command: Any = form.read(kind, school_id=school_id, session_id=session_id)
        asker.execute(command, asker.command_id(school_id, session_id, kind.__name__))
    except Refusal as refusal:
        kept = {str(session_id): form.keep(refusal)}
        return _shown(visit, school_id, None, kept), refusal.status
    return back(f"/remote/{school_id}", said)


def _shown(
    visit: Visit, school_id: UUID, ticket_id: UUID | None, kept: dict[str, Form]
) -> str:
    question = FindRemoteSessions(school_id=school_id, ticket_id=ticket_id)
    view: RemoteSessionsView = visit.asker.ask(question)
    ticket: TicketView | None = None
    if ticket_id is not None:
        ticket = visit.asker.ask(GetTicket(ticket_id=ticket_id, school_id=school_id))
    forms = {str(one.session_id): empty(f"{one.session_id}-") for one in view.sessions}
    return render_template(
        "remote/sessions.html",
        view=view,
        ticket=ticket,
        **dressed(visit, school_id),
        agreed=AGREED,
        choices=[("", "Choose one"), *((k.value, said) for k, said in AGREED.items())],
        who=lambda actor: names.who(actor, school_id),
        forms={name: empty(f"{name}-") for name in ("open", "agree")} | forms | kept,
        key=uuid4(),
    )
