"""How is something done to a ticket at a terminal, on the version one has seen?"""

from __future__ import annotations

import sys
from typing import Any

import click

from infra.command_line.client import Client, Json, Problem
from infra.command_line.ticket_pages import show_line, tell_changes

CHANGED = 409
"""What is answered where somebody was faster."""

VERSION = click.option(
    "--version",
    type=click.IntRange(1),
    help="The version you decided on; by default the newest, read just before.",
)


def act(
    platform: Client, ticket: Json, version: int | None, action: str, /, **body: Any
) -> None:
    """Do something to a ticket, and say in a line how it stands then."""
    body["version"] = version or ticket["version"]
    try:
        after = platform.post("tickets", ticket["ticket_id"], action, body=body)
    except Problem as problem:
        if problem.status != CHANGED:
            raise
        tell_changes(ticket["reference"], body["version"], problem.content)
        sys.exit(1)
    show_line(after)
