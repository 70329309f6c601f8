"""What stands above the queue? What of ours is broken, and what somebody forgot."""

from __future__ import annotations

from typing import Any

from contracts.refusals import Unavailable
from contracts.remote import FindForgottenSessions, ForgottenSessionsView
from services.gateway.screens import names
from services.gateway.screens.faults import faults
from services.gateway.screens.visits import Visit


def above(visit: Visit) -> dict[str, Any]:
    """Faults of the platform, and remote sessions that are open for too long."""
    return {
        "faults": faults(visit),
        "forgotten": _forgotten(visit),
        "school_called": names.school,
        "who_at": names.who,
    }


def _forgotten(visit: Visit) -> ForgottenSessionsView:
    """None while they cannot be looked for: the queue is shown in any case."""
    try:
        view: ForgottenSessionsView = visit.asker.ask(FindForgottenSessions())
    except Unavailable:
        return ForgottenSessionsView(sessions=(), in_all=0)
    return view
