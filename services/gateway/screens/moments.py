"""Which moment did somebody type, as the clocks in London have it?"""

from __future__ import annotations

from datetime import UTC, datetime

from contracts.refusals import Invalid
from services.gateway.screens.forms import Form
from services.gateway.screens.words import LONDON

_FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M")
"""As a browser's own field has it, and as somebody types it where there is none."""


def moment_in(form: Form, name: str) -> datetime | None:
    """The moment of a field, None where it was left empty; Invalid: it is none."""
    said = form[name].strip()
    if not said:
        return None
    for one in _FORMATS:
        try:
            there = datetime.strptime(said, one).replace(tzinfo=LONDON)
            return there.astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    raise Invalid({name: ["Not a moment such as 23/11/2026 09:05."]})


def as_typed(at: datetime) -> str:
    """A moment as a browser's own field has it."""
    return at.astimezone(LONDON).strftime("%Y-%m-%dT%H:%M")
