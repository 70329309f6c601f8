"""What may somebody see and change of their own account?"""

from __future__ import annotations

from uuid import UUID

from flask import render_template, request

from contracts.refusals import Refusal
from contracts.sign_in import EndSession, FindSessions, SessionsView, SetPassword
from services.gateway.screens import preferences
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.visits import Visit

screens = Screens("account")


@screens.on("GET", "/account", needs=FindSessions)
def account(visit: Visit) -> Page:
    """Where they are signed in, their password, and how they like their pages."""
    return _shown(visit, empty())


@screens.on("POST", "/account/sessions/<uuid:session_id>/end", needs=EndSession)
def end_session(visit: Visit, session_id: UUID) -> Page:
    """Sign out somewhere else."""
    command = EndSession(school_id=visit.home, session_id=session_id)
    visit.asker.execute(command, visit.asker.command_id())
    return back("/account", "You are signed out there.")


@screens.on("POST", "/account/password", needs=SetPassword)
def set_password(visit: Visit) -> Page:
    """Take another password, and sign out everywhere else."""
    form = form_of(request)
    try:
        command = form.read(
            SetPassword,
            school_id=visit.home,
            person_id=visit.visitor.person_id,
            keep=visit.visitor.session_id,
        )
        visit.asker.execute(command, visit.asker.command_id())
    except Refusal as refusal:
        return _shown(visit, form.keep(refusal)), refusal.status
    return back("/account", "Your password is changed.")


@screens.on("POST", "/account/preferences", needs=FindSessions)
def keep_preferences(_: Visit) -> Page:
    """Keep how this browser shows pages."""
    response = back("/account", "Kept for this browser.")
    single_keys = request.form.get("shortcuts") == "on"
    preferences.keep(response, request.form.get("theme", ""), single_keys)
    return response


@screens.open("GET", "/help", bounded=False)
def show_help(_: Visit | None) -> Page:
    """Whom to ask, and which keys do what."""
    return render_template("account/help.html")


def _shown(visit: Visit, form: Form) -> Page:
    question = FindSessions(school_id=visit.home, person_id=visit.visitor.person_id)
    found: SessionsView = visit.asker.ask(question)
    return render_template(
        "account/account.html",
        form=form,
        sessions=found.sessions,
        preferences=empty(theme=preferences.theme(request)),
        themes=preferences.THEMES.items(),
    )
