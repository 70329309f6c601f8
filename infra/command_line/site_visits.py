"""How are visits to a school planned at a terminal, and recorded?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from infra.command_line.client import Client, Json
from infra.command_line.finding import names_of, school_of, ticket_of
from infra.command_line.moments import MOMENT, utc
from infra.command_line.options import with_platform
from infra.command_line.output import local, named, show_rows
from infra.command_line.whom import actors_of, called

_SCHOOL = click.option("--school", required=True, help="The school: id, URN or name.")
_STARTS = click.option(
    "--starts", required=True, type=MOMENT, help="Such as 30/11/2026 09:40."
)
_ENDS = click.option("--ends", required=True, type=MOMENT, help="When it is over.")
_WHO = click.option(
    "--who", multiple=True, required=True, help="Who comes; repeatable."
)


@click.group()
def visits() -> None:
    """Plan visits to schools, move and cancel them, and record what became of them.

    VISIT is the id of a visit, as `list` shows it.
    """


@visits.command(name="list")
@click.option("--school", help="One school; all if not given.")
@click.option("--since", required=True, type=MOMENT, help="That begin then, or later.")
@click.option("--until", required=True, type=MOMENT, help="That begin before then.")
@with_platform
def list_visits(
    platform: Client, school: str | None, since: datetime, until: datetime
) -> None:
    """List visits by when they begin."""
    found = school_of(platform, school) if school else None
    view = platform.get("site-visits", school=found, since=utc(since), until=utc(until))
    names = names_of(platform, [one["school_id"] for one in view["visits"]])
    rows = [
        (
            *(local(one["starts_at"]), local(one["ends_at"])),
            *(names[one["school_id"]], ", ".join(called(platform, one["who"]))),
            *(named(one["state"]), one["purpose"], one["visit_id"]),
        )
        for one in view["visits"]
    ]
    show_rows(("starts", "ends", "school", "who", "state", "what for", "visit"), rows)


@visits.command()
@click.argument("purpose")
@_SCHOOL
@_STARTS
@_ENDS
@_WHO
@click.option("--ticket", "tickets", multiple=True, help="For which; repeatable.")
@click.option("--reason", default="", help="Why then, where the school is not open.")
@with_platform
def plan(  # noqa: PLR0913, PLR0917  # as many as the command has options
    platform: Client,
    purpose: str,
    school: str,
    starts: datetime,
    ends: datetime,
    who: tuple[str, ...],
    tickets: tuple[str, ...],
    reason: str,
) -> None:
    """Plan a visit to a school, and say what it is for (PURPOSE)."""
    body = {
        "purpose": purpose,
        **_times(starts, ends),
        "who": actors_of(platform, [*who]),
        "tickets": [ticket_of(platform, one)["ticket_id"] for one in tickets],
        "reason": reason,
    }
    at = ("schools", school_of(platform, school), "site-visits")
    _show(platform.post(*at, body=body))


@visits.command()
@click.argument("visit")
@click.argument("reason")
@_SCHOOL
@_STARTS
@_ENDS
@_WHO
@with_platform
def move(  # noqa: PLR0913, PLR0917  # as many as the command has options
    platform: Client,
    visit: str,
    reason: str,
    school: str,
    starts: datetime,
    ends: datetime,
    who: tuple[str, ...],
) -> None:
    """Move VISIT to another time, or have others come, and say why (REASON)."""
    said = {**_times(starts, ends), "who": actors_of(platform, [*who])}
    _act(platform, school, visit, "move", **said, reason=reason)


@visits.command()
@click.argument("visit")
@click.argument("reason")
@_SCHOOL
@with_platform
def cancel(platform: Client, visit: str, reason: str, school: str) -> None:
    """Cancel VISIT, and say why (REASON)."""
    _act(platform, school, visit, "cancel", reason=reason)


@visits.command()
@click.argument("visit")
@click.argument("done")
@_SCHOOL
@click.option("--arrived", required=True, type=MOMENT, help="When they arrived.")
@click.option("--left", required=True, type=MOMENT, help="When they left.")
@click.option("--signed-by", default="", help="Who of the school signed for it.")
@with_platform
def record(  # noqa: PLR0913, PLR0917  # as many as the command has options
    platform: Client,
    visit: str,
    done: str,
    school: str,
    arrived: datetime,
    left: datetime,
    signed_by: str,
) -> None:
    """Record what was DONE at VISIT."""
    when = {"arrived_at": utc(arrived), "left_at": utc(left)}
    _act(platform, school, visit, "record", **when, done=done, signed_by=signed_by)


@visits.command()
@click.argument("visit")
@click.argument("reason")
@_SCHOOL
@with_platform
def missed(platform: Client, visit: str, reason: str, school: str) -> None:
    """Record that nobody came to VISIT, and why (REASON)."""
    _act(platform, school, visit, "miss", reason=reason)


def _times(starts: datetime, ends: datetime) -> dict[str, str]:
    return {"starts_at": utc(starts), "ends_at": utc(ends)}


def _act(platform: Client, school: str, visit: str, act: str, **said: Any) -> None:
    """Do it on the visit as it stands now."""
    at = ("schools", school_of(platform, school), "site-visits", visit)
    said["version"] = platform.get(*at)["visit"]["version"]
    _show(platform.post(*at, act, body=said))


def _show(view: Json) -> None:
    one = view["visit"]
    when = f"{local(one['starts_at'])} to {local(one['ends_at'])}"
    clashes = ", ".join(named(clash).lower() for clash in one["clashes"])
    against = f" (in spite of: {clashes})" if clashes else ""
    click.echo(f"{one['visit_id']}: {named(one['state'])}, {when}{against}.")
