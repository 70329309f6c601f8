"""How is a project planned, approved by its school, and led to its end, on pages?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple
from uuid import UUID, uuid4, uuid5

from flask import render_template, request

from contracts.access import Right
from contracts.projects import (
    AddToProject,
    ApproveProject,
    CloseProject,
    FindProjects,
    GetProject,
    PlanProject,
    ProjectState,
    ProjectsView,
    ProjectView,
    ReachMilestone,
    RemoveFromProject,
    StartProject,
)
from contracts.refusals import Refusal
from services.gateway.screens import names, portal
from services.gateway.screens.effort import in_words
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.minding import mind_lasting
from services.gateway.screens.project_forms import (
    kind_of,
    milestones_of,
    part_of,
    planned,
    visits_to_add,
)
from services.gateway.screens.visits import Visit

screens = Screens("projects")

_AT = "/console/schools/<uuid:school_id>/projects"
_ONE = f"{_AT}/<uuid:project_id>"
_OF_SCHOOL = "/portal/<uuid:school_id>/projects"
_WRITTEN = ("name", "purpose", "milestones", "reason")
"""The fields in which somebody writes."""

STATES = {
    ProjectState.PROPOSED: "Waits for the school’s approval",
    ProjectState.APPROVED: "Approved, and not begun",
    ProjectState.RUNNING: "Running",
    ProjectState.CLOSED: "Closed",
}


class Act(NamedTuple):
    """Something that becomes of a project, and what is then said."""

    command: type
    said: str


ACTS = {
    "plan": Act(PlanProject, "The project is planned anew."),
    "start": Act(StartProject, "The project runs."),
    "milestone": Act(ReachMilestone, "The milestone is reached."),
    "close": Act(CloseProject, "The project is closed."),
    "add": Act(AddToProject, "It belongs to the project."),
    "remove": Act(RemoveFromProject, "It belongs to the project no longer."),
}


@screens.on("GET", "/console/projects", needs=Right.READ_NOTES)
def of_all(visit: Visit) -> Page:
    """The projects of all schools, those that are due first at the top."""
    return render_template(
        "console/projects.html", found=_found(visit, None), **_words()
    )


@screens.on("GET", f"{_AT}/new", needs=PlanProject)
def new_project(visit: Visit, school_id: UUID) -> Page:
    """An empty form."""
    return _new(school_id, empty(lead=visit.actor))


@screens.on("POST", f"{_AT}/new", needs=PlanProject)
def plan_project(visit: Visit, school_id: UUID) -> Page:
    """Propose it to the school; sent twice, there is one."""
    form = form_of(request)
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id(school_id, "project")
    project_id = uuid5(command_id, "project")
    try:
        mind_lasting(form, *_WRITTEN)
        command = form.read(
            PlanProject,
            school_id=school_id,
            project_id=project_id,
            version=0,
            milestones=milestones_of(form),
        )
        asker.execute(command, command_id)
    except Refusal as refusal:
        return _new(school_id, form.keep(refusal)), refusal.status
    return back(_address(school_id, project_id), "The project is proposed.")


@screens.on("GET", _ONE, needs=Right.READ_NOTES)
def project(visit: Visit, school_id: UUID, project_id: UUID) -> Page:
    """A project as it stands, and what may become of it."""
    return _shown(visit, school_id, project_id, {})


@screens.on("POST", f"{_ONE}/<any({','.join(ACTS)}):act>", needs=PlanProject)
def act(visit: Visit, school_id: UUID, project_id: UUID, act: str) -> Page:
    """Have it become so; where that is refused, the form is kept."""
    form, kind = form_of(request, f"{act}-"), ACTS[act].command
    known: dict[str, Any] = {"school_id": school_id, "project_id": project_id}
    try:
        mind_lasting(form, *_WRITTEN)
        if kind is PlanProject:
            known["milestones"] = milestones_of(form)
        elif kind is AddToProject:
            known |= part_of(visit, school_id, form)
        elif kind is RemoveFromProject:
            known["kind"] = kind_of(_project(visit, school_id, project_id), form)
        command: Any = form.read(kind, **known)
        visit.asker.execute(command, visit.asker.command_id())
    except Refusal as refusal:
        kept = {act: form.keep(refusal)}
        return _shown(visit, school_id, project_id, kept), refusal.status
    return back(_address(school_id, project_id), ACTS[act].said)


@screens.on("GET", _OF_SCHOOL, needs=FindProjects)
def of_school(visit: Visit, school_id: UUID) -> Page:
    """The projects of a school, for its own people."""
    return render_template(
        "portal/projects.html",
        **portal.frame(visit, school_id),
        found=_found(visit, school_id),
        **_words(),
    )


@screens.on("GET", f"{_OF_SCHOOL}/<uuid:project_id>", needs=GetProject)
def of_school_one(visit: Visit, school_id: UUID, project_id: UUID) -> Page:
    """A project as its school reads it."""
    return _for_school(visit, school_id, project_id, empty())


@screens.on("POST", f"{_OF_SCHOOL}/<uuid:project_id>/approve", needs=ApproveProject)
def approve(visit: Visit, school_id: UUID, project_id: UUID) -> Page:
    """Approve it as it is planned."""
    form = form_of(request)
    try:
        command = form.read(
            ApproveProject,
            school_id=school_id,
            project_id=project_id,
            approver_id=visit.asker.caller_id,
            approver=visit.visitor.name,
        )
        visit.asker.execute(command, visit.asker.command_id())
    except Refusal as refusal:
        page = _for_school(visit, school_id, project_id, form.keep(refusal))
        return page, refusal.status
    at = f"/portal/{school_id}/projects/{project_id}"
    return back(at, "Thank you. The project is approved.")


def _found(visit: Visit, school_id: UUID | None) -> ProjectsView:
    view: ProjectsView = visit.asker.ask(
        FindProjects(school_id=school_id, closed=bool(request.args.get("closed")))
    )
    return view


def _project(visit: Visit, school_id: UUID, project_id: UUID) -> ProjectView:
    view: ProjectView = visit.asker.ask(
        GetProject(school_id=school_id, project_id=project_id)
    )
    return view


def _words() -> dict[str, Any]:
    return {
        "states": STATES,
        "in_words": in_words,
        "school_name": names.school,
        "name": names.who,
        "closed": bool(request.args.get("closed")),
    }


def _address(school_id: UUID, project_id: UUID) -> str:
    return f"/console/schools/{school_id}/projects/{project_id}"


def _new(school_id: UUID, form: Form) -> str:
    return render_template(
        "console/project_form.html",
        form=form,
        at=f"/console/schools/{school_id}/projects/new",
        school=names.school(school_id),
        colleagues=[(one.actor, one.name) for one in names.colleagues()],
        key=form["key"] or uuid4(),
    )


def _for_school(visit: Visit, school_id: UUID, project_id: UUID, form: Form) -> str:
    return render_template(
        "portal/project.html",
        **portal.frame(visit, school_id),
        view=_project(visit, school_id, project_id),
        form=form,
        **_words(),
    )


def _shown(
    visit: Visit, school_id: UUID, project_id: UUID, kept: dict[str, Form]
) -> str:
    view = _project(visit, school_id, project_id)
    forms = {name: empty(f"{name}-", version=str(view.version)) for name in ACTS} | {
        "plan": empty("plan-", **planned(view))
    }
    return render_template(
        "console/project.html",
        view=view,
        at=_address(school_id, project_id),
        forms=forms | kept,
        open=next(iter(kept), None),
        conflict=next((one.conflict for one in kept.values() if one.conflict), None),
        colleagues=[(one.actor, one.name) for one in names.colleagues()],
        to_add=visits_to_add(visit, view),
        who=lambda actor: names.who(actor, school_id),
        **_words(),
    )
