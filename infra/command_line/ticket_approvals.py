"""How is approval asked for at a terminal, given and declined?"""

from __future__ import annotations

import click

from infra.command_line.client import Client
from infra.command_line.finding import ticket_of
from infra.command_line.options import Unclear, with_platform
from infra.command_line.output import clean
from infra.command_line.ticket_acts import VERSION, act

_SEEN = click.option(
    "--version",
    type=click.IntRange(1),
    help="The version that was shown; without it, nothing is decided yet.",
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
@_SEEN
@with_platform
def approve(platform: Client, reference: str, version: int | None) -> None:
    """Approve what a ticket asks for, with a token of who runs the school.

    What is to be approved is shown first, with the version to say it of.
    """
    _decide(platform, reference, version, "approval/give")


@click.command()
@click.argument("reference")
@click.argument("reason")
@_SEEN
@with_platform
def decline(platform: Client, reference: str, reason: str, version: int | None) -> None:
    """Decline what a ticket asks for, and say for which REASON.

    What is to be declined is shown first, with the version to say it of.
    """
    _decide(platform, reference, version, "approval/decline", reason=reason)


def _decide(
    platform: Client, reference: str, version: int | None, action: str, **said: str
) -> None:
    """Show what it is about, and decide only on what was shown before."""
    ticket = ticket_of(platform, reference)
    asked = ticket["approval"]
    if asked is None:
        raise Unclear(f"nobody has asked for approval of {ticket['reference']}")
    click.echo(f"{ticket['reference']}: {clean(ticket['subject'])}")
    click.echo(f"To be approved: {clean(asked['what'])}")
    if version is None:
        raise Unclear(
            f"nothing is decided yet: say --version {ticket['version']} if this is"
            " what you decide on"
        )
    act(platform, ticket, version, action, **said)


COMMANDS = (ask_approval, approve, decline)
