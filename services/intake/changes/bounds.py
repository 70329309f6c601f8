"""Is this a day or a moment that somebody may mean, or a slip?"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from contracts.refusals import Invalid

EARLIEST, LATEST = date(2000, 1, 1), date(2200, 12, 31)
_FIRST = datetime.combine(EARLIEST, time(), UTC)
_LAST = datetime.combine(LATEST, time(), UTC)
FAR = f"Must be from {EARLIEST:%d/%m/%Y} to {LATEST:%d/%m/%Y}."


def check_near(**days: date) -> None:
    """Invalid names each day that nobody means."""
    far = {name: [FAR] for name, on in days.items() if not EARLIEST <= on <= LATEST}
    if far:
        raise Invalid(far)


def is_near(at: datetime) -> bool:
    """Whether a moment is one of these days; any other may have no hour in London."""
    return _FIRST <= at <= _LAST
