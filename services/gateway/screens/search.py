"""How does somebody look for tickets by many fields, and keep that as a view?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4, uuid5

from flask import render_template, request

from contracts.access import Right
from contracts.intake import TicketsView
from contracts.refusals import Conflict, Invalid, Refusal
from contracts.saved_views import (
    LONGEST_NAME,
    MYSELF,
    RemoveView,
    SavedView,
    SaveView,
)
from contracts.values import PROVIDER, Channel, TicketType
from services.gateway.screens import names, priorities, queue
from services.gateway.screens.calendar_forms import version_of
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.visits import Visit
from services.gateway.screens.wanted import FIELDS, Wanted, of_form, of_view, view_of
from services.gateway.screens.words import named

screens = Screens("search")

_AT = "/console/search"
_VIEWS = "/console/views"
_STATES = {
    "": "Not done",
    "unassigned": "Unassigned",
    "my_team": "With my team",
    "my_team_unassigned": "With my team, nobody yet",
    "with_school": "With the school’s own team",
    "watched": "Watched by me",
    "breaching": "Breaching soon",
    "open": "Open",
    "on_hold": "On hold",
    "resolved": "Resolved",
}


@screens.on("GET", _AT, needs=Right.WORK_TICKETS)
def search(visit: Visit) -> Page:
    """Tickets by the fields of a form; or those of a view that is to be changed."""
    view = view_of(visit, request.args.get("view", ""))
    form = Form({name: request.args.get(name, "") for name in FIELDS})
    if view is not None and "words" not in request.args:
        form = Form(of_view(view).typed())
    return _shown(visit, form, _naming(view))


@screens.on("POST", _VIEWS, needs=Right.WORK_TICKETS)
def save_view(visit: Visit) -> Page:
    """Keep what is looked for under a name; sent twice, there is one."""
    form = form_of(request, "view-")
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id("view")
    try:
        view_id = UUID(form["view"]) if form["view"] else uuid5(command_id, "view")
        asker.execute(_command(visit, form, view_id), command_id)
    except ValueError:
        return back("/console")
    except Refusal as refusal:
        looked = Form({name: form[name] for name in FIELDS})
        if isinstance(refusal, Invalid) and "school" in refusal.errors:
            looked.keep(refusal)
        if isinstance(refusal, Conflict):
            # Who is told of what changed meanwhile has seen it: sent again, it counts.
            said = {**form.values, "version": str(refusal.version)}
            form = replace(form, values=said)
        return _shown(visit, looked, form.keep(refusal)), refusal.status
    return back(f"/console?view={view_id}", "The view is saved.")


@screens.on("POST", f"{_VIEWS}/<uuid:view_id>/remove", needs=Right.WORK_TICKETS)
def remove_view(visit: Visit, view_id: UUID) -> Page:
    """Throw a view away; its tickets stay as they are."""
    command = RemoveView(school_id=visit.home, view_id=view_id)
    visit.asker.execute(command, visit.asker.command_id())
    return back("/console", "The view is removed. Its tickets stay as they are.")


def _command(visit: Visit, form: Form, view_id: UUID) -> SaveView:
    name = form["name"].strip()
    if not name:
        raise Invalid({"name": ["Fill this in."]})
    return SaveView(
        school_id=visit.home,
        view_id=view_id,
        name=name[:LONGEST_NAME],
        shared=form["shared"] == "on",
        version=version_of(form["version"]),
        **of_form(visit, form.values).kept(),
    )


def _naming(view: SavedView | None) -> Form:
    """The form that keeps what is looked for, for a new view or for one that is."""
    if view is None:
        return empty("view-")
    return empty(
        "view-",
        view=str(view.view_id),
        name=view.name,
        shared="on" if view.shared else "",
        version=str(view.version),
    )


def _shown(visit: Visit, form: Form, naming: Form) -> str:
    try:
        wanted = of_form(visit, form.values)
    except Invalid as wrong:
        return _page(visit, form.keep(wrong), naming, [], "")
    found = _found(visit, wanted)
    following = {**form.values, "view": naming["view"], "cursor": found.cursor}
    said = urlencode({name: one for name, one in following.items() if one})
    rows = queue.rows_of(visit, found.tickets)
    return _page(visit, form, naming, rows, f"{_AT}?{said}" if found.cursor else "")


def _found(visit: Visit, wanted: Wanted) -> TicketsView:
    cursor = request.args.get("cursor", "")[:400]
    question = wanted.question(visit.actor, limit=queue.PAGE, cursor=cursor)
    try:
        found: TicketsView = visit.asker.ask(question)
    except Invalid:
        # A place of another search: begin at the top.
        found = visit.asker.ask(replace(question, cursor=""))
    return found


def _page(
    visit: Visit, form: Form, naming: Form, rows: list[queue.Row], following: str
) -> str:
    known = view_of(visit, naming["view"]) if naming.conflict else None
    colleagues = [(one.actor, one.name) for one in names.colleagues()]
    choices: dict[str, Any] = {
        "states": [*_STATES.items()],
        "priorities": priorities.choices("Any", visit, chosen=form["priority"]),
        "channels": [("", "Any"), *((one.value, named(one)) for one in Channel)],
        "types": [("", "Any"), *((one.value, named(one)) for one in TicketType)],
        "teams": [
            ("", "Any"),
            *((str(one.team_id), one.name) for one in names.teams(PROVIDER)),
        ],
        "assignees": [("", "Anybody"), (MYSELF, "Whoever looks: me"), *colleagues],
    }
    return render_template(
        "console/search.html",
        form=form,
        naming=naming,
        kept=_told(known) if known else [],
        rows=rows,
        next=following,
        place=queue.Place(),
        longest=LONGEST_NAME,
        key=uuid4(),
        **choices,
    )


def _told(view: SavedView) -> list[str]:
    """What a view is called and asks for now, in a line each."""
    asked = of_view(view).typed().items()
    return [view.name, *(f"{named(name)}: {said}" for name, said in asked if said)]
