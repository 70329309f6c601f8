"""How does somebody come in and go out? With an address, a password, and a session."""

from __future__ import annotations

import re
from uuid import UUID

from flask import redirect, render_template, request

from contracts.access import Right, platform
from contracts.look import GetLook, LookView
from contracts.refusals import Refusal
from contracts.sign_in import EndSession, SessionView, SignIn
from services.gateway.asking import gateway
from services.gateway.screens import shades, visits
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back, safe_next
from services.gateway.screens.visits import Visit
from shared.work import Cause

screens = Screens("sign_in")

_OF_A_PORTAL = re.compile(r"/portal/([0-9a-f-]{36})(?:[/?].*)?")


@screens.open("GET", "/", bounded=False)
def front(visit: Visit | None) -> Page:
    """Everybody's first page: where their work is."""
    if visit is None:
        return redirect("/sign-in", 303)
    return redirect(_home(visit), 303)


@screens.open("GET", "/sign-in", bounded=False)
def sign_in(visit: Visit | None) -> Page:
    """Ask for address and password, unless it is known who this is."""
    wanted = safe_next(request.args.get("next")) or "/"
    if visit is not None:
        return redirect(wanted, 303)
    return _shown(empty(next=wanted))


@screens.open("POST", "/sign-in", bounded=False)
def let_in(visit: Visit | None) -> Page:
    """Begin a session; a former one of this browser ends."""
    form = form_of(request)
    try:
        command = form.read(
            SignIn,
            origin=request.remote_addr or "",
            browser=request.headers.get("User-Agent", "")[:1_000],
        )
        session: SessionView = gateway().link.execute(
            command, Cause(caller=platform("gateway"))
        )
    except Refusal as refusal:
        return _shown(form.keep(refusal)), refusal.status
    if visit is not None:
        _end(visit)
    response = back(safe_next(form["next"]) or "/")
    visits.begin(request, response, session)
    return response


@screens.open("POST", "/sign-out", bounded=False)
def sign_out(visit: Visit | None) -> Page:
    """End the session, here and at directory."""
    if visit is not None:
        _end(visit)
    response = back("/sign-in", "You are signed out.")
    visits.end(request, response)
    return response


def _end(visit: Visit) -> None:
    command = EndSession(school_id=visit.home, session_id=visit.visitor.session_id)
    visit.asker.execute(command, visit.asker.command_id())


def _home(visit: Visit) -> str:
    if visit.may(Right.WORK_TICKETS):
        return "/console"
    if visit.visitor.school_id is not None:
        return f"/portal/{visit.visitor.school_id}"
    if visit.may(Right.READ_NOTES):
        return "/console/projects"
    return "/audit"


def _shown(form: Form) -> Page:
    school = _school(form["next"])
    stylesheet = shades.address_of(school.accent) if school else None
    return render_template(
        "account/sign_in.html", form=form, school=school, stylesheet=stylesheet
    )


def _school(wanted: str) -> LookView | None:
    """Whose portal somebody comes from, and wants to go to."""
    found = _OF_A_PORTAL.fullmatch(wanted)
    try:
        question = GetLook(school_id=UUID(found[1] if found else ""))
        look: LookView = gateway().link.ask(question, platform("gateway"))
    except (ValueError, Refusal):
        return None
    return look
