"""How does a person let a program in?"""

from __future__ import annotations

import click

from infra.command_line.client import Client
from infra.command_line.options import with_platform


@click.group()
def token() -> None:
    """Let programs in, and shut them out."""


@token.command()
@click.option("--role", required=True, help="What the program acts as.")
@click.option("--school", help="Its school, for a role at a school.")
@click.option("--days", default=365, show_default=True, help="How long it counts.")
@with_platform
def create(platform: Client, role: str, school: str | None, days: int) -> None:
    """Create a token and print it; it is shown this once only.

    Roles at the MSP are operator, engineer, team_lead and msp_administrator. Roles at
    a school are staff, business_manager, slt_digital_lead, dsl, head, governor, dpo
    and auditor.
    """
    body = {"role": role, "days": days} | ({"school_id": school} if school else {})
    made = platform.post("/tokens", body)
    click.echo(f"token {made['token_id']}, until {made['expires_at']}", err=True)
    click.echo(made["token"])


@token.command()
@click.argument("token_id")
@click.option("--school", help="The school it is for, if it is for one.")
@with_platform
def revoke(platform: Client, token_id: str, school: str | None) -> None:
    """Stop a token before it expires, everywhere within five seconds."""
    platform.delete(f"/tokens/{token_id}{f'?school={school}' if school else ''}")
    click.echo(f"token {token_id} counts no longer", err=True)
