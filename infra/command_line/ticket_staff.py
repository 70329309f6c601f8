"""How is it told at a terminal who joins, moves or leaves, and what of it is done?"""

from __future__ import annotations

import click

from infra.command_line.client import Client
from infra.command_line.finding import school_of, ticket_of
from infra.command_line.options import with_platform
from infra.command_line.ticket_acts import VERSION, act

_KINDS = click.Choice(["joiner", "mover", "leaver"])
_STATES = click.Choice(["done", "not_needed", "open"])
_DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])


@click.command(name="staff-change")
@click.argument("kind", type=_KINDS)
@click.option("--school", required=True, help="Where: an id, a URN or a name.")
@click.option("--person", required=True, help="Who joins, moves or leaves.")
@click.option("--role", required=True, help="As what, from then or until then.")
@click.option("--on", required=True, type=_DAY, help="Their first day, or their last.")
@click.option("--email", default="", help="The account that they have.")
@click.option("--accounts", default="", help="Which accounts and systems it is about.")
@click.option("--kit", default="", help="Which devices, keys and cards.")
@click.option("--passes-to", default="", help="Who is to get what.")
@click.option("--requester-name", required=True, help="The person who asks.")
@click.option("--requester-email", required=True, help="Their e-mail address.")
@with_platform
def staff_change(
    platform: Client,
    school: str,
    kind: str,
    requester_name: str,
    requester_email: str,
    **change: object,
) -> None:
    """Open a ticket for who joins, moves or leaves (KIND), and print its reference."""
    on = f"{change['on']:%Y-%m-%d}"
    body = {
        "subject": f"{kind.capitalize()}, {on}",
        "description": "",
        "requester": {"name": requester_name, "email": requester_email},
        "channel": "phone",
        "impact": "low",
        "urgency": "medium",
        "change": change | {"kind": kind, "on": on},
    }
    school_id = school_of(platform, school)
    opened = platform.post("schools", school_id, "tickets", body=body)
    click.echo(opened["reference"])


@click.command()
@click.argument("reference")
@click.argument("action")
@click.argument("state", type=_STATES)
@click.option("--note", default="", help="What is to be said of it; why not needed.")
@VERSION
@with_platform
def mark(platform: Client, reference: str, version: int | None, **said: str) -> None:
    """Say that an ACTION of a joiner, mover or leaver is done, not needed or open."""
    ticket = ticket_of(platform, reference)
    act(platform, ticket, version, "action", **said)


@click.command(name="staff-day")
@click.argument("reference")
@click.argument("on", type=_DAY)
@VERSION
@with_platform
def staff_day(
    platform: Client, reference: str, on: object, version: int | None
) -> None:
    """Say that somebody joins, moves or leaves ON another day than was told."""
    ticket = ticket_of(platform, reference)
    act(platform, ticket, version, "staff-day", on=f"{on:%Y-%m-%d}")


COMMANDS = (staff_change, mark, staff_day)
