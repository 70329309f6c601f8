"""Which month is it in London, and when does one begin there, or a day?"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from contracts.refusals import Invalid

LONDON = ZoneInfo("Europe/London")

_MONTH = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])")
_LONGER_THAN_ANY = timedelta(days=32)


def month_of(moment: datetime) -> str:
    """The month it is in London: `2026-11`."""
    return moment.astimezone(LONDON).strftime("%Y-%m")


def span_of(month: str) -> tuple[datetime, datetime]:
    """The first moment of a month, and of the next one; Invalid for what is none."""
    if not _MONTH.fullmatch(month):
        raise Invalid({"month": ["Not a month such as 2026-11."]})
    begins = datetime.strptime(month, "%Y-%m").replace(tzinfo=LONDON)
    return begins, (begins + _LONGER_THAN_ANY).replace(day=1)


def midnight(day: date) -> datetime:
    """The moment at which a day begins in London."""
    return datetime.combine(day, time(), LONDON)
