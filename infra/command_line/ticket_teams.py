"""How is a ticket handed over at a terminal, so that nobody asks again?"""

from __future__ import annotations

import click

from infra.command_line.client import Client, Json
from infra.command_line.finding import ticket_of
from infra.command_line.options import Unclear, with_platform
from infra.command_line.output import show_rows
from infra.command_line.ticket_acts import VERSION, act


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
    found = platform.get("tickets", ticket["ticket_id"], "suggestions")["suggestions"]
    rows = [
        (one["actor"], one["team"], ", ".join(one["skills"]), str(one["waiting"]))
        for one in found
    ]
    show_rows(("who", "team", "good at", "works on"), rows)


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


COMMANDS = (hand_over, who)
