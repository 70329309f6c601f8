"""How does an operator work on tickets at a terminal?"""

from __future__ import annotations

import re
import sys
from typing import Any
from uuid import UUID

import click

from infra.command_line import ticket_pages as pages
from infra.command_line.client import Client, Json
from infra.command_line.options import with_platform

_LEVELS = click.Choice(["low", "medium", "high"])
_CHANNELS = click.Choice(
    ["email", "phone", "portal", "walk_in", "callback", "chat", "alert", "api"]
)
_VERSION = click.option(
    "--version",
    type=int,
    help="The version you decided on; by default the newest, read just before.",
)


@click.group(invoke_without_command=True)
@click.pass_context
def tickets(context: click.Context) -> None:
    """See the queue, and work on tickets; REFERENCE is like K7QM-123, or an id."""
    if context.invoked_subcommand is None:
        context.invoke(list_tickets)


@tickets.command(name="list")
@click.option("--school", help="Only this school's (an id).")
@click.option(
    "--state", type=click.Choice(["open", "on_hold", "resolved"]), help="Only these."
)
@click.option("--assignee", help="Only what this person works on.")
@click.option("--search", help="Words of subject, reference or requester.")
@click.option("--sort", type=click.Choice(["due", "updated"]), default="due")
@click.option("--limit", type=click.IntRange(1, 200), default=50, show_default=True)
@with_platform
def list_tickets(platform: Client, **wanted: Any) -> None:
    """Show the queue, next deadline first."""
    page = platform.get("/tickets", **wanted)
    pages.show_queue(page["tickets"], more=bool(page["cursor"]))


@tickets.command()
@click.argument("reference")
@with_platform
def show(platform: Client, reference: str) -> None:
    """Show a ticket: its fields, its clock and what happened to it."""
    pages.show_ticket(find(platform, reference))


@tickets.command(name="open")
@click.option("--school", required=True, help="The school that asks (an id).")
@click.option("--subject", required=True, help="What it is about, in a few words.")
@click.option("--description", default="", help="What is wrong or wanted.")
@click.option("--requester-name", required=True, help="Who asks.")
@click.option("--requester-email", required=True, help="Their address.")
@click.option("--channel", type=_CHANNELS, default="phone", show_default=True)
@click.option("--impact", type=_LEVELS, default="medium", show_default=True)
@click.option("--urgency", type=_LEVELS, default="medium", show_default=True)
@with_platform
def open_ticket(
    platform: Client,
    school: str,
    requester_name: str,
    requester_email: str,
    **fields: str,
) -> None:
    """Open a ticket for somebody, and print its reference."""
    requester = {"name": requester_name, "email": requester_email}
    body = {**fields, "requester": requester}
    click.echo(platform.post(f"/schools/{school}/tickets", body)["reference"])


@tickets.command()
@click.argument("reference")
@click.option("--impact", type=_LEVELS, required=True, help="How far it reaches.")
@click.option("--urgency", type=_LEVELS, required=True, help="How soon it hurts.")
@click.option(
    "--priority",
    type=click.Choice(["p1", "p2", "p3", "p4"]),
    help="Another priority than the matrix gives; it needs a reason.",
)
@click.option("--reason", help="Why another priority.")
@_VERSION
@with_platform
def triage(platform: Client, reference: str, version: int | None, **set_: Any) -> None:
    """Set impact and urgency, which give the priority."""
    given = {name: value for name, value in set_.items() if value is not None}
    _act(platform, reference, version, "triage", given)


@tickets.command()
@click.argument("reference")
@click.argument("assignee", required=False)
@_VERSION
@with_platform
def assign(
    platform: Client, reference: str, assignee: str | None, version: int | None
) -> None:
    """Give a ticket to ASSIGNEE, or without one back to the queue."""
    _act(platform, reference, version, "assign", {"assignee": assignee})


@tickets.command()
@click.argument("reference")
@_VERSION
@with_platform
def resume(platform: Client, reference: str, version: int | None) -> None:
    """Go on with a ticket that was on hold."""
    _act(platform, reference, version, "resume", {})


def find(platform: Client, reference: str) -> Json:
    """The ticket that a reference or an id names; exits with 1 where there is none."""
    try:
        return platform.get(f"/tickets/{UUID(reference)}")
    except ValueError:
        pass
    wanted = re.sub(r"\s+", "", reference).upper()
    found = platform.get("/tickets", search=wanted, limit=200)["tickets"]
    for row in found:
        if row["reference"] == wanted:
            return platform.get(f"/tickets/{row['ticket_id']}")
    click.echo(f"caretaker: there is no ticket {reference}", err=True)
    sys.exit(1)


def _act(
    platform: Client, reference: str, version: int | None, act: str, body: Json
) -> None:
    ticket = find(platform, reference)
    body = {"version": version or ticket["version"], **body}
    after = platform.post(f"/tickets/{ticket['ticket_id']}/{act}", body)
    pages.show_ticket(after)


def _writing(act: str, field: str, summary: str) -> click.Command:
    """A command whose words come as an argument, or on standard input."""
    ending = "Without WORDS they are read from standard input."

    @click.command(name=act, help=f"{summary} {ending}")
    @click.argument("reference")
    @click.argument("words", required=False)
    @_VERSION
    @with_platform
    def write(
        platform: Client, reference: str, words: str | None, version: int | None
    ) -> None:
        said = words if words is not None else sys.stdin.read().strip()
        _act(platform, reference, version, act, {field: said})

    return write


for _act_name, _field, _summary in (
    ("reply", "text", "Tell the requester WORDS."),
    ("note", "text", "Keep WORDS for the desk; the requester does not see them."),
    ("hold", "reason", "Wait for somebody else; WORDS say for what."),
    ("resolve", "note", "Say that it is done, in WORDS that the requester sees."),
    ("reopen", "reason", "Say that it was not done after all; WORDS say why."),
):
    tickets.add_command(_writing(_act_name, _field, _summary))
