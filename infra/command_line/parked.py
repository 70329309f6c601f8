"""How does an operator see what could not be applied, and try it again?"""

from __future__ import annotations

import sys

import click
from rich.console import Console
from rich.table import Table

from infra.command_line.client import Client
from infra.command_line.options import with_platform


@click.group()
def parked() -> None:
    """See events that could not be applied, and try them again."""


@parked.command(name="list")
@click.option("--service", help="The service that could not apply them.")
@with_platform
def list_parked(platform: Client, service: str | None) -> None:
    """List what waits, oldest first, with the reason."""
    found = platform.get("/operations/parked", service=service)["parked"]
    if not found:
        click.echo("nothing is parked", err=True)
        return
    table = Table("service", "source", "school", "position", "type", "tries", "reason")
    for one in found:
        table.add_row(
            one["service"],
            one["source"],
            one["school_id"],
            str(one["position"]),
            one["type"],
            str(one["attempts"]),
            one["error"],
        )
    Console().print(table)


@parked.command()
@click.option("--service", required=True, help="The service that is to try again.")
@click.option("--source", required=True, help="The service whose event it is.")
@click.option("--school", required=True, help="The school it is about.")
@with_platform
def retry(platform: Client, service: str, source: str, school: str) -> None:
    """Apply a parked event again, and all that waits behind it.

    It ends with 1 where the event had to be parked again.
    """
    body = {"service": service, "source": source, "school_id": school}
    if platform.post("/operations/parked/retry", body)["parked"]:
        click.echo("it could not be applied this time either", err=True)
        sys.exit(1)
    click.echo("applied, with what waited behind it", err=True)
