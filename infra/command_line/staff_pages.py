"""How do a leaver, what is done for them and by when look at a terminal?"""

from __future__ import annotations

from infra.command_line.client import Json
from infra.command_line.output import local, named


def owed_fields(owed: Json | None) -> dict[str, str]:
    """What has a moment of its own: 'Due soon, due 13/06/2026 00:00'."""
    if owed is None:
        return {}
    return {owed["name"]: f"{named(owed['state'])}, due {local(owed['due_at'])}"}


def staff_fields(change: Json | None) -> dict[str, str]:
    """Who joins, moves or leaves, and each action by the name that marks it."""
    if change is None:
        return {}
    who = change["person"] or "somebody of the school"
    said = {named(change["kind"]): f"{who}, {change['on']}"}
    for one in change["actions"]:
        note = f" ({one['note']})" if one["note"] else ""
        said[one["name"]] = f"{named(one['state'])}: {one['title']}{note}"
    return said
