"""How does somebody at a terminal decide on mail that was held?"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import click

from infra.command_line import client
from infra.command_line.delivering import told
from infra.command_line.finding import pages, school_of, ticket_of
from infra.command_line.options import Unclear, with_platform

_SCANNED = {
    "waiting": "not scanned yet",
    "clean": "nothing found",
    "infected": "infected and kept back",
    "not_scanned": "not scanned yet",
}


@click.command(name="list")
@click.option(
    "--fate",
    type=click.Choice(["review", "refused", "ticket", "reply"]),
    default="review",
    show_default=True,
    help="What became of the messages; review is what waits for a decision.",
)
@with_platform
def list_mail(platform: client.Client, fate: str) -> None:
    """List messages, the newest first; those that are held, if no fate is named."""
    for one in pages(platform, "mails", fate=fate, limit=200):
        about = one["reference"] or one["about"] or ""
        why = one["reason"] or (one["why"] or "").replace("_", " ")
        click.echo(f"{one['mail_id']}  {one['sender'] or 'nobody'}  {why}  {about}")
        click.echo(f"    {one['subject'] or '(no subject)'}")


@click.command(name="show")
@click.argument("mail_id")
@click.option("--school", required=True, help="Whose mail it is: id, URN or name.")
@with_platform
def show_mail(platform: client.Client, mail_id: str, school: str) -> None:
    """Show what a message says."""
    place = ("schools", school_of(platform, school), "mails", mail_id)
    shown = platform.get(*place)
    click.echo(f"From: {shown['mail']['sender'] or 'nobody'}")
    click.echo(f"Subject: {shown['mail']['subject'] or '(no subject)'}\n")
    click.echo(shown["text"])
    if shown["quoted"]:
        click.echo("\n".join(f"  | {line}" for line in shown["quoted"].split("\n")))
    for one in shown["files"]:
        scanned = _SCANNED[one["scanned"]]
        found = f": {one['found']}" if one["found"] else ""
        click.echo(f"File: {one['name']} ({one['size']:,} bytes, {scanned}{found})")
    if shown["scanned"] == "infected":
        click.echo(f"The scanner found {shown['found']}: it is kept back.")


@click.command()
@click.argument("mail_id")
@click.option("--school", required=True, help="Whose mail it is: id, URN or name.")
@click.option("--ticket", help="Put it on this ticket, by its reference or id.")
@click.option("--refuse", "reason", help="Refuse it, for this reason.")
@click.option("--trust", is_flag=True, help="Trust its sender from now on.")
@with_platform
def rule(  # noqa: PLR0913  # one for each option
    platform: client.Client,
    *,
    mail_id: str,
    school: str,
    ticket: str | None,
    reason: str | None,
    trust: bool,
) -> None:
    """Say what becomes of a held message; without an option it opens a ticket."""
    if ticket and reason:
        raise Unclear("a message is put on a ticket or refused, and not both")
    body: dict[str, Any] = {"ruling": "open", "ticket_id": str(uuid4()), "trust": trust}
    if ticket:
        body |= {
            "ruling": "attach",
            "ticket_id": ticket_of(platform, ticket)["ticket_id"],
        }
    elif reason:
        body = {"ruling": "refuse", "reason": reason, "trust": trust}
    place = ("schools", school_of(platform, school), "mails", mail_id, "ruling")
    click.echo(told(platform.post(*place, body=body)))


COMMANDS = (list_mail, show_mail, rule)
