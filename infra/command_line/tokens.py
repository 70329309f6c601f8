"""How does a person let a program in?"""

from __future__ import annotations

import click

from infra.command_line.client import Client
from infra.command_line.finding import school_of
from infra.command_line.options import with_platform
from infra.command_line.output import local

_SCHOOL = click.option(
    "--school", help="The school it is for: an id, a URN or a name; none for the MSP."
)


@click.group()
def token() -> None:
    """Let programs in, and shut them out."""


@token.command()
@click.option("--role", required=True, help="What the program acts as.")
@_SCHOOL
@click.option(
    "--days",
    type=click.IntRange(1),
    default=365,
    show_default=True,
    help="For how long it counts.",
)
@with_platform
def create(platform: Client, role: str, school: str | None, days: int) -> None:
    """Create a token and print it; it is shown this once only.

    Roles at the MSP are operator, engineer, team_lead, msp_administrator, consultant
    and project_manager. Roles at a school are staff, technician, business_manager,
    slt_digital_lead, dsl, head, governor, dpo and auditor. What watches the network
    is monitoring, at either.
    """
    body: dict[str, object] = {"role": role, "days": days}
    if school is not None:
        body["school_id"] = str(school_of(platform, school))
    made = platform.post("tokens", body=body)
    until = local(made["expires_at"])
    click.echo(f"Token {made['token_id']} counts until {until}.", err=True)
    click.echo(made["token"])


@token.command()
@click.argument("token_id", type=click.UUID)
@_SCHOOL
@with_platform
def revoke(platform: Client, token_id: object, school: str | None) -> None:
    """Stop a token before it expires, everywhere within five seconds."""
    at = school_of(platform, school) if school is not None else None
    platform.delete("tokens", token_id, school=at)
    click.echo(f"Token {token_id} counts no longer.", err=True)
