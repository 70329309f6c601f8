"""Which projects have two schools that are alike in every id?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from contracts import projects
from tests.support.cast import TICKET

PROJECT = uuid5(TICKET, "project")

QUERIES: dict[type, Callable[[UUID], Any]] = {
    projects.FindProjects: lambda s: projects.FindProjects(school_id=s, closed=True),
    projects.GetProject: lambda s: projects.GetProject(school_id=s, project_id=PROJECT),
}
READERS: dict[str, Callable[[UUID], tuple[Any, ...]]] = {
    "intake.projects.reading.find_projects": lambda s: (
        QUERIES[projects.FindProjects](s),
    ),
    "intake.projects.reading.get_project": lambda s: (QUERIES[projects.GetProject](s),),
    "intake.projects.progress.progress_of": lambda s: ([(s, PROJECT)],),
}
"""What each function that reads of it is given."""


def projects_of(school: UUID, word: str, ticket_id: UUID) -> Iterator[Any]:
    """One of every command about projects; a ticket belongs to it in the end."""
    which: dict[str, Any] = {"school_id": school, "project_id": PROJECT}
    until = date(2026, 7, 10)
    yield projects.PlanProject(
        **which,
        version=0,
        name=f"{word} network",
        purpose=word,
        lead=word,
        starts_on=date(2026, 6, 8),
        target_on=until,
        milestones=(projects.Milestone(name=word, due_on=until),),
    )
    person: dict[str, Any] = {"approver_id": uuid5(TICKET, "person"), "approver": word}
    yield projects.ApproveProject(**which, version=1, **person)
    yield projects.StartProject(**which, version=2)
    yield projects.ReachMilestone(**which, version=3, milestone=word)
    part = which | {"part_id": ticket_id}
    yield projects.AddToProject(**part)
    yield projects.RemoveFromProject(**part)
    yield projects.AddToProject(**part)
    yield projects.CloseProject(**which, version=7, reason=word)
