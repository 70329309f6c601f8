"""How does anybody at a terminal see what was kept, and who is called?"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from infra.command_line import promises
from infra.command_line.client import Client, Json, Problem
from infra.command_line.finding import desk_of, names_of, school_of
from infra.command_line.options import Unclear, with_platform
from infra.command_line.output import local, named, show_rows, spoken
from infra.command_line.ticket_acts import CHANGED
from infra.command_line.ticket_pages import tell_changes

_MONTH = click.option(
    "--month", default="", help="Such as 2026-11. [default: this one]"
)


@click.group()
def sla() -> None:
    """See what was promised and kept, and who is on call."""


@sla.command()
@click.option("--school", help="Only this school: an id, a URN or a name.")
@_MONTH
@with_platform
def attainment(platform: Client, school: str | None, month: str) -> None:
    """Show what was kept and missed in a month, and what clocks stood still for."""
    at = None if school is None else school_of(platform, school)
    show_figures(platform, platform.get("attainment", school=at, month=month or None))


@sla.command()
@click.option("--school", required=True, help="The school: an id, a URN or a name.")
@click.option("--to", type=click.IntRange(1), help="Up to this position of its log.")
@_MONTH
@with_platform
def recompute(platform: Client, school: str, to: int | None, month: str) -> None:
    """Compute the figures of a school again, from nothing but its log.

    They are those of `./caretaker sla attainment` where the log is read to its end.
    """
    from infra.command_line.recomputing import recomputed

    school_id = school_of(platform, school)
    show_figures(platform, recomputed(platform, school_id, to, month))


@sla.command(name="on-call")
@click.option("--at", help="At this moment, such as 2026-11-30T22:00Z. [default: now]")
@with_platform
def on_call(platform: Client, at: str | None) -> None:
    """Show who is called now, the first on call first."""
    _show_turns(platform, platform.get("on-call", at=at)["turns"], "Nobody is on call.")


@sla.group()
def rota() -> None:
    """See and set who is on call when."""


@rota.command(name="show")
@click.option("--version", type=int, help="A version of before. [default: the newest]")
@with_platform
def show_rota(platform: Client, version: int | None) -> None:
    """Show who is on call when, in order of time."""
    found = platform.get("rota", version=version)
    click.echo(f"Version {found['rota_version']}", err=True)
    _show_turns(platform, found["turns"], "It has no turns.")


@rota.command(name="set")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--version",
    type=click.IntRange(0),
    help="The version the file was made from: nothing that was set meanwhile is set"
    " over. [default: whichever stands]",
)
@with_platform
def set_rota(platform: Client, file: Path, version: int | None) -> None:
    """Set the rota from a JSON FILE, in place of the one that stands.

    A list of turns: role (first_on_call, second_on_call, duty_lead), person_id,
    from_at, until_at, and terms in words.
    """
    try:
        turns = json.loads(file.read_text())
    except ValueError as error:
        raise Unclear(f"{file} is not JSON: {error}") from None
    try:
        made = platform.put("rota", body={"turns": turns, "version": version})
    except Problem as problem:
        if version is None or problem.status != CHANGED:
            raise
        tell_changes("The rota", version, problem.content)
        sys.exit(1)
    click.echo(f"It is version {made['rota_version']}.", err=True)


def show_figures(platform: Client, figures: Json) -> None:
    """What was kept and missed, line by line, then the pauses."""
    schools = names_of(
        platform,
        (one["school_id"] for one in (*figures["attained"], *figures["pauses"])),
    )
    click.echo(f"Month {figures['month']}", err=True)
    show_rows(
        ("school", "priority", "target", "kept", "missed", "share", "restated"),
        [
            (
                schools[one["school_id"]],
                one["priority"].upper(),
                named(one["target"]),
                str(one["kept"]),
                str(one["missed"]),
                _share(one["kept"], one["missed"]),
                ""
                if one["kept_restated"] is None
                else _share(one["kept_restated"], one["missed_restated"]),
            )
            for one in figures["attained"]
        ],
    )
    if figures["pauses"]:
        show_rows(
            ("school", "waited for", "pauses", "tickets", "length"),
            [
                (
                    schools[one["school_id"]],
                    named(one["reason"]),
                    str(one["pauses"]),
                    str(one["tickets"]),
                    spoken(_length(one["length"])),
                )
                for one in figures["pauses"]
            ],
        )


def _share(kept: int, missed: int) -> str:
    """How many of a hundred were kept; nothing where none was decided."""
    number = kept + missed
    return f"{100 * kept / number:.1f} %" if number else "none"


def _length(said: str) -> timedelta:
    from contracts.fields import parse_duration

    return parse_duration(said)


def _show_turns(platform: Client, turns: list[dict[str, Any]], nobody: str) -> None:
    if not turns:
        click.echo(nobody, err=True)
        return
    people = desk_of(platform)
    rows = [
        (
            named(one["role"]),
            people.get(f"person:{one['person_id']}", one["person_id"]),
            local(one["from_at"]),
            local(one["until_at"]),
            one["terms"],
        )
        for one in turns
    ]
    show_rows(("called", "who", "from", "until", "terms"), rows)


for _command in (
    promises.agreements,
    promises.offer,
    promises.sign,
    promises.restate,
):
    sla.add_command(_command)
