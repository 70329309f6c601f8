"""Which teams may there be, and what is then true of them?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from contracts.refusals import Invalid
from contracts.teams import SetTeams, Team, TeamsSet
from shared.decider import Decider


@dataclass(frozen=True, kw_only=True)
class Teams:
    """The teams as they were set last, and how often that was."""

    version: int = 0
    teams: tuple[Team, ...] = ()


def decide(known: Teams, command: SetTeams, _now: datetime) -> list[TeamsSet]:
    """The next version; Invalid names every team that nobody could tell apart."""
    errors: dict[str, list[str]] = {}
    for where, wrong in _faults(command.teams):
        errors.setdefault(where, []).append(wrong)
    if errors:
        raise Invalid(errors)
    if command.teams == known.teams:
        return []
    return [TeamsSet(teams_version=known.version + 1, teams=command.teams)]


def evolve(_known: Teams, event: TeamsSet) -> Teams:
    """What is true after the event: it names them all."""
    return Teams(version=event.teams_version, teams=event.teams)


def _faults(teams: tuple[Team, ...]) -> Iterator[tuple[str, str]]:
    """What is wrong, each with the place of its field."""
    names, ids = set(), set()
    for index, one in enumerate(teams):
        called = one.name.strip().casefold()
        if not called:
            yield f"teams.{index}.name", "Must not be blank."
        elif called in names:
            yield f"teams.{index}.name", "Another team has this name."
        if one.team_id in ids:
            yield f"teams.{index}.team_id", "Another team has this id."
        actors = [member.actor for member in one.members]
        if len({*actors}) < len(actors):
            yield f"teams.{index}.members", "Somebody is in it twice."
        names.add(called)
        ids.add(one.team_id)


TEAMS = Decider(
    category="teams",
    identity="school_id",
    commands=(SetTeams,),
    initial=Teams(),
    decide=decide,
    evolve=evolve,
)
