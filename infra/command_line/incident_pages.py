"""How does what is known of an incident look at a terminal, besides its ticket?"""

from __future__ import annotations

from infra.command_line.client import Json
from infra.command_line.output import named


def incident_fields(incident: Json | None) -> dict[str, str]:
    """What a problem comes from, and what helps; nothing where nothing is known."""
    if incident is None:
        return {}
    return {**_problem(incident["problem"]), **_helps(incident["workarounds"])}


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
