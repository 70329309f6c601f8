"""How does a person at a terminal look after the list of schools?"""

from __future__ import annotations

from collections.abc import Iterator

import click
from rich.console import Console
from rich.table import Table

from infra.command_line.client import Client, Json
from infra.command_line.options import with_platform


@click.group()
def schools() -> None:
    """See schools, take them on, and say where their mail comes to."""


@schools.command(name="list")
@click.option("--search", help="Words of the name, or the URN.")
@with_platform
def list_schools(platform: Client, search: str | None) -> None:
    """List schools by name."""
    table = Table("school", "URN", "id")
    for school in every(platform, search):
        table.add_row(school["name"], str(school["urn"] or ""), school["school_id"])
    Console().print(table)


@schools.command()
@click.argument("name")
@click.option("--urn", type=int, help="Its unique reference number.")
@with_platform
def add(platform: Client, name: str, urn: int | None) -> None:
    """Take on the school called NAME, and print its id."""
    body = {"name": name} | ({"urn": urn} if urn else {})
    click.echo(platform.post("/schools", body)["school_id"])


@schools.command()
@click.argument("school")
@click.argument("addresses", nargs=-1)
@with_platform
def mailboxes(platform: Client, school: str, addresses: tuple[str, ...]) -> None:
    """Say that mail for SCHOOL (an id) comes to these ADDRESSES and to no others."""
    body = {"addresses": list(addresses)}
    for address in platform.put(f"/schools/{school}/mailboxes", body)["addresses"]:
        click.echo(address)


def every(platform: Client, search: str | None = None) -> Iterator[Json]:
    """All schools that fit, however many pages they fill."""
    cursor: str | None = None
    while True:
        page = platform.get("/schools", search=search, cursor=cursor, limit=200)
        yield from page["schools"]
        cursor = page["cursor"]
        if not cursor:
            return
