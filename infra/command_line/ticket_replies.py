"""Who answered first, by role, and how soon? Shown at a terminal."""

from __future__ import annotations

import click

from infra.command_line.client import Client
from infra.command_line.finding import names_of, school_of
from infra.command_line.options import with_platform
from infra.command_line.output import named, show_rows


@click.command("first-replies")
@click.option("--school", help="One school; all if not given.")
@click.option("--month", default="", help="Such as 2026-11; this one if not given.")
@with_platform
def first_replies(platform: Client, school: str | None, month: str) -> None:
    """Show who answered first in a month, by role, and how soon.

    Nights and holidays count in.
    """
    found = school_of(platform, school) if school else None
    view = platform.get("first-replies", school=found, month=month or None)
    names = names_of(platform, [one["school_id"] for one in view["replies"]])
    rows = [
        (
            names[one["school_id"]],
            named(one["role"]) if one["role"] else "Not known",
            str(one["requests"]),
            str(one["median"]),
            str(one["most"]),
        )
        for one in view["replies"]
    ]
    titles = ("school", "role", "requests", "half within min", "nine of ten within min")
    show_rows(titles, rows)


COMMANDS = (first_replies,)
