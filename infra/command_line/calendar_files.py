"""How does a person at a terminal bring a school's calendar from a file?"""

from __future__ import annotations

import os
from pathlib import Path

import click

from infra.command_line.client import Client, Json
from infra.command_line.finding import school_of
from infra.command_line.options import fail, with_platform
from infra.command_line.output import clean


@click.command()
@click.argument("school")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--set", "is_set", is_flag=True, help="Set it, as it was shown.")
@click.option(
    "--leave-out",
    is_flag=True,
    help="Set the rest, though there are lines that somebody should look at.",
)
@with_platform
def calendar(
    platform: Client, *, school: str, file: Path, is_set: bool, leave_out: bool
) -> None:
    """Show what FILE would make of the calendar of SCHOOL; with --set, set it.

    FILE is an iCalendar file or a CSV file with the columns kind, name, from and until.
    What it says takes the place of what is known of its days; the rest stays.
    """
    school_id = school_of(platform, school)
    body = {"text": _text(file)}
    seen = platform.post("schools", school_id, "calendar", "preview", body=body)
    _show(seen)
    wrong = [one for one in seen["left_out"] if one["wrong"]]
    if not is_set:
        click.echo("Nothing is set yet: say --set.", err=True)
    elif wrong and not leave_out:
        fail("look at these lines first, or say --leave-out", os.EX_DATAERR)
    elif seen["changes"]:
        platform.put("schools", school_id, "calendar", body=seen["calendar"])
        click.echo("The calendar is set.", err=True)


def _text(file: Path) -> str:
    """What the file says; an older spreadsheet program may have written it."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}", os.EX_NOINPUT)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _show(seen: Json) -> None:
    for change in seen["changes"]:
        was = "; ".join(change["was"])
        told = f" (takes the place of {was})" if was else ""
        click.echo(clean(f"{change['says']}{told}"))
    if not seen["changes"]:
        click.echo("It changes nothing.", err=True)
    for one in seen["left_out"]:
        mark = "look at" if one["wrong"] else "left out"
        told = f"{mark} line {one['line']}: {one['words']}: {one['why']}"
        click.echo(clean(told), err=True)
