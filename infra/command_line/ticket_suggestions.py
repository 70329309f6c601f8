"""What is suggested of a ticket at a terminal, and how is it accepted or dismissed?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from infra.command_line.client import Client, Json
from infra.command_line.finding import ticket_of
from infra.command_line.options import Unclear, with_platform
from infra.command_line.output import named, show_rows
from infra.command_line.ticket_acts import VERSION, act
from infra.command_line.ticket_pages import show_line


@click.command()
@click.argument("reference")
@with_platform
def suggestions(platform: Client, reference: str) -> None:
    """Show what earlier tickets of its school suggest of a ticket, each with why.

    Nothing is set by itself: `accept` and `merge` do that, `dismiss` says that two are
    not the same.
    """
    ticket = ticket_of(platform, reference)
    found = platform.get("tickets", ticket["ticket_id"], "suggestions")
    show_rows(("what", "suggested", "because"), [*_rows(found)])


@click.command()
@click.argument("reference")
@click.argument("what", type=click.Choice(["category", "priority"]))
@VERSION
@with_platform
def accept(platform: Client, reference: str, what: str, version: int | None) -> None:
    """Set the category or the priority that is suggested of a ticket."""
    ticket = ticket_of(platform, reference)
    found = platform.get("tickets", ticket["ticket_id"], "suggestions")[what]
    if found is None:
        raise Unclear(f"no {what} is suggested of {ticket['reference']}")
    body: dict[str, Any] = {"suggested": True}
    if what == "category":
        body |= {"type": ticket["type"], "category": found["category"]}
        act(platform, ticket, version, "classify", **body)
        return
    body |= {"impact": found["impact"], "urgency": found["urgency"]}
    act(platform, ticket, version, "triage", **body)


@click.command()
@click.argument("reference")
@click.argument("other")
@with_platform
def dismiss(platform: Client, reference: str, other: str) -> None:
    """Say that OTHER is not the same as a ticket: it is suggested no more."""
    ticket = ticket_of(platform, reference)
    body = {"other_id": ticket_of(platform, other)["ticket_id"]}
    at = ("tickets", ticket["ticket_id"], "dismiss-duplicate")
    show_line(platform.post(*at, body=body))


def _rows(found: Json) -> Iterator[tuple[str, str, str]]:
    if one := found["category"]:
        yield "category", one["title"], _because(one, "classified")
    if one := found["priority"]:
        yield "priority", named(one["priority"]), _because(one, "resolved")
    for one in found["duplicates"]:
        why = ", ".join(one["words"])
        why += "; the same person asks" if one["same_requester"] else ""
        yield "the same", f"{one['reference']} {one['subject']}", why


def _because(one: Json, kind: str) -> str:
    because = one["because"]
    words = ", ".join(because["words"])
    return f"{because['times']} of the {because['of']} {kind} tickets with {words}"


COMMANDS = (suggestions, accept, dismiss)
