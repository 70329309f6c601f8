"""How is a ticket handed over at a terminal, and the time recorded that it took?"""

from __future__ import annotations

import click

from infra.command_line.client import Client, Json
from infra.command_line.finding import ticket_of
from infra.command_line.options import Unclear, with_platform
from infra.command_line.output import show_rows
from infra.command_line.ticket_acts import VERSION, act

_KINDS = click.Choice(["remote", "on_site", "travel"])
_DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])


@click.command(name="hand-over")
@click.argument("reference")
@click.option("--known", required=True, help="What is known, so that nobody asks it.")
@click.option("--next", required=True, help="What is to be done next.")
@click.option("--to", "assignee", help="Who works on it from now on.")
@click.option("--team", help="The team whose queue it is, by its name.")
@VERSION
@with_platform
def hand_over(
    platform: Client,
    reference: str,
    version: int | None,
    team: str | None,
    **said: str | None,
) -> None:
    """Hand a ticket over to somebody or to a team, with what is known and what is next.

    Without a team it is in the queue of the MSP.
    """
    ticket = ticket_of(platform, reference)
    said["team_id"] = _team_of(platform, ticket, team) if team else None
    act(platform, ticket, version, "hand-over", **said)


@click.command(name="who")
@click.argument("reference")
@with_platform
def who(platform: Client, reference: str) -> None:
    """Show who is good at what a ticket is about, and how much each has to do."""
    ticket = ticket_of(platform, reference)
    found = platform.get("tickets", ticket["ticket_id"], "receivers")["suggestions"]
    rows = [
        (one["actor"], one["team"], ", ".join(one["skills"]), str(one["waiting"]))
        for one in found
    ]
    show_rows(("who", "team", "good at", "works on"), rows)


@click.command(name="time")
@click.argument("reference")
@click.argument("minutes", type=click.IntRange(1))
@click.option("--on", required=True, type=_DAY, help="The day, as it was in London.")
@click.option("--kind", type=_KINDS, default="remote", show_default=True)
@click.option("--note", default="", help="What was done, for the desk.")
@with_platform
def time(platform: Client, reference: str, on: object, **said: object) -> None:
    """Record that one worked so many MINUTES on a ticket."""
    at = ("tickets", ticket_of(platform, reference)["ticket_id"], "time")
    after = platform.post(*at, body=said | {"on": f"{on:%Y-%m-%d}"})
    click.echo(f"{reference}: {after['minutes']} min in all.")


def _team_of(platform: Client, ticket: Json, called: str) -> str:
    """The id of a team of the MSP or of the school; Unclear where none fits."""
    known = [
        *platform.get("teams")["teams"],
        *platform.get("schools", ticket["school_id"], "teams")["teams"],
    ]
    for one in known:
        if one["name"].casefold() == called.strip().casefold():
            team_id: str = one["team_id"]
            return team_id
    raise Unclear(f"neither the MSP nor the school has a team called {called!r}")


COMMANDS = (hand_over, who, time)
