"""What of a ticket is due next, and how far is it, in words that need no colour?"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from rich.text import Text

from infra.command_line.client import Json
from infra.command_line.output import from_now, named

LATE = "bold red"
"""How a terminal shows what is late."""

_PRESSES = ("due_soon", "missed")


class Due(NamedTuple):
    """How far it is, when and of what; none of both where nothing is due."""

    words: Text
    at: str | None = None
    of: str = ""


def due_of(ticket: Json) -> Due:
    """The next deadline of a ticket as the queue lists it.

    What has a moment of its own goes before every promise once it is due soon: it does
    not stand still with them.
    """
    owed, due_at = ticket["obligation"], ticket["due_at"]
    if owed and owed["state"] in _PRESSES:
        at = owed["due_at"]
        return Due(_far(at, "missed", late=owed["state"] == "missed"), at, owed["name"])
    if due_at is None:
        still = ticket["state"] == "on_hold"
        return Due(Text("stands still" if still else "nothing due"))
    late = ticket["due_state"] == "breached"
    return Due(_far(due_at, "breached", late=late), due_at, named(ticket["due_target"]))


def _far(at: str, told: str, *, late: bool) -> Text:
    """How far a moment is, and what is told of one that has passed, swept or not."""
    far = from_now(datetime.fromisoformat(at))
    if late or far.endswith("ago"):
        return Text(f"{told} {far}", LATE)
    return Text(far)
