"""What may be said and asked of projects: tickets and visits with one aim?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid5

from marshmallow import Schema, fields

from contracts.projects import (
    AddToProject,
    ApproveProject,
    CloseProject,
    FindProjects,
    GetProject,
    PlanProject,
    ProjectsView,
    ProjectView,
    ReachMilestone,
    RemoveFromProject,
    StartProject,
)
from services.gateway.asking import Asker, replayed
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of, body_of, body_of_new
from services.gateway.tickets import who_decides

_AT = "/schools/<uuid:school_id>/projects"
_ONE = f"{_AT}/<uuid:project_id>"
_ACTS: dict[str, tuple[str, type]] = {
    "plan": ("replan_project", PlanProject),
    "approve": ("approve_project", ApproveProject),
    "start": ("start_project", StartProject),
    "milestone": ("reach_milestone", ReachMilestone),
    "close": ("close_project", CloseProject),
    "add": ("add_to_project", AddToProject),
    "remove": ("remove_from_project", RemoveFromProject),
}
_WHO = ("approver_id", "approver")

routes = Routes("projects", "Several tickets and visits with one aim.")


class ProjectsQuery(Schema):
    """Of which school, and whether those that are over are wanted, too."""

    school = fields.UUID(metadata={"description": "One school; all if not given."})
    closed = fields.Boolean(
        load_default=False, metadata={"description": "Closed ones, too."}
    )


@routes.on(
    "GET",
    "/projects",
    needs=FindProjects,
    query=ProjectsQuery(),
    answer=answer_of(ProjectsView),
)
def find_projects(asker: Asker, query: Body) -> Any:
    """List projects with how far they are. A token of a school gets its own."""
    return asker.ask(
        FindProjects(school_id=query.get("school"), closed=query["closed"])
    )


@routes.on("GET", _ONE, needs=GetProject, answer=answer_of(ProjectView))
def get_project(asker: Asker, school_id: UUID, project_id: UUID) -> Any:
    """Show a project with its milestones, tickets and visits."""
    return asker.ask(GetProject(school_id=school_id, project_id=project_id))


@routes.on(
    "POST",
    _AT,
    needs=PlanProject,
    body=body_of_new("NewProject", PlanProject, "school_id", "project_id", "reason"),
    answer=answer_of(ProjectView),
    status=201,
    keyed=True,
)
def plan_project(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Propose a project to a school, which has to approve it before it runs."""
    command_id = asker.command_id(school_id, "project")
    which: dict[str, Any] = {
        "school_id": school_id,
        "project_id": uuid5(command_id, "project"),
    }
    receipt = asker.execute(PlanProject(**which, version=0, **body), command_id)
    at = f"/api/v1/schools/{school_id}/projects/{which['project_id']}"
    return asker.ask(GetProject(**which)), {"Location": at, **replayed(receipt)}


def _action(kind: type) -> Callable[..., Any]:
    """What answers `POST .../projects/{project_id}/{act}` for one kind of command."""

    def act(asker: Asker, school_id: UUID, project_id: UUID, body: Body) -> Any:
        which: dict[str, Any] = {"school_id": school_id, "project_id": project_id}
        if kind is ApproveProject:
            body |= dict(zip(_WHO, who_decides(asker)[:2], strict=True))
        command_id = asker.command_id(school_id, project_id)
        receipt = asker.execute(kind(**which, **body), command_id)
        return asker.ask(GetProject(**which)), replayed(receipt)

    return act


def _declare(path: str, name: str, kind: type) -> None:
    view = _action(kind)
    view.__name__ = name
    view.__doc__ = kind.__doc__
    routes.on(
        "POST",
        f"{_ONE}/{path}",
        needs=kind,
        body=body_of(kind, "school_id", "project_id", *_WHO),
        answer=answer_of(ProjectView),
        keyed=True,
        problems=(409,),
    )(view)


for _path, (_name, _kind) in _ACTS.items():
    _declare(_path, _name, _kind)
