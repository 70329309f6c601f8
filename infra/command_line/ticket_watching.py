"""Who watches a ticket, and how is that changed at a terminal?"""

from __future__ import annotations

import click

from infra.command_line.client import Client, Json
from infra.command_line.finding import ticket_of
from infra.command_line.options import Unclear, with_platform
from infra.command_line.output import show_rows


@click.command()
@click.argument("reference")
@with_platform
def watchers(platform: Client, reference: str) -> None:
    """Show who is told of what is said on a ticket, besides who asked."""
    found = _watchers(platform, ticket_of(platform, reference)["ticket_id"])
    if not found:
        click.echo("Nobody watches it.", err=True)
        return
    rows = [
        (one["email"], "desk" if one["of_desk"] else "school", one["person_id"])
        for one in found
    ]
    show_rows(("who", "of", "id"), rows)


@click.command()
@click.argument("reference")
@click.argument("who")
@with_platform
def watch(platform: Client, reference: str, who: str) -> None:
    """Have WHO told of replies on a ticket, and when it is done.

    By their name or address, as the directory has it: of the school, or of the desk.
    """
    ticket = ticket_of(platform, reference)
    at = ("tickets", ticket["ticket_id"], "watchers")
    after = platform.post(*at, body={"who": who})["watchers"]
    click.echo(f"{ticket['reference']}: {_counted(after)}.")


@click.command()
@click.argument("reference")
@click.argument("who")
@with_platform
def unwatch(platform: Client, reference: str, who: str) -> None:
    """Have WHO told no longer: by their address, or the id that `watchers` shows."""
    ticket = ticket_of(platform, reference)
    ticket_id = ticket["ticket_id"]
    wanted = who.strip().lower()
    for one in _watchers(platform, ticket_id):
        if wanted in (one["email"], one["person_id"]):
            platform.delete("tickets", ticket_id, "watchers", one["person_id"])
            left = _watchers(platform, ticket_id)
            click.echo(f"{ticket['reference']}: {_counted(left)}.")
            return
    raise Unclear(f"nobody who watches it has the address or the id {who!r}")


def _watchers(platform: Client, ticket_id: str) -> list[Json]:
    found: list[Json] = platform.get("tickets", ticket_id, "watchers")["watchers"]
    return found


def _counted(found: list[Json]) -> str:
    return "1 person watches it" if len(found) == 1 else f"{len(found)} watch it"


COMMANDS = (watchers, watch, unwatch)
