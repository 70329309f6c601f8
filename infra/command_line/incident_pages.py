"""How does what is known of an incident look at a terminal, besides its ticket?"""

from __future__ import annotations

from infra.command_line.client import Json
from infra.command_line.output import local, named


def incident_fields(incident: Json | None) -> dict[str, str]:
    """What a problem comes from, and what helps; nothing where nothing is known."""
    if incident is None:
        return {}
    return {
        **_problem(incident["problem"]),
        **_helps(incident["workarounds"]),
        **_major(incident["major"]),
        **_kind(incident["kind"]),
    }


def _problem(problem: Json | None) -> dict[str, str]:
    if problem is None:
        return {}
    cause = named(problem["cause"]) if problem["cause"] else "not known"
    said = f"{cause}: {problem['root_cause']}" if problem["root_cause"] else cause
    listed = ", ".join(one["reference"] for one in problem["incidents"])
    return {
        "Root cause": said,
        "What helps": problem["workaround"] or "nothing yet",
        "Incidents": listed or "none",
    }


def _helps(workarounds: list[Json]) -> dict[str, str]:
    told = [f"{one['workaround']} ({one['reference']})" for one in workarounds]
    return {"What helps": "; ".join(told)} if told else {}


def _major(major: Json | None) -> dict[str, str]:
    """How a major incident stands: 'Running, led by Olu, next update due 12:00'."""
    if major is None:
        return {}
    record = major["record"]
    said = f"{named(record['state'])}, led by {record['lead']}"
    if major["next_update"]:
        due = local(major["next_update"]["due_at"])
        missed = "missed, " if major["next_update"]["state"] == "missed" else ""
        said += f", next update {missed}due {due}"
    if major["late"]:
        said += f", {len(major['late'])} late"
    return {"Major incident": said}


def _kind(kind: Json | None) -> dict[str, str]:
    """Of which kind it is, and whether it only nearly happened."""
    if kind is None:
        return {}
    name = "Near miss" if kind["near_miss"] else "Kind of incident"
    return {name: kind["title"] or "not known"}
