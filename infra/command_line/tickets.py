"""How does an operator work on tickets at a terminal?"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click

from infra.command_line import (
    ticket_approvals,
    ticket_calls,
    ticket_channels,
    ticket_replies,
    ticket_staff,
    ticket_suggestions,
    ticket_teams,
    ticket_ties,
    ticket_watching,
    ticket_words,
)
from infra.command_line.client import Client, Json
from infra.command_line.finding import desk_of, names_of, pages, school_of, ticket_of
from infra.command_line.options import with_platform
from infra.command_line.ticket_acts import VERSION, act
from infra.command_line.ticket_pages import show_queue, show_ticket

_LEVELS = click.Choice(["low", "medium", "high"])
_CHANNELS = click.Choice(
    ["email", "phone", "portal", "walk_in", "callback", "chat", "alert", "api"]
)
_CHATS = click.Choice(["teams", "google_chat", "whatsapp", "text_message", "other"])
_TYPES = click.Choice(
    ["incident", "service_request", "change", "problem", "major_incident"]
)
_PAGE = 50


class ListByDefault(click.Group):
    """A group that lists, unless it is told what else to do."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what begins with an option, other than for help, as the list's."""
        helps = ctx.help_option_names
        if not args or (args[0].startswith("-") and args[0] not in helps):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(cls=ListByDefault)
def tickets() -> None:
    """See the queue, and work on tickets.

    Without a command it lists. REFERENCE is what a ticket is called, such as K7QM-123,
    or its id.
    """


@tickets.command(name="list")
@click.option("--school", help="Only this school's: its id, URN or name.")
@click.option(
    "--state",
    type=click.Choice(["open", "on_hold", "resolved"]),
    help="Only tickets in this state.",
)
@click.option("--assignee", help="Only what this person works on.")
@click.option("--type", type=_TYPES, help="Only tickets of this type.")
@click.option("--search", help="Only tickets that have all of these words.")
@click.option(
    "--sort",
    type=click.Choice(["due", "updated"]),
    default="due",
    show_default=True,
    help="What is due next first, or what was changed last.",
)
@click.option("--all", "everything", is_flag=True, help=f"Not the first {_PAGE} alone.")
@with_platform
def list_tickets(
    platform: Client, school: str | None, everything: bool, **wanted: Any
) -> None:
    """List the queue, next deadline first."""
    if school is not None:
        wanted["school"] = school_of(platform, school)
    if everything:
        rows, more = list(pages(platform, "tickets", **wanted, limit=200)), ""
    else:
        page = platform.get("tickets", **wanted, limit=_PAGE)
        rows, more = page["tickets"], page["cursor"]
    if not rows:
        click.echo("No ticket fits.", err=True)
        return
    desk = desk_of(platform)
    shown = [row | {"assignee": _called(row["assignee"], desk)} for row in rows]
    show_queue(shown, names_of(platform, (row["school_id"] for row in rows)))
    if more:
        click.echo(f"These are the first {_PAGE}; --all shows the rest.", err=True)


@tickets.command()
@click.argument("reference")
@with_platform
def show(platform: Client, reference: str) -> None:
    """Show a ticket: its fields, its targets and what happened to it."""
    ticket = ticket_of(platform, reference)
    school_id = ticket["school_id"]
    desk = desk_of(platform)
    told = [entry | _signed(entry, desk) for entry in ticket["timeline"]]
    shown = ticket | {"assignee": _called(ticket["assignee"], desk), "timeline": told}
    shown |= platform.get("tickets", ticket["ticket_id"], "ties")
    show_ticket(shown, names_of(platform, [school_id])[school_id])


