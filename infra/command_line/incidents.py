"""How is a major incident led at a terminal, and told of?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from infra.command_line import themes
from infra.command_line.client import Client
from infra.command_line.finding import ticket_of
from infra.command_line.moments import MOMENT, utc
from infra.command_line.options import Unclear, with_platform
from infra.command_line.output import local, named, show_rows
from infra.command_line.ticket_pages import show_line

ACTION = "Buy a second switch | Olu | 2026-06-30"
"""How an action of a review is written: what is done, who sees to it, by which day."""

_PARTS = ("what", "owner", "due_on")


@click.group()
def incidents() -> None:
    """Lead major incidents, record who was told outside, and see what years had."""


@incidents.command()
@click.argument("reference")
@click.argument("reason")
@click.option("--lead", required=True, help="Who leads it.")
@click.option("--update-minutes", type=click.IntRange(15, 1440), default=60)
@with_platform
def declare(platform: Client, reference: str, **body: object) -> None:
    """Declare an incident a major one, and say why (REASON)."""
    _record(platform, reference, "major-incident", **body)


@incidents.command()
@click.argument("reference")
@click.argument("lead")
@with_platform
def lead(platform: Client, reference: str, **body: object) -> None:
    """Say who leads it from now on."""
    _record(platform, reference, "major-incident", "lead", **body)


@incidents.command()
@click.argument("reference")
@click.argument("text")
@with_platform
def update(platform: Client, reference: str, **body: object) -> None:
    """Tell the school how it stands, by letter and in its portal."""
    _record(platform, reference, "major-incident", "update", **body)


@incidents.command()
@click.argument("reference")
@click.argument("text")
@with_platform
def note(platform: Client, reference: str, **body: object) -> None:
    """Add to its timeline what was seen or done; for the desk only."""
    _record(platform, reference, "major-incident", "note", **body)


@incidents.command(name="stand-down")
@click.argument("reference")
@click.argument("text")
@with_platform
def stand_down(platform: Client, reference: str, **body: object) -> None:
    """Say that it is over, and tell the school how it ended."""
    _record(platform, reference, "major-incident", "stand-down", **body)


@incidents.command()
@click.argument("reference")
@click.option("--what-happened", required=True)
@click.option("--causes", required=True)
@click.option(
    "--action", "actions", multiple=True, help=f"What, who, by when: {ACTION!r}."
)
@with_platform
def review(
    platform: Client, reference: str, actions: tuple[str, ...], **body: object
) -> None:
    """Say what happened, why, and what is done so that it does not come again."""
    body["actions"] = [_action(one) for one in actions]
    _record(platform, reference, "major-incident", "review", **body)


@incidents.command()
@click.argument("reference")
@click.argument("number", type=click.IntRange(1))
@with_platform
def done(platform: Client, reference: str, **body: object) -> None:
    """Say that an action of its review is done, by its NUMBER."""
    _record(platform, reference, "major-incident", "action", **body)


@incidents.command()
@click.argument("reference")
@with_platform
def close(platform: Client, reference: str) -> None:
    """Close a major incident that was reviewed."""
    _record(platform, reference, "major-incident", "close")


@incidents.command()
@click.argument("reference")
@click.option("--aware-at", required=True, type=MOMENT, help="When the school knew.")
@click.option("--cyber", is_flag=True, help="It is a cyber incident.")
@click.option("--personal-data", is_flag=True, help="Personal data is concerned.")
@with_platform
def begin(platform: Client, reference: str, aware_at: datetime, **body: object) -> None:
    """Say what has to be reported outside, and since when the school knew."""
    _record(platform, reference, "reports", aware_at=utc(aware_at), **body)


@incidents.command()
@click.argument("reference")
@with_platform
def reports(platform: Client, reference: str) -> None:
    """List to whom an incident is reported, by when, and what was done."""
    known = ticket_of(platform, reference)["incident"]
    if known is None or known["reporting"] is None:
        raise Unclear(f"nothing of {reference} is reported")
    rows = [
        (
            one["report"]["body"],
            one["route"]["title"],
            named(one["report"]["state"]),
            local(one["owed"]["due_at"]) if one["owed"] else "no clock",
            one["report"]["reference"] or one["report"]["reason"],
        )
        for one in known["reporting"]["reports"]
    ]
    show_rows(("body", "who", "state", "due", "reference or reason"), rows)


@incidents.command()
@click.argument("reference")
@click.argument("body")
@click.argument("under")
@click.option("--at", required=True, type=MOMENT, help="When it was reported.")
@with_platform
def reported(
    platform: Client, reference: str, body: str, under: str, at: datetime
) -> None:
    """Record that it was reported to BODY, UNDER which reference, and when."""
    said = {"body": body, "reference": under, "reported_at": utc(at)}
    _record(platform, reference, "reports", "made", **said)


@incidents.command(name="not-needed")
@click.argument("reference")
@click.argument("body")
@click.argument("reason")
@with_platform
def not_needed(platform: Client, reference: str, **said: object) -> None:
    """Say why BODY need not be told (REASON)."""
    _record(platform, reference, "reports", "waived", **said)


@incidents.command()
@click.argument("reference")
@click.option("--who", required=True, help="Who told them.")
@click.option("--how", required=True, help="How they were told.")
@click.option("--at", required=True, type=MOMENT, help="When they were told.")
@with_platform
def governors(platform: Client, reference: str, at: datetime, **said: object) -> None:
    """Record that the governors were told of it."""
    _record(platform, reference, "reports", "governors", told_at=utc(at), **said)


for _command in themes.COMMANDS:
    incidents.add_command(_command)


def _record(platform: Client, reference: str, /, *place: str, **body: Any) -> None:
    ticket = ticket_of(platform, reference)
    show_line(platform.post("tickets", ticket["ticket_id"], *place, body=body))


def _action(line: str) -> dict[str, str]:
    """An action as it is written on a line; Unclear for anything else."""
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != len(_PARTS) or not all(parts):
        raise Unclear(f"{line!r} is not an action such as {ACTION!r}")
    return dict(zip(_PARTS, parts, strict=True))
