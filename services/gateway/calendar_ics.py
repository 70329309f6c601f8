"""Which days are in an iCalendar file (RFC 5545), as programs really write them?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Event

from services.gateway.calendar_entries import Entry, Left, What, meant, named

_DAY = timedelta(days=1)
_TICK = timedelta(microseconds=1)
_REPEATS = ("RRULE", "RDATE", "RECURRENCE-ID")
_STANDS = "what it is cannot be told from its words"


def is_ics(text: str) -> bool:
    """Whether this is an iCalendar file."""
    return text.lstrip("\ufeff \r\n").upper().startswith("BEGIN:VCALENDAR")


def read(text: str, zone: ZoneInfo) -> Iterator[Entry | Left]:
    """What each event says; one that cannot be read takes no other with it."""
    for line, block in _events(text):
        try:
            event: Any = Event.from_ical(block)
            words = " ".join(str(event.get("SUMMARY", "")).split())
            found = _read(line, event, words, zone)
        # Whatever the library makes of what is no event: a zone that is a folder, too.
        except Exception:
            found = Left(line, "An event", "it cannot be read")
        yield found


def _read(line: int, event: Any, words: str, zone: ZoneInfo) -> Entry | Left:
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return Left(line, words, "it is cancelled", wrong=False)
    try:
        first, last = _days(event, zone)
    except (ValueError, AttributeError, TypeError, KeyError, OverflowError):
        return Left(line, words, "its days cannot be read")
    what = _category(event) or meant(words, first, last)
    if what is None:
        return Left(line, words, _STANDS, wrong=False)
    if any(name in event for name in _REPEATS):
        return Left(line, words, "it repeats: give each of its days an entry")
    return Entry(line, first, last, what, words)


def _events(text: str) -> Iterator[tuple[int, str]]:
    """Each event by itself, with the line on which it begins."""
    begun, lines = 0, list[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        mark = line.strip().upper()
        if mark == "BEGIN:VEVENT":
            begun, lines = number, []
        if begun:
            lines.append(line)
        if begun and mark == "END:VEVENT":
            yield begun, "\r\n".join(lines)
            begun = 0
    if begun:
        yield begun, "cut off"


def _category(event: Any) -> What | None:
    found = event.get("CATEGORIES")
    for one in getattr(found, "cats", ()):
        what = named(str(one))
        if what is not None:
            return what
    return None


def _days(event: Any, zone: ZoneInfo) -> tuple[date, date]:
    """The first and the last day, where the school is.

    A whole day ends on the morning after it; some programs name the day itself.
    """
    begins = event["DTSTART"].dt
    ends = _end(event, begins)
    if not isinstance(begins, datetime):
        last = _there(ends, zone) if isinstance(ends, datetime) else ends - _DAY
        return begins, max(begins, _day(last))
    first = _there(begins, zone)
    last = _there(ends, zone) if isinstance(ends, datetime) else ends
    if isinstance(last, datetime) and last > first:
        last -= _TICK
    return first.date(), max(first.date(), _day(last))


def _end(event: Any, begins: date) -> Any:
    if "DTEND" in event:
        return event["DTEND"].dt
    if "DURATION" in event:
        return begins + event["DURATION"].dt
    return begins


def _there(moment: datetime, zone: ZoneInfo) -> datetime:
    """By the clock of the school; a moment without a zone is by that one already."""
    there = moment if moment.tzinfo is None else moment.astimezone(zone)
    return there.replace(tzinfo=None)


def _day(on: date) -> date:
    return on.date() if isinstance(on, datetime) else on
