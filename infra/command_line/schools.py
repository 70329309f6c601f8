"""How does a person at a terminal look after the list of schools?"""

from __future__ import annotations

import click

from infra.command_line import (
    calendar_files,
    calendars,
    catalogues,
    identity,
    looks,
    matrices,
    opening,
    register,
)
from infra.command_line.client import Client, Json
from infra.command_line.finding import pages, school_of
from infra.command_line.imports import import_
from infra.command_line.options import Unclear, with_platform
from infra.command_line.output import show_rows


@click.group()
def schools() -> None:
    """See schools, take them on, and say when they are open and get mail.

    SCHOOL is a school's id, its URN or its name.
    """


@schools.command(name="list")
@click.option("--search", help="Only schools with these words in their name, or a URN.")
@with_platform
def list_schools(platform: Client, search: str | None) -> None:
    """List schools by name."""
    rows = [
        (school["name"], str(school["urn"] or ""), school["school_id"])
        for school in pages(platform, "schools", search=search, limit=200)
    ]
    if not rows:
        click.echo("No school fits.", err=True)
        return
    show_rows(("name", "URN", "id"), rows)


@schools.command()
@click.argument("name", required=False)
@click.option("--name", "called", help="The same as NAME.")
@click.option("--urn", type=int, help="Its unique reference number.")
@click.option(
    "--nation",
    type=click.Choice(calendars.NATIONS),
    help="Whose bank holidays it has. [default: as its URN tells, or england]",
)
@with_platform
def add(
    platform: Client,
    name: str | None,
    called: str | None,
    urn: int | None,
    nation: str | None,
) -> None:
    """Take on the school called NAME, and print its id.

    A school with a URN that GIAS has linked has its name from there.
    """
    told = name or called or register.name_of(platform, urn)
    if told is None:
        raise Unclear("its name is not known: say it with --name")
    body = {"name": told} | ({} if urn is None else {"urn": urn})
    if nation:
        body["nation"] = calendars.spelt(nation)
    click.echo(platform.post("schools", body=body)["school_id"])


@schools.command()
@click.argument("school")
@click.argument("addresses", nargs=-1)
@click.option("--none", is_flag=True, help="Take every address away from the school.")
@with_platform
def mailboxes(
    platform: Client, school: str, addresses: tuple[str, ...], none: bool
) -> None:
    """Say that mail for SCHOOL comes to these ADDRESSES and to no others."""
    if bool(addresses) == none:
        raise Unclear("name the addresses, or say --none")
    school_id = school_of(platform, school)
    known = platform.get("schools", school_id, "mailboxes")
    body = {"addresses": list(addresses), "version": known["version"]}
    kept = platform.put("schools", school_id, "mailboxes", body=body)
    for address in kept["addresses"]:
        click.echo(address)
    for address in known["addresses"]:
        if address not in kept["addresses"]:
            click.echo(f"No longer theirs: {address}", err=True)


@schools.command()
@click.argument("school")
@click.option(
    "--open",
    "given",
    multiple=True,
    help="When it is open, such as 'mon-fri 08:30-12:00,13:00-16:00'; may be given for"
    " every day. A day that is not named is not worked.",
)
@click.option("--timezone", help="Where its clocks are set. [default: Europe/London]")
@with_platform
def hours(
    platform: Client, school: str, given: tuple[str, ...], timezone: str | None
) -> None:
    """Say when SCHOOL is open, and show it; without options it only shows it.

    What is not named stays as it is: the hours, or the time zone.
    """
    school_id = school_of(platform, school)
    known = platform.get("schools", school_id)
    if given or timezone:
        hours = known["hours"] or {"timezone": "Europe/London", "days": []}
        hours["timezone"] = timezone or hours["timezone"]
        if given:
            hours["days"] = opening.days_of(given)
        body = {"hours": hours}
        known = platform.put("schools", school_id, "hours", body=body)
    _show(known)


def _show(known: Json) -> None:
    if known["hours"] is None:
        click.echo("Nobody has said yet when this school is open.", err=True)
        return
    click.echo(f"timezone {known['hours']['timezone']}")
    for line in opening.written_hours(known["hours"]):
        click.echo(f"open     {line}")


for command in (
    looks.look,
    catalogues.catalogue,
    matrices.matrix,
    import_,
    register.find,
    identity.urn,
    identity.link,
    calendar_files.calendar,
    calendars.terms,
    calendars.closures,
    calendars.exams,
    calendars.nation,
    calendars.inspections,
):
    schools.add_command(command)
