"""How does an operator see what could not be applied, and try it again?"""

from __future__ import annotations

import sys

import click

from infra.command_line.client import Client
from infra.command_line.finding import school_of
from infra.command_line.options import with_platform
from infra.command_line.output import local, show_rows

_COLUMNS = ("service", "source", "school", "position", "type", "tries", "since", "why")


@click.group()
def parked() -> None:
    """See events that could not be applied, and try them again.

    What follows a parked event in its log waits until it is applied.
    """


@parked.command(name="list")
@click.option("--service", help="Only what this service could not apply.")
@with_platform
def list_parked(platform: Client, service: str | None) -> None:
    """List what waits, with the reason."""
    found = platform.get("operations", "parked", service=service)["parked"]
    if not found:
        click.echo("Nothing is parked.", err=True)
        return
    rows = [
        (
            one["service"],
            one["source"],
            one["school_id"],
            str(one["position"]),
            one["type"],
            str(one["attempts"]),
            local(one["parked_at"]),
            one["error"],
        )
        for one in found
    ]
    show_rows(_COLUMNS, rows)


@parked.command()
@click.option("--service", required=True, help="The service that is to try again.")
@click.option("--source", required=True, help="The service whose event it is.")
@click.option("--school", required=True, help="The school: an id, a URN or a name.")
@with_platform
def retry(platform: Client, service: str, source: str, school: str) -> None:
    """Apply a parked event again, and what waits behind it.

    It ends with 1 where the event had to be parked again.
    """
    body = {
        "service": service,
        "source": source,
        "school_id": str(school_of(platform, school)),
    }
    if platform.post("operations", "parked", "retry", body=body)["parked"]:
        click.echo("It could not be applied this time either.", err=True)
        sys.exit(1)
    click.echo("It is applied, with what waited behind it.", err=True)
