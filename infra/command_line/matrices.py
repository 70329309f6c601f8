"""How does a person at a terminal say what makes a priority at a school?"""

from __future__ import annotations

import click

from infra.command_line.client import Client, Json
from infra.command_line.finding import school_of
from infra.command_line.options import Unclear, with_platform
from infra.command_line.output import named, show_rows

CELL = "high medium P2"
"""How a cell is written: impact, urgency, and the priority that they make."""

_LEVELS = ("high", "medium", "low")


@click.command()
@click.argument("school")
@click.option(
    "--make",
    "given",
    multiple=True,
    help=f"Impact, urgency and the priority that they make: {CELL!r}; may be given for"
    " each of the nine.",
)
@with_platform
def matrix(platform: Client, school: str, given: tuple[str, ...]) -> None:
    """Say what makes a priority at SCHOOL, and show it; what is not named stays.

    It counts for tickets that are opened or triaged from then on.
    """
    place = ("schools", school_of(platform, school), "matrix")
    known = platform.get(*place)
    if given:
        cells = _cells(known) | dict(map(_cell, given))
        body = {
            "cells": [
                {"impact": impact, "urgency": urgency, "priority": priority}
                for (impact, urgency), priority in cells.items()
            ],
            "version": known["matrix_version"],
        }
        known = platform.put(*place, body=body)
    _show(known)


def _show(known: Json) -> None:
    cells = _cells(known)
    rows = [
        (impact, *(named(cells[impact, urgency]) for urgency in _LEVELS))
        for impact in _LEVELS
    ]
    show_rows(("impact", *(f"urgency {one}" for one in _LEVELS)), rows)
    click.echo(f"It is version {known['matrix_version']}.", err=True)


def _cells(known: Json) -> dict[tuple[str, str], str]:
    return {(one["impact"], one["urgency"]): one["priority"] for one in known["cells"]}


def _cell(line: str) -> tuple[tuple[str, str], str]:
    """A cell as it is written on a line; Unclear for anything else."""
    words = line.lower().split()
    if len(words) != 3 or not {*words[:2]} <= {*_LEVELS}:
        raise Unclear(f"{line!r} is not a cell such as {CELL!r}")
    impact, urgency, priority = words
    return (impact, urgency), priority
