"""How does the desk declare and end known errors?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4, uuid5

from flask import render_template, request

from contracts.directory import FindSchools, SchoolsView, SchoolView
from contracts.intake import GetTicket, TicketView
from contracts.problems import (
    DeclareKnownError,
    EndKnownError,
    KnownError,
    KnownErrorsView,
    ListKnownErrors,
    ProblemOf,
)
from contracts.refusals import Invalid, NotFound, Refusal
from contracts.values import PROVIDER
from services.gateway.known_errors import declare
from services.gateway.screens import names
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.visits import Visit

screens = Screens("known_errors")

_AT = "/console/known-errors"
_ONE = f"{_AT}/<uuid:known_error_id>"
_TEXTS = ("title", "also_called", "workaround")
_OFFERED = 2_000


@screens.on("GET", _AT, needs=ListKnownErrors)
def known_errors(visit: Visit) -> Page:
    """Every known error, those that stand first."""
    return render_template(
        "console/known_errors.html", errors=_all(visit), school=names.school
    )


@screens.on("GET", f"{_AT}/new", needs=DeclareKnownError)
def new_known_error(visit: Visit) -> Page:
    """An empty form, or one that begins with what helps with a problem."""
    form, schools = _begun(visit, request.args.get("problem", ""))
    return _form(visit, None, form, schools)


@screens.on("POST", f"{_AT}/new", needs=DeclareKnownError)
def add_known_error(visit: Visit) -> Page:
    """Declare it; sent twice, there is one."""
    form = form_of(request)
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id("known errors")
    try:
        body = _body(visit, form)
        declare(asker, uuid5(command_id, "known error"), command_id, body)
    except Refusal as refusal:
        page = _form(visit, None, form.keep(refusal), _ticked())
        return page, refusal.status
    return back(_AT, "It is declared. The schools that it names read it.")


@screens.on("GET", _ONE, needs=DeclareKnownError)
def known_error(visit: Visit, known_error_id: UUID) -> Page:
    """What it says, as a form."""
    known = _known(visit, known_error_id)
    said = {name: getattr(known, name) for name in _TEXTS}
    form = empty(**said, version=str(known.version))
    return _form(visit, known, form, {*known.schools})


@screens.on("POST", _ONE, needs=DeclareKnownError)
def change_known_error(visit: Visit, known_error_id: UUID) -> Page:
    """Declare it anew, in other words or to other schools."""
    form = form_of(request)
    known = _known(visit, known_error_id)
    asker = replace(visit.asker, key=form["key"] or None)
    try:
        body = _body(visit, form) | {"problems": known.problems}
        declare(asker, known_error_id, asker.command_id(known_error_id), body)
    except Refusal as refusal:
        page = _form(visit, known, form.keep(refusal), _ticked())
        return page, refusal.status
    return back(_AT, "It is declared as it says now.")


@screens.on("POST", f"{_ONE}/end", needs=EndKnownError)
def end_known_error(visit: Visit, known_error_id: UUID) -> Page:
    """Say that it is one no more, and why."""
    form = form_of(request, "end-")
    known = _known(visit, known_error_id)
    asker = replace(visit.asker, key=form["key"] or None)
    which: dict[str, Any] = {"school_id": PROVIDER, "known_error_id": known_error_id}
    try:
        command = form.only("reason", "version").read(EndKnownError, **which)
        asker.execute(command, asker.command_id(known_error_id, "end"))
    except Refusal as refusal:
        said = {name: getattr(known, name) for name in _TEXTS}
        now = empty(**said, version=str(known.version))
        page = _form(visit, known, now, {*known.schools}, form.keep(refusal))
        return page, refusal.status
    return back(_AT, "It is ended: no school reads it any longer.")


def _all(visit: Visit) -> tuple[KnownError, ...]:
    view: KnownErrorsView = visit.asker.ask(ListKnownErrors())
    return view.known_errors


def _known(visit: Visit, known_error_id: UUID) -> KnownError:
    for one in _all(visit):
        if one.known_error_id == known_error_id:
            return one
    raise NotFound("There is no such known error.")


def _begun(visit: Visit, problem: str) -> tuple[Form, set[UUID]]:
    """What a problem says, without its references and who asked; for its school."""
    try:
        wanted = UUID(problem)
        view: TicketView = visit.asker.ask(GetTicket(ticket_id=wanted))
    except (ValueError, Refusal):
        return empty(), set()
    known = view.incident.problem if view.incident else None
    form = empty(
        title=view.subject[:120],
        workaround=known.workaround if known else "",
        problem=str(view.ticket_id),
    )
    return form, {view.school_id}


def _body(visit: Visit, form: Form) -> dict[str, Any]:
    """What was typed: Invalid names each field that is wrong."""
    which: dict[str, Any] = {"school_id": PROVIDER, "known_error_id": uuid4()}
    known = {
        "schools": tuple(sorted(_ticked())),
        "problems": _problems(visit, form["problem"]),
    }
    read = form.only(*_TEXTS, "version").read(DeclareKnownError, **which, **known)
    said = {name: getattr(read, name) for name in (*_TEXTS, "version")}
    return said | known


def _ticked() -> set[UUID]:
    found = set()
    for one in request.form.getlist("schools")[:_OFFERED]:
        try:
            found.add(UUID(one))
        except ValueError:
            raise Invalid({"schools": ["Tick the schools that are to read it."]}) from (
                None
            )
    return found


def _problems(visit: Visit, said: str) -> tuple[ProblemOf, ...]:
    if not said:
        return ()
    try:
        view: TicketView = visit.asker.ask(GetTicket(ticket_id=UUID(said)))
    except ValueError:
        return ()
    return (ProblemOf(school_id=view.school_id, ticket_id=view.ticket_id),)


def _schools(visit: Visit) -> list[SchoolView]:
    """Every school, by name, as far as a form can list them."""
    found: list[SchoolView] = []
    after = ""
    while len(found) < _OFFERED:
        page: SchoolsView = visit.asker.ask(FindSchools(after=after, limit=200))
        found += page.schools
        after = page.next
        if not after:
            break
    return found


def _form(
    visit: Visit,
    known: KnownError | None,
    form: Form,
    ticked: set[UUID],
    ending: Form | None = None,
) -> str:
    return render_template(
        "console/known_error.html",
        known=known,
        form=form,
        ending=ending or empty("end-"),
        at=f"{_AT}/{known.known_error_id}" if known else f"{_AT}/new",
        schools=_schools(visit),
        ticked=ticked,
        key=uuid4(),
    )
