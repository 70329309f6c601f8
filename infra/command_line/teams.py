"""How are teams set at a terminal, and who looks after what at a school?"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import click

from infra.command_line.client import Client, Json
from infra.command_line.finding import school_of
from infra.command_line.options import Unclear, with_platform
from infra.command_line.output import named, show_rows
from infra.command_line.whom import actors_of, called

MEMBER = "Olu: printing, wireless"
"""How a member is written: who, and what they are good at."""

WAY = "print-service | managed | Networks"
"""How it is written who looks after a service; without a team, the MSP at large."""

_SCHOOL = click.option("--school", help="A school's own teams; none for the MSP's.")
_ELSE = "everything else"
_BY = ("managed", "co_managed", "school")


@click.group()
def teams() -> None:
    """See and set teams, and say who looks after what at a school."""


@teams.command(name="list")
@_SCHOOL
@with_platform
def list_teams(platform: Client, school: str | None) -> None:
    """List teams with their members, and what each is good at."""
    _show(platform, platform.get(*_place(platform, school)))


@teams.command(name="set")
@click.argument("name")
@click.option(
    "--member", "members", multiple=True, help=f"Who is in it: {MEMBER!r}; repeatable."
)
@_SCHOOL
@with_platform
def set_team(
    platform: Client, name: str, members: tuple[str, ...], school: str | None
) -> None:
    """Say who is in the team called NAME: these and nobody else. It is made if need be.

    The other teams stay as they are.
    """
    place = _place(platform, school)
    known = platform.get(*place)
    found = [one for one in known["teams"] if _is(one, name)]
    team = found[0] if found else {"team_id": str(uuid4()), "name": name.strip()}
    changed = team | {"members": [_member(platform, one) for one in members]}
    others = known["teams"] if found else [*known["teams"], team]
    _put(platform, place, known, [changed if _is(one, name) else one for one in others])


@teams.command()
@click.argument("name")
@_SCHOOL
@with_platform
def remove(platform: Client, name: str, school: str | None) -> None:
    """Have the team called NAME no more."""
    place = _place(platform, school)
    known = platform.get(*place)
    kept = [one for one in known["teams"] if not _is(one, name)]
    if len(kept) == len(known["teams"]):
        raise Unclear(f"there is no team called {name!r}")
    _put(platform, place, known, kept)


@teams.command()
@click.argument("school")
@click.option(
    "--way",
    "ways",
    multiple=True,
    help=f"Who looks after a service: {WAY!r}; `co_managed` is both, `school` its own"
    " team. No service is everything else. Repeatable.",
)
@with_platform
def delivery(platform: Client, school: str, ways: tuple[str, ...]) -> None:
    """Say who looks after what at SCHOOL, and show it; what is not named stays."""
    place = ("schools", school_of(platform, school), "delivery")
    known, teams = platform.get(*place), _all_teams(platform, place[1])
    if ways:
        said = {one["service"]: one for one in known["ways"]}
        said |= {one["service"]: one for one in (_way(line, teams) for line in ways)}
        body = {"ways": [*said.values()], "version": known["delivery_version"]}
        known = platform.put(*place, body=body)
    names = {one["team_id"]: one["name"] for one in teams}
    rows = [
        (
            *(one["service"] or _ELSE, named(one["by"])),
            names.get(one["team_id"], "no team"),
        )
        for one in known["ways"]
    ]
    show_rows(("service", "looked after by", "begins with"), rows)
    click.echo(f"It is version {known['delivery_version']}.", err=True)


def _place(platform: Client, school: str | None) -> tuple[object, ...]:
    if school is None:
        return ("teams",)
    return ("schools", school_of(platform, school), "teams")


def _all_teams(platform: Client, school_id: object) -> list[Json]:
    own = platform.get("schools", school_id, "teams")["teams"]
    return [*platform.get("teams")["teams"], *own]


def _put(platform: Client, place: Any, known: Json, teams: list[Json]) -> None:
    body = {"teams": teams, "version": known["teams_version"]}
    _show(platform, platform.put(*place, body=body))


def _show(platform: Client, known: Json) -> None:
    rows = [
        (one["name"], called(platform, [each["actor"]])[0], ", ".join(each["skills"]))
        for one in known["teams"]
        for each in one["members"] or [{"actor": "nobody", "skills": []}]
    ]
    show_rows(("team", "who", "good at"), rows)
    click.echo(f"It is version {known['teams_version']}.", err=True)


def _is(team: Json, name: str) -> bool:
    return bool(team["name"].casefold() == name.strip().casefold())


def _member(platform: Client, line: str) -> Json:
    """A member as it is written on a line; an id of a person may stand for a name."""
    who, _, skills = line.rpartition(": ") if ": " in line else (line, "", "")
    good_at = [one.strip() for one in skills.split(",") if one.strip()]
    return {"actor": actors_of(platform, [who])[0], "skills": good_at}


def _way(line: str, teams: list[Json]) -> Json:
    """Who looks after a service, as it is written; Unclear for anything else."""
    service, by, team = ([*map(str.strip, line.split("|")), "", ""])[:3]
    if by not in _BY or line.count("|") > 2:
        raise Unclear(f"{line!r} is not such as {WAY!r}")
    found = [one["team_id"] for one in teams if _is(one, team)]
    if team and not found:
        raise Unclear(f"neither the MSP nor the school has a team called {team!r}")
    return {"service": service, "by": by, "team_id": found[0] if team else None}
