"""How is a change planned, made and reviewed at a terminal, and when is none made?"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from infra.command_line.catalogues import read
from infra.command_line.change_lines import (
    called_by,
    show_changes,
    show_forecast,
    standing_of,
)
from infra.command_line.client import Client, Json
from infra.command_line.days import day_of, days_of, written_days
from infra.command_line.finding import school_of, ticket_of
from infra.command_line.moments import MOMENT, utc
from infra.command_line.options import Unclear, with_platform
from infra.command_line.output import clean, local, named
from infra.command_line.whom import known_actors_of

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_KINDS = click.Choice(["normal", "emergency", "standard"])
_RISKS = click.Choice(["low", "medium", "high"])
_WEEKS = timedelta(days=41)


@click.group()
def changes() -> None:
    """Plan changes, make and review them, and see when nothing is changed."""


@changes.command()
@click.argument("reference")
@with_platform
def show(platform: Client, reference: str) -> None:
    """Show the change of a ticket, and the days of a freeze that it is allowed on."""
    _tell(_found(platform, reference))


@changes.command()
@click.argument("reference")
@click.argument("reason")
@click.option("--from", "starts_at", required=True, type=MOMENT, help="It begins.")
@click.option("--until", "ends_at", required=True, type=MOMENT, help="It ends.")
@click.option("--kind", type=_KINDS, default="normal", show_default=True)
@click.option("--standard", default="", help="Which standard change of the school.")
@click.option("--risk", type=_RISKS, default="medium", show_default=True)
@click.option("--risk-reason", required=True, help="Why the risk is that.")
@click.option("--plan", "plan_", required=True, help="How it is made.")
@click.option("--back-out", required=True, help="How it is undone.")
@click.option("--test", required=True, help="How it is tested.")
@click.option("--who", required=True, multiple=True, help="Who of the MSP makes it.")
@click.option("--service", "services", multiple=True, help="What it touches.")
@with_platform
def plan(
    platform: Client,
    reference: str,
    starts_at: datetime,
    ends_at: datetime,
    plan_: str,
    **body: Any,
) -> None:
    """Plan the change of a ticket, and have the school asked; REASON says why."""
    times = {"starts_at": utc(starts_at), "ends_at": utc(ends_at)}
    body["who"] = known_actors_of(platform, body["who"])
    _act(platform, reference, "plan", plan=plan_, **times, **body)


@changes.command()
@click.argument("reference")
@click.option("--reason", default="", help="Why an emergency cannot wait for approval.")
@with_platform
def begin(platform: Client, reference: str, **body: Any) -> None:
    """Say that the change is being made."""
    _act(platform, reference, "begin", **body)


@changes.command()
@click.argument("reference")
@click.argument("said")
@click.option("--backed-out", is_flag=True, help="It failed, and was undone.")
@with_platform
def end(platform: Client, reference: str, said: str, backed_out: bool) -> None:
    """Say that the change is done, and what its test showed (SAID)."""
    _act(platform, reference, "end", said=said, done=not backed_out)


@changes.command()
@click.argument("reference")
@click.argument("reason")
@with_platform
def withdraw(platform: Client, reference: str, **body: Any) -> None:
    """Say that the change is not made after all, and why (REASON)."""
    _act(platform, reference, "withdraw", **body)


@changes.command()
@click.argument("reference")
@click.argument("said")
@with_platform
def review(platform: Client, reference: str, **body: Any) -> None:
    """Say how it went, and what is done otherwise the next time (SAID)."""
    _act(platform, reference, "review", **body)


@changes.command()
@click.argument("reference")
@click.argument("days")
@click.argument("reason")
@with_platform
def allow(platform: Client, reference: str, days: str, reason: str) -> None:
    """Allow a change on DAYS of a freeze (a..b), by a token of who runs the school."""
    first, last = days_of(days)
    ticket_id = ticket_of(platform, reference)["ticket_id"]
    body = {"from_on": first, "until_on": last, "reason": reason}
    _tell(platform.post("tickets", ticket_id, "change", "allow", body=body))


@changes.command()
@click.option("--school", help="One school; all without it.")
@click.option("--days", help="Days a..b; six weeks from today without it.")
@with_platform
def calendar(platform: Client, school: str | None, days: str | None) -> None:
    """Show what is changed in some days, and on which nothing is."""
    first, last = days_of(days) if days else _six_weeks()
    query = {"from_on": first, "until_on": last}
    if school:
        query["school"] = str(school_of(platform, school))
    view = platform.get("changes", **query)
    show_changes(platform, view)


@changes.command()
@click.argument("school")
@click.option("--set", "file", type=_FILE, help="A JSON file to propose from now on.")
@click.option("--approve", multiple=True, help="Approve of this one, too, by its name.")
@click.option("--withdraw", multiple=True, help="Approve of this one no longer.")
@click.option("--version", type=click.IntRange(0), help="Of the list that was read.")
@with_platform
def standard(  # noqa: PLR0913, PLR0917  # as many as the command has options
    platform: Client,
    school: str,
    file: Path | None,
    approve: tuple[str, ...],
    withdraw: tuple[str, ...],
    version: int | None,
) -> None:
    """Show the standard changes of SCHOOL as JSON, propose them, or approve of some.

    What is not named stays approved or not. To approve or to withdraw takes a token of
    who runs the school; that and to propose, the version that was read.
    """
    place = ("schools", school_of(platform, school), "standard-changes")
    known = platform.get(*place)
    if file is not None and (approve or withdraw):
        raise Unclear("what is proposed is approved once it was read: not at once")
    if (file is not None or approve or withdraw) and version is None:
        raise Unclear(f"say --version {known['version']} if that is what you read")
    if file is not None:
        body = {"changes": read(file), "version": version}
        known = platform.put(*place, body=body)
    elif approve or withdraw:
        names = {*known["approved"], *approve} - {*withdraw}
        body = {"names": sorted(names), "version": version}
        known = platform.post(*place, "approve", body=body)
    click.echo(json.dumps(known["changes"], indent=2, ensure_ascii=False))
    approved = ", ".join(known["approved"]) or "none"
    click.echo(f"Version {known['version']}; approved: {clean(approved)}.", err=True)


@changes.command()
@click.argument("school")
@click.option("--from", "first", help="A day of the first week; today without it.")
@click.option("--weeks", type=click.IntRange(1, 53), default=13, show_default=True)
@with_platform
def forecast(platform: Client, school: str, first: str | None, weeks: int) -> None:
    """Show how many tickets may come each week at SCHOOL, as the year before had."""
    place = ("schools", school_of(platform, school), "forecast")
    view = platform.get(*place, from_on=day_of(first), weeks=weeks)
    show_forecast(view)


def _six_weeks() -> tuple[str, str]:
    first = date.fromisoformat(day_of(None))
    return first.isoformat(), (first + _WEEKS).isoformat()


def _found(platform: Client, reference: str) -> Json:
    ticket_id = ticket_of(platform, reference)["ticket_id"]
    return platform.get("tickets", ticket_id, "change")


def _act(platform: Client, reference: str, act: str, /, **body: Any) -> None:
    """Do something with a change, on the version that it has now."""
    known = _found(platform, reference)
    body["version"] = known["version"]
    _tell(platform.post("tickets", known["ticket_id"], "change", act, body=body))


def _tell(view: Json) -> None:
    change = view["change"]
    if change is None:
        click.echo("Nothing is planned yet.")
    else:
        click.echo(f"{called_by(change)}: {standing_of(change)}, {_when(change)}")
        for part in ("reason", "plan", "back_out", "test", "outcome", "review"):
            if change[part]:
                click.echo(f"{named(part)}: {clean(change[part])}")
    for one in view["allowed"]:
        days, said = written_days(one["from_on"], one["until_on"]), clean(one["reason"])
        click.echo(f"Allowed on {days} by {clean(one['allower'])}: {said}")


def _when(change: Json) -> str:
    return f"{local(change['starts_at'])} to {local(change['ends_at'])}"
