"""Which files do the tests bring calendars from? In the forms that are published.

The forms were met in calendars of Sheffield and of a school in Kent. What is here is
Ashgrove's own.
"""

from __future__ import annotations


def ics(*events: str) -> str:
    """A file of these events, each in lines between bars."""
    blocks = (
        "\r\n".join(("BEGIN:VEVENT", *event.split("|"), "END:VEVENT"))
        for event in events
    )
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *blocks, "END:VCALENDAR"))


def whole_days(words: str, first: str, until: str = "") -> str:
    """An event from a day until the morning of another, as most programs write it."""
    ends = f"|DTEND;VALUE=DATE:{until}" if until else ""
    return f"DTSTART;VALUE=DATE:{first}{ends}|SUMMARY:{words}"


HOLIDAYS = ics(
    whole_days("Ashgrove: Summer holiday", "20260722", "20260901"),
    whole_days("Ashgrove: School holiday", "20261024", "20261102"),
    whole_days("Ashgrove: Christmas holiday", "20261219", "20270104"),
    whole_days("Ashgrove: February half-term", "20270213", "20270222"),
    whole_days("Ashgrove: Easter holiday", "20270326", "20270412"),
    whole_days("Ashgrove: Bank holiday", "20261225", "20261226"),
)
"""A calendar that has only the holidays."""

FIRST_AND_LAST_DAYS = ics(
    whole_days("Ashgrove: First day back", "20260901", "20260902"),
    whole_days("Ashgrove: INSET Day (school closed)", "20260921", "20260922"),
    whole_days("Ashgrove: Last day of term", "20261016", "20261017"),
    whole_days("Ashgrove: School Holiday", "20261017", "20261102"),
    whole_days("Ashgrove: First day back", "20261102", "20261103"),
    whole_days("Ashgrove: Last day of term", "20261218", "20261219"),
)
"""A calendar that has the first and the last day of each term."""

TABLE = """kind,name,from,until
term,Autumn term,01/09/2026,18/12/2026
half term,,26/10/2026,30/10/2026
inset,Safeguarding,01/09/2026,
exams,Mocks,11/01/2027,22/01/2027
"""
"""A table as somebody at the school writes it."""

WITH_FAULTS = (
    TABLE
    + """banana,Fruit day,02/12/2026,
planned,Polling day,31/02/2027,
,Christmas fair,12/12/2026,
"""
)
