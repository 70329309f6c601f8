"""How does an operator tie tickets together at a terminal, and untie them?"""

from __future__ import annotations

import sys

import click

from infra.command_line.client import Client, Json, Problem
from infra.command_line.finding import ticket_of
from infra.command_line.options import Unclear, with_platform
from infra.command_line.output import clean
from infra.command_line.ticket_acts import VERSION, act
from infra.command_line.ticket_pages import show_line

_LINKS = click.Choice(["related", "parent", "child", "cause", "effect"])


@click.command()
@click.argument("references", nargs=-1, required=True)
@click.option("--into", required=True, help="The ticket that they go on as.")
@with_platform
def merge(platform: Client, references: tuple[str, ...], into: str) -> None:
    """Have tickets go on as another one of their school, and tell of each.

    Their numbers stay, their clocks stand no longer, and what the school writes to them
    reaches the other. `unmerge` undoes it.
    """
    survivor = ticket_of(platform, into)
    refused = 0
    for reference in references:
        try:
            _merge(platform, ticket_of(platform, reference), survivor)
        except (Problem, Unclear) as problem:
            click.echo(f"{clean(reference)}: {clean(str(problem))}", err=True)
            refused += 1
    sys.exit(1 if refused else 0)


@click.command()
@click.argument("reference")
@VERSION
@with_platform
def unmerge(platform: Client, reference: str, version: int | None) -> None:
    """Undo a merge: the ticket is by itself again, as it was."""
    act(platform, ticket_of(platform, reference), version, "unmerge")


@click.command()
@click.argument("reference")
@click.argument("subject")
@click.option(
    "--entry", help="The id of the entry; by default the last that the school wrote."
)
@VERSION
@with_platform
def split(
    platform: Client,
    reference: str,
    subject: str,
    entry: str | None,
    version: int | None,
) -> None:
    """Make what the school wrote a ticket of its own, about SUBJECT.

    Merging the new ticket into this one puts it back.
    """
    ticket = ticket_of(platform, reference)
    entry_id = entry or _last_written(ticket)
    act(platform, ticket, version, "split", entry_id=entry_id, subject=subject)


def _linking(action: str, summary: str) -> click.Command:
    @click.command(name=action, help=summary)
    @click.argument("reference")
    @click.argument("link", type=_LINKS)
    @click.argument("other")
    @VERSION
    @with_platform
    def do(
        platform: Client, reference: str, link: str, other: str, version: int | None
    ) -> None:
        ticket = ticket_of(platform, reference)
        other_id = ticket_of(platform, other)["ticket_id"]
        act(platform, ticket, version, action, other_id=other_id, link=link)

    return do


def _merge(platform: Client, ticket: Json, survivor: Json) -> None:
    body = {"version": ticket["version"], "into_id": survivor["ticket_id"]}
    show_line(platform.post("tickets", ticket["ticket_id"], "merge", body=body))


def _last_written(ticket: Json) -> str:
    for entry in reversed(ticket["timeline"]):
        if entry["kind"] == "requester_replied" and entry["of_reference"] is None:
            return str(entry["entry_id"])
    raise Unclear(f"the school wrote nothing more about {ticket['reference']}")


COMMANDS = (
    merge,
    unmerge,
    split,
    _linking("link", "Say that OTHER is something to a ticket: its parent, say."),
    _linking("unlink", "Undo a link, at the other ticket, too."),
)
