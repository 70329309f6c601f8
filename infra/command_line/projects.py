"""How is a project proposed, approved and led to its end at a terminal?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import click

from infra.command_line.client import Client, Json
from infra.command_line.days import day_of, written_days
from infra.command_line.finding import names_of, school_of, ticket_of
from infra.command_line.options import Unclear, with_platform
from infra.command_line.output import clean, local, named, show_rows
from infra.command_line.whom import known_actors_of

MILESTONE = "Cables are in | 10/07/2026"
"""How a milestone is written: what is reached, and by which day."""


_VISIT = click.option("--visit", type=click.UUID, help="A visit, by its id.")


@click.group()
def projects() -> None:
    """Propose projects to schools, lead them, and see how far each is."""


@projects.command(name="list")
@click.option("--school", help="One school; all without it.")
@click.option("--closed", is_flag=True, help="Those that are closed, too.")
@with_platform
def list_(platform: Client, school: str | None, closed: bool) -> None:
    """List projects by the day on which they are due, closed ones last."""
    query = {"closed": "true" if closed else "false"}
    if school:
        query["school"] = str(school_of(platform, school))
    view = platform.get("projects", **query)
    found = view["projects"]
    at = names_of(platform, [one["school_id"] for one in found])
    rows = [
        (
            one["project_id"],
            at[one["school_id"]],
            one["name"],
            _state(one),
            f"{one['done']} of {one['tickets']}",
            f"{one['minutes']} min",
            written_days(one["target_on"], one["target_on"]),
        )
        for one in found
    ]
    show_rows(("project", "school", "name", "state", "done", "took", "due"), rows)
    if view["more"]:
        click.echo("There are more: ask for those of one school.", err=True)


@projects.command()
@click.argument("school")
@click.argument("name")
@click.argument("purpose")
@click.option("--lead", required=True, help="Who of the MSP leads it.")
@click.option("--from", "starts_on", required=True, help="The day it starts.")
@click.option("--until", "target_on", required=True, help="The day it is due.")
@click.option(
    "--milestone", "given", multiple=True, help=f"What, by when: {MILESTONE!r}."
)
@with_platform
def propose(
    platform: Client,
    school: str,
    starts_on: str,
    target_on: str,
    given: tuple[str, ...],
    **body: Any,
) -> None:
    """Propose a project to SCHOOL, which has to approve it before it runs."""
    place = ("schools", school_of(platform, school), "projects")
    [body["lead"]] = known_actors_of(platform, [body["lead"]])
    days = {"starts_on": day_of(starts_on), "target_on": day_of(target_on)}
    milestones = [_milestone(one) for one in given]
    _tell(platform.post(*place, body=body | days | {"milestones": milestones}))


@projects.command()
@click.argument("project")
@with_platform
def show(platform: Client, project: str) -> None:
    """Show a project, by its id or its name."""
    _tell(_found(platform, project))


@projects.command()
@click.argument("project")
@click.option("--version", type=click.IntRange(1), help="The version that was read.")
@with_platform
def approve(platform: Client, project: str, version: int | None) -> None:
    """Approve a project as it is planned, with a token of who runs the school."""
    view = _found(platform, project)
    if version is None:
        _tell(view)
        raise Unclear(
            f"nothing is approved yet: say --version {view['version']} if this is what"
            " you approve"
        )
    _post(platform, view, "approve", version=version)


@projects.command()
@click.argument("project")
@with_platform
def start(platform: Client, project: str) -> None:
    """Say that a project that is approved has begun."""
    _act(platform, project, "start")


@projects.command()
@click.argument("project")
@click.argument("milestone")
@with_platform
def reach(platform: Client, project: str, milestone: str) -> None:
    """Say that a MILESTONE is reached, by its name."""
    _act(platform, project, "milestone", milestone=milestone)


@projects.command()
@click.argument("project")
@click.argument("reason")
@with_platform
def close(platform: Client, project: str, reason: str) -> None:
    """Say that a project is over, and how it ended (REASON)."""
    _act(platform, project, "close", reason=reason)


@projects.command()
@click.argument("project")
@click.argument("reference", required=False)
@_VISIT
@with_platform
def add(
    platform: Client, project: str, reference: str | None, visit: UUID | None
) -> None:
    """Have a ticket (REFERENCE) or a visit belong to a project."""
    part = _part(platform, reference, visit)
    _post(platform, _found(platform, project), "add", **part)


@projects.command()
@click.argument("project")
@click.argument("reference", required=False)
@_VISIT
@with_platform
def remove(
    platform: Client, project: str, reference: str | None, visit: UUID | None
) -> None:
    """Have a ticket (REFERENCE) or a visit belong to a project no longer."""
    part = _part(platform, reference, visit)
    _post(platform, _found(platform, project), "remove", **part)


def _found(platform: Client, called: str) -> Json:
    """The project with this id, or the only one of this name; Unclear for none.

    What is closed is meant only where no other one is.
    """
    for closed in ("false", "true"):
        view = platform.get("projects", closed=closed)
        fits = [one for one in view["projects"] if _is_called(one, called)]
        if len(fits) == 1:
            one = fits[0]
            return platform.get("schools", one["school_id"], "projects", _id(one))
        if fits:
            break
    cut = f" among the first {len(view['projects'])}" if view["more"] else ""
    raise Unclear(f"{len(fits) or 'no'} projects are called {called!r}{cut}")


def _is_called(one: Json, called: str) -> bool:
    alike: bool = one["name"].casefold() == called.strip().casefold()
    return alike or called == one["project_id"]


def _act(platform: Client, called: str, act: str, /, **body: Any) -> None:
    """Do something with a project, on the version that it has now."""
    view = _found(platform, called)
    _post(platform, view, act, version=view["version"], **body)


def _part(platform: Client, reference: str | None, visit: UUID | None) -> Json:
    """The ticket or the visit that is meant; Unclear for both, and for neither."""
    if (reference is None) == (visit is None):
        raise Unclear("say which ticket, or which visit with --visit")
    if reference is None:
        return {"kind": "site_visit", "part_id": str(visit)}
    return {"kind": "ticket", "part_id": ticket_of(platform, reference)["ticket_id"]}


def _post(platform: Client, view: Json, act: str, /, **body: Any) -> None:
    one = view["summary"]
    place = ("schools", one["school_id"], "projects", _id(one), act)
    _tell(platform.post(*place, body=body))


def _id(summary: Json) -> str:
    project_id: str = summary["project_id"]
    return project_id


def _tell(view: Json) -> None:
    one = view["summary"]
    days = written_days(one["starts_on"], one["target_on"])
    click.echo(
        f"{clean(one['name'])}: {_state(one)}, {days}, version {view['version']}"
    )
    click.echo(clean(view["purpose"]))
    click.echo(
        f"{one['done']} of {one['tickets']} tickets done, {one['minutes']} min in all."
    )
    for milestone in view["milestones"]:
        due = written_days(milestone["due_on"], milestone["due_on"])
        state = "reached" if milestone["reached_at"] else f"due {due}"
        click.echo(f"{clean(milestone['name'])}: {state}")
    for ticket in view["tickets"]:
        subject = clean(ticket["subject"])
        click.echo(f"{ticket['reference']} {subject}: {named(ticket['state'])}")
    for visit in view["visits"]:
        said = f"{local(visit['starts_at'])} {clean(visit['purpose'])}"
        click.echo(f"{visit['visit_id']} {said}: {named(visit['state'])}")


def _state(one: Json) -> str:
    said = named(one["state"])
    return said if one["approved"] else f"{said}, not approved"


def _milestone(line: str) -> Json:
    """A milestone as it is written on a line; Unclear for anything else."""
    name, bar, due = line.partition("|")
    if not bar or not name.strip():
        raise Unclear(f"{line!r} is not a milestone such as {MILESTONE!r}")
    return {"name": name.strip(), "due_on": day_of(due)}
