"""What does GIAS say of a school, and how does somebody at a terminal look it up?"""

from __future__ import annotations

from collections.abc import Iterator

import click

from infra.command_line.client import Client, Json
from infra.command_line.options import with_platform
from infra.command_line.output import clean

_PATH = ("reference", "establishments")
_UNKNOWN = "(its name is not known)"


@click.command()
@click.argument("search", nargs=-1, required=True, metavar="WORDS|URN")
@with_platform
def find(platform: Client, search: tuple[str, ...]) -> None:
    """Look schools up in GIAS, with what they came from and what they became."""
    page = platform.get(*_PATH, search=" ".join(search))
    for found in page["establishments"]:
        for line in _lines(found):
            click.echo(clean(line))
    if not page["establishments"]:
        click.echo("None fits. Was a file of links imported?", err=True)
    if page["more"]:
        click.echo("There are more: give more words.", err=True)


def name_of(platform: Client, urn: int | None) -> str | None:
    """What GIAS calls the school with a URN, where its links tell."""
    if urn is None:
        return None
    page = platform.get(*_PATH, search=urn)
    return next((found["name"] for found in page["establishments"]), None)


def _lines(found: Json) -> Iterator[str]:
    ours = f"  looked after as {found['school_id']}" if found["school_id"] else ""
    yield f"{found['urn']}  {found['name'] or _UNKNOWN}{ours}"
    for link in found["links"]:
        name, day = link["name"] or _UNKNOWN, link["established_on"]
        on = f"  {'/'.join(reversed(day.split('-')))}" if day else ""
        yield f"    {link['type']}: {link['urn']}  {name}{on}"
