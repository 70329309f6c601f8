"""How is a major incident led at a terminal, and told of?"""

from __future__ import annotations

from typing import Any

import click

from infra.command_line.client import Client
from infra.command_line.finding import ticket_of
from infra.command_line.options import Unclear, with_platform
from infra.command_line.ticket_pages import show_line

ACTION = "Buy a second switch | Olu | 2026-06-30"
"""How an action of a review is written: what is done, who sees to it, by which day."""

_PARTS = ("what", "owner", "due_on")


@click.group()
def incidents() -> None:
    """Lead major incidents, tell the school, and review them."""


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


def _record(platform: Client, reference: str, *place: str, **body: Any) -> None:
    ticket = ticket_of(platform, reference)
    show_line(platform.post("tickets", ticket["ticket_id"], *place, body=body))


def _action(line: str) -> dict[str, str]:
    """An action as it is written on a line; Unclear for anything else."""
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != len(_PARTS) or not all(parts):
        raise Unclear(f"{line!r} is not an action such as {ACTION!r}")
    return dict(zip(_PARTS, parts, strict=True))
