"""Of which kind may an incident be said to be, and what is then known of it?"""

from __future__ import annotations

from datetime import datetime

from contracts.incident_kinds import GiveIncidentKind, IncidentKindGiven
from contracts.refusals import Invalid
from services.intake.incidents.about import INCIDENTS, About, refuse_other
from services.intake.themes.kinds import TITLES
from shared.decider import Decider


def decide(
    given: IncidentKindGiven | None,
    command: GiveIncidentKind,
    _now: datetime,
    of: About,
) -> list[IncidentKindGiven]:
    """What is said takes the place of what was; Invalid for a kind that is none."""
    check_kind(command.kind)
    refuse_other(of, *INCIDENTS)
    said = IncidentKindGiven(
        ticket_id=command.ticket_id, kind=command.kind, near_miss=command.near_miss
    )
    nothing = IncidentKindGiven(ticket_id=command.ticket_id, kind="", near_miss=False)
    return [] if said == (given or nothing) else [said]


def evolve(_: IncidentKindGiven | None, event: IncidentKindGiven) -> IncidentKindGiven:
    """What was said last is what is known."""
    return event


def check_kind(kind: str) -> None:
    """Invalid for what is no kind; nothing is none that is known."""
    if kind and kind not in TITLES:
        raise Invalid({"kind": [f"Must be one of: {', '.join(TITLES)}."]})


INCIDENT_KIND: Decider[IncidentKindGiven | None] = Decider(
    category="incident_kind",
    identity="ticket_id",
    commands=(GiveIncidentKind,),
    initial=None,
    decide=decide,
    evolve=evolve,
)
