"""How is a school found among all of them, and how is one taken on?"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode
from uuid import uuid4

from flask import render_template, request

from contracts.access import Right
from contracts.directory import AddSchool, FindSchools, SchoolsView
from contracts.gias import EstablishmentsView, FindEstablishments
from contracts.reference import school_code
from contracts.refusals import Invalid, Refusal
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back, is_fragment
from services.gateway.screens.nations import NATIONS
from services.gateway.screens.visits import Visit
from services.gateway.taking_on import take_on

screens = Screens("schools")

PAGE = 50


@screens.on("GET", "/console/schools", needs=Right.READ_NOTES)
def schools(visit: Visit) -> Page:
    """The schools by name, those that fit the words; each leads to its settings."""
    search = request.args.get("search", "").strip()[:200]
    after = request.args.get("after", "")[:400]
    question = FindSchools(search=search, after=after, limit=PAGE)
    try:
        found: SchoolsView = visit.asker.ask(question)
    except Invalid:
        # A place of an old address: begin at the top.
        found = visit.asker.ask(replace(question, after=""))
    following = urlencode({"search": search, "after": found.next})
    part = "found" if is_fragment("found") else "list"
    return render_template(
        f"settings/schools_{part}.html",
        schools=found.schools,
        code=school_code,
        search=search,
        first=not after,
        next=f"/console/schools?{following}" if found.next else None,
    )


@screens.on("GET", "/console/schools/new", needs=AddSchool)
def new_school(visit: Visit) -> Page:
    """Look a school up in GIAS, or name it."""
    return _asked(visit, empty())


@screens.on("POST", "/console/schools/new", needs=AddSchool)
def add_school(visit: Visit) -> Page:
    """Take on a school; sent twice, there is one."""
    form = form_of(request)
    asker = replace(visit.asker, key=form["key"] or None)
    try:
        school_id, _ = take_on(asker, _body(visit, form))
    except Refusal as refusal:
        return _asked(visit, form.keep(refusal)), refusal.status
    return back(f"/console/schools/{school_id}", "The school is taken on.")


def _body(visit: Visit, form: Form) -> dict[str, object]:
    """What is said of the school; with a URN alone, its name is what GIAS has."""
    said = dict(form.values)
    if not said.get("name", "").strip():
        said["name"] = _name_of(visit, form["urn"].strip()) or ""
    taken: AddSchool = replace(form, values=said).read(AddSchool, school_id=uuid4())
    return {"name": taken.name, "urn": taken.urn, "nation": taken.nation}


def _name_of(visit: Visit, urn: str) -> str | None:
    """What GIAS calls the school with a URN, where its links tell."""
    if not urn:
        return None
    found = _found(visit, urn)
    for one in found.establishments:
        if str(one.urn) == urn and one.name:
            return one.name
    raise Invalid({"name": ["GIAS does not tell the name of this URN: write it."]})


def _asked(visit: Visit, form: Form) -> str:
    search = request.args.get("search", "").strip()[:200]
    return render_template(
        "settings/new_school.html",
        form=form,
        search=search,
        found=_found(visit, search) if search else None,
        key=form["key"] or uuid4(),
        nations=[("", "As its URN tells, or England"), *NATIONS],
    )


def _found(visit: Visit, search: str) -> EstablishmentsView:
    found: EstablishmentsView = visit.asker.ask(FindEstablishments(search=search))
    return found
