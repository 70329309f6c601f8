"""How is approval asked for at a terminal, given and declined?"""

from __future__ import annotations

import click

from infra.command_line.client import Client
from infra.command_line.finding import ticket_of
from infra.command_line.options import with_platform
from infra.command_line.ticket_acts import VERSION, act

_NAME = click.option(
    "--name", "approver", required=True, help="The name of who decides."
)


@click.command(name="ask-approval")
@click.argument("reference")
@click.argument("what")
@VERSION
@with_platform
def ask_approval(
    platform: Client, reference: str, what: str, version: int | None
) -> None:
    """Have a ticket not done before who runs the school approves WHAT."""
    act(platform, ticket_of(platform, reference), version, "approval", what=what)


@click.command()
@click.argument("reference")
@_NAME
@VERSION
@with_platform
def approve(
    platform: Client, reference: str, approver: str, version: int | None
) -> None:
    """Approve what a ticket asks for, with a token of who runs the school."""
    ticket = ticket_of(platform, reference)
    act(platform, ticket, version, "approval/give", approver=approver)


@click.command()
@click.argument("reference")
@click.argument("reason")
@_NAME
@VERSION
@with_platform
def decline(
    platform: Client, reference: str, reason: str, approver: str, version: int | None
) -> None:
    """Decline what a ticket asks for, and say for which REASON."""
    ticket = ticket_of(platform, reference)
    said = {"approver": approver, "reason": reason}
    act(platform, ticket, version, "approval/decline", **said)


COMMANDS = (ask_approval, approve, decline)