@tickets.command(name="open")
@click.option("--school", required=True, help="Who asks: an id, a URN or a name.")
@click.option("--subject", required=True, help="What it is about, in a few words.")
@click.option(
    "--description",
    default="",
    help="What is wrong or wanted; `-` reads it from standard input.",
)
@click.option("--requester-name", required=True, help="The person who asks.")
@click.option("--requester-email", required=True, help="Their e-mail address.")
@click.option("--channel", type=_CHANNELS, default="phone", show_default=True)
@click.option("--via", type=_CHATS, help="By which chat, if it came by one.")
@click.option("--type", type=_TYPES, default="incident", show_default=True)
@click.option("--impact", type=_LEVELS, default="medium", show_default=True)
@click.option("--urgency", type=_LEVELS, default="medium", show_default=True)
@ticket_words.EARLIER
@ticket_calls.asking
@with_platform
def open_ticket(
    platform: Client,
    school: str,
    description: str,
    requester_name: str,
    requester_email: str,
    **fields: str | None,
) -> None:
    """Open a ticket for somebody, and print its reference."""
    body = {
        **ticket_calls.wanted(fields),
        "description": sys.stdin.read() if description == "-" else description,
        "requester": {"name": requester_name, "email": requester_email},
    }
    school_id = school_of(platform, school)
    opened = platform.post("schools", school_id, "tickets", body=body)
    click.echo(opened["reference"])


@tickets.command()
@click.argument("reference")
@click.option("--impact", type=_LEVELS, help="How far it reaches.")
@click.option("--urgency", type=_LEVELS, help="How soon it hurts.")
@click.option(
    "--priority",
    type=click.Choice([f"p{number}" for number in range(1, 10)]),
    help="Another priority than impact and urgency give; it needs a reason.",
)
@click.option("--reason", help="Why another priority.")
@VERSION
@with_platform
def triage(
    platform: Client, reference: str, version: int | None, **given: str | None
) -> None:
    """Set impact and urgency, which give the priority; one not given stays."""
    ticket = ticket_of(platform, reference)
    body = {name: part for name, part in given.items() if part is not None}
    stays = {name: ticket[name] for name in ("impact", "urgency")}
    act(platform, ticket, version, "triage", **(stays | body))


@tickets.command()
@click.argument("reference")
@click.argument("assignee", required=False)
@VERSION
@with_platform
def assign(
    platform: Client, reference: str, assignee: str | None, version: int | None
) -> None:
    """Give a ticket to ASSIGNEE, or without one back to the queue."""
    ticket = ticket_of(platform, reference)
    act(platform, ticket, version, "assign", assignee=assignee)


@tickets.command()
@click.argument("reference")
@click.argument("into", metavar="TYPE", type=_TYPES)
@click.option("--category", help="What it is about; an empty one is none.")
@click.option("--service", help="Which service it is about.")
@VERSION
@with_platform
def classify(
    platform: Client, reference: str, into: str, version: int | None, **about: Any
) -> None:
    """Say that a ticket is of this TYPE, and what it is about."""
    ticket = ticket_of(platform, reference)
    act(platform, ticket, version, "classify", type=into, **about)


@tickets.command()
@click.argument("reference")
@VERSION
@with_platform
def resume(platform: Client, reference: str, version: int | None) -> None:
    """Go on with a ticket that was on hold."""
    act(platform, ticket_of(platform, reference), version, "resume")


for _command in (
    *ticket_words.COMMANDS,
    *ticket_ties.COMMANDS,
    *ticket_approvals.COMMANDS,
    *ticket_calls.COMMANDS,
    *ticket_staff.COMMANDS,
    *ticket_suggestions.COMMANDS,
    *ticket_teams.COMMANDS,
    *ticket_channels.COMMANDS,
    *ticket_replies.COMMANDS,
    *ticket_watching.COMMANDS,
):
    tickets.add_command(_command)


def _signed(entry: Json, desk: Mapping[str, str]) -> Json:
    """Who did something, and whom it was given to, by name."""
    detail = entry["detail"]
    return {
        "actor": _called(entry["actor"], desk),
        "detail": _called(detail, desk) if detail else detail,
    }


def _called(actor: str | None, desk: Mapping[str, str]) -> str | None:
    """The name of somebody of the desk; anybody else as they are recorded."""
    return desk.get(actor, actor) if actor else None
