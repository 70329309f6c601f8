"""How are remote sessions told at a terminal, and what a school agrees to?"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import click

from infra.command_line.client import Client, Json
from infra.command_line.days import day_of, written_days
from infra.command_line.finding import school_of, ticket_of
from infra.command_line.moments import MOMENT, utc
from infra.command_line.options import Unclear, with_platform
from infra.command_line.output import local, named, show_rows

_WAYS = click.Choice(["on_screen", "phone", "written", "in_person"])
_SCHOOL = click.option("--school", required=True, help="The school: id, URN or name.")


@click.group()
def remote() -> None:
    """Tell who is on a school's device from afar, why, and who agreed.

    SESSION is the id of a session, as `open` and `list` show it.
    """


@remote.command(name="list")
@click.option("--school", help="All of a school.")
@click.option("--ticket", help="Those for a ticket, by its reference.")
@with_platform
def list_sessions(platform: Client, school: str | None, ticket: str | None) -> None:
    """List the newest sessions of a school or for a ticket, with what was done."""
    if (school is None) == (ticket is None):
        raise Unclear("say --school or --ticket")
    if ticket is not None:
        found = ticket_of(platform, ticket)
        view = _sessions(platform, found["school_id"], found["ticket_id"])
    else:
        view = _sessions(platform, school_of(platform, school or ""), None)
    rows = [
        (
            *(local(one["opened_at"]), one["reference"], one["device"], one["purpose"]),
            *(_agreed(one), _stands(one)),
            "; ".join(done["what"] for done in one["actions"]),
            one["session_id"],
        )
        for one in view["sessions"]
    ]
    columns = (
        "opened",
        "ticket",
        "device",
        "why",
        "agreed",
        "stands",
        "done",
        "session",
    )
    show_rows(columns, rows)


@remote.command(name="open")
@click.argument("reference")
@click.argument("purpose")
@click.option("--device", required=True, help="Which device.")
@click.option("--tool", required=True, help="By which tool.")
@click.option("--agreed-by", default="", help="Who agreed.")
@click.option("--agreed", type=_WAYS, help="How they agreed.")
@click.option("--agreed-at", type=MOMENT, help="When they did. [default: now]")
@click.option("--unattended", is_flag=True, help="Nobody is there.")
@with_platform
def open_session(
    platform: Client, reference: str, agreed_at: datetime | None, **body: object
) -> None:
    """Say that a device is worked on for a ticket (REFERENCE), and why (PURPOSE)."""
    ticket = ticket_of(platform, reference)
    body["agreed_at"] = utc(agreed_at) if agreed_at else None
    at = ("tickets", ticket["ticket_id"], "remote-sessions")
    click.echo(platform.post(*at, body=body)["session_id"])


@remote.command()
@click.argument("session", type=click.UUID)
@click.argument("what")
@_SCHOOL
@with_platform
def record(platform: Client, session: UUID, what: str, school: str) -> None:
    """Record WHAT was done in SESSION while it is open."""
    at = _one(platform, school, session)
    platform.post(*at, "actions", body={"what": what})
    click.echo("It is recorded.", err=True)


@remote.command()
@click.argument("session", type=click.UUID)
@_SCHOOL
@with_platform
def close(platform: Client, session: UUID, school: str) -> None:
    """Say that nobody is on the device of SESSION any more."""
    platform.post(*_one(platform, school, session), "close", body={})
    click.echo("It is closed.", err=True)


@remote.command()
@click.argument("school")
@click.option("--until", help="The last day, such as 31/07/2027: within a year.")
@click.option("--devices", help="Which devices.")
@click.option("--end", is_flag=True, help="Agree no longer.")
@with_platform
def consent(
    platform: Client, school: str, until: str | None, devices: str | None, end: bool
) -> None:
    """Show what SCHOOL agrees to while nobody is there, or agree (who signs for it)."""
    school_id = school_of(platform, school)
    at = ("schools", school_id, "standing-consent")
    if (until is None) != (devices is None) or (end and until):
        raise Unclear("say --until and --devices, or --end, or nothing to see it")
    if until:
        platform.put(*at, body={"until_on": day_of(until), "devices": devices})
    elif end:
        platform.delete(*at)
    _show_consent(_sessions(platform, school_id, None)["consent"])


def _sessions(platform: Client, school_id: object, ticket_id: object) -> Json:
    return platform.get("schools", school_id, "remote-sessions", ticket=ticket_id)


def _one(platform: Client, school: str, session: UUID) -> tuple[object, ...]:
    return ("schools", school_of(platform, school), "remote-sessions", session)


def _agreed(one: Json) -> str:
    if one["unattended"]:
        return "nobody was there, as the school agrees"
    return f"{one['agreed_by']}, {named(one['agreed']).lower()}"


def _stands(one: Json) -> str:
    if one["closed_at"]:
        return f"closed {local(one['closed_at'])}"
    return "open for more than four hours" if one["overdue"] else "open"


def _show_consent(known: Json | None) -> None:
    if known is None:
        click.echo("The school does not agree to sessions while nobody is there.")
        return
    on = date.fromisoformat(known["until_on"]).isoformat()
    click.echo(f"The school agrees until {written_days(on, on)}: {known['devices']}")
