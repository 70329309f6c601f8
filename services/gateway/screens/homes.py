"""Where does whoever looks read about a school: in the console, or in its portal?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from contracts.look import GetLook, LookView
from services.gateway.screens import names, shades
from services.gateway.screens.visits import Visit


def home_of(visit: Visit, school_id: UUID) -> str:
    """Where tickets of a school are read."""
    return f"/portal/{school_id}" if _is_own(visit) else "/console"


def dressed(visit: Visit, school_id: UUID) -> dict[str, Any]:
    """What a page needs that the desk reads, and a school in its own colour."""
    own = _is_own(visit)
    accent = None
    if own:
        look: LookView = visit.asker.ask(GetLook(school_id=school_id))
        accent = look.accent
    return {
        "own": own,
        "home": home_of(visit, school_id),
        "school": names.school(school_id),
        "school_id": school_id,
        "stylesheet": shades.address_of(accent),
    }


def _is_own(visit: Visit) -> bool:
    return visit.visitor.school_id is not None
