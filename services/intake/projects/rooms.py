"""What does intake have for projects?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from contracts.projects import FindProjects, GetProject
from services.intake.projects.planning import PROJECT
from services.intake.projects.planning import Event as OfProjects
from services.intake.projects.reading import find_projects, get_project
from services.intake.projects.rows import keep_project, terms
from shared.application import Answer
from shared.decider import Decider

DECIDERS: tuple[Decider[Any], ...] = (replace(PROJECT, terms=terms),)
ANSWERS: Mapping[type, Answer] = {
    FindProjects: find_projects,
    GetProject: get_project,
}
KEPT: tuple[tuple[Any, Callable[..., None]], ...] = ((OfProjects, keep_project),)
"""By the events that it is told by."""
