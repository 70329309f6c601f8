"""How are days, and days in a row, written on a line, and read?

`21/12/2026..01/01/2027` are all days from the first to the last.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from infra.command_line.options import Unclear

_LONDON = ZoneInfo("Europe/London")
_FORMS = ("%d/%m/%Y", "%Y-%m-%d")


class Days(NamedTuple):
    """Days in a row, first and last included, as the API writes them."""

    first: str
    last: str


def day_of(written: str | None) -> str:
    """A day as the API writes it; today in London for nothing and for `today`."""
    said = (written or "today").strip()
    if said.lower() == "today":
        return datetime.now(_LONDON).date().isoformat()
    for form in _FORMS:
        try:
            return datetime.strptime(said, form).date().isoformat()  # noqa: DTZ007
        except ValueError:
            continue
    raise Unclear(f"{said!r} is not a day such as 21/12/2026")


def days_of(written: str) -> Days:
    """The days of `a..b`, or the one day that is written."""
    first, dots, last = written.partition("..")
    if not first.strip() or (dots and not last.strip()):
        raise Unclear(f"{written!r} is not a day such as 21/12/2026")
    return Days(day_of(first), day_of(last or first))


def written_days(first: str, last: str) -> str:
    """Days in a row as they may be written again."""
    ends = [f"{date.fromisoformat(day):%d/%m/%Y}" for day in (first, last)]
    return ends[0] if first == last else "..".join(ends)
