"""How many requests came by which channel? Shown at a terminal."""

from __future__ import annotations

import click

from infra.command_line.client import Client
from infra.command_line.finding import names_of, school_of
from infra.command_line.options import with_platform
from infra.command_line.output import named, show_rows


@click.command()
@click.option("--school", help="One school; all if not given.")
@click.option("--month", default="", help="Such as 2026-11; this one if not given.")
@with_platform
def channels(platform: Client, school: str | None, month: str) -> None:
    """Count the requests of a month by channel, and those by no official one."""
    found = school_of(platform, school) if school else None
    view = platform.get("channels", school=found, month=month or None)
    names = names_of(platform, [one["school_id"] for one in view["counts"]])
    rows = [
        (
            names[one["school_id"]],
            f"{named(one['channel'])} ({named(one['via'])})"
            if one["via"]
            else named(one["channel"]),
            str(one["times"]),
            "yes" if one["official"] else "no",
        )
        for one in view["counts"]
    ]
    show_rows(("school", "channel", "requests", "official"), rows)
    told = f"Of {view['requests']} in {view['month']}, {view['unofficial']}"
    click.echo(f"{told} came by no official channel.", err=True)


COMMANDS = (channels,)
