"""Can a project be planned like this?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from contracts.projects import PlanProject

LONGEST = timedelta(days=1_827)
"""A project that takes more than five years is a slip."""


def faults_of(command: PlanProject) -> Iterator[tuple[str, list[str]]]:
    """What is wrong with a plan, each with the place of its field."""
    for name in ("name", "purpose", "lead"):
        if not str(getattr(command, name)).strip():
            yield name, ["Must not be blank."]
    if command.target_on < command.starts_on:
        yield "target_on", ["Must not be before it starts."]
    elif command.target_on - command.starts_on > LONGEST:
        yield "target_on", ["Must be within five years."]
    yield from _faults_of_milestones(command)


def _faults_of_milestones(command: PlanProject) -> Iterator[tuple[str, list[str]]]:
    named: set[str] = set()
    for index, one in enumerate(command.milestones):
        if one.name in named:
            yield f"milestones.{index}.name", ["It is named twice."]
        elif not one.name.strip():
            yield f"milestones.{index}.name", ["Must not be blank."]
        if not command.starts_on <= one.due_on <= command.target_on:
            yield f"milestones.{index}.due_on", ["Must be a day of the project."]
        named.add(one.name)
