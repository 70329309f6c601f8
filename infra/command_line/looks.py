"""How does a person at a terminal say how a school looks to its people?"""

from __future__ import annotations

import click

from infra.command_line.client import Client
from infra.command_line.finding import school_of
from infra.command_line.options import with_platform
from infra.command_line.output import clean


@click.command()
@click.argument("school")
@click.option("--name", help="What it calls itself; '' for the name it is known by.")
@click.option("--colour", help="Its own colour, such as '#7a1f3d'; '' for none.")
@with_platform
def look(platform: Client, school: str, name: str | None, colour: str | None) -> None:
    """Say how SCHOOL looks to its people, and show it; what is not named stays.

    White text must be read on the colour; a shade is proposed where it is not.
    """
    place = ("schools", school_of(platform, school), "look")
    known = platform.get(*place)
    if name is not None or colour is not None:
        body = {
            "shown_name": known["shown_name"] if name is None else name,
            "accent": known["accent"] if colour is None else colour,
            "version": known["version"],
        }
        known = platform.put(*place, body=body)
    click.echo(f"name    {clean(known['name'])}")
    click.echo(f"colour  {known['accent'] or 'none of its own'}")
