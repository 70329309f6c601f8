"""What is a school's calendar to a calendar program? Its days, by kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from flask import Response
from icalendar import Calendar, Event

from contracts.directory import GetSchool, SchoolView
from contracts.refusals import Forbidden, NotFound, Unavailable
from contracts.site_visits import (
    FindSiteVisits,
    SiteVisit,
    SiteVisitState,
    SiteVisitsView,
)
from contracts.sla import AgreementView, ClosedDay, GetAgreement
from contracts.sla_promises import WhyClosed
from contracts.values import Closure, ClosureKind, Term
from services.gateway.asking import Asker, gateway
from services.gateway.routes import Routes

MEDIA_TYPE = "text/calendar"

_DAY = timedelta(days=1)
_YEAR = timedelta(days=365)
_KINDS = {
    ClosureKind.INSET: "INSET",
    ClosureKind.PLANNED: "Closure",
    ClosureKind.EMERGENCY: "Emergency closure",
}
_TEXT = {
    "description": "The calendar.",
    "content": {MEDIA_TYPE: {"schema": {"type": "string"}}},
}

routes = Routes("calendar", "A school's calendar, as calendar programs read it.")


class Entry(NamedTuple):
    """Days in a row, first and last included, what they are called, and which kind."""

    first: date
    last: date
    words: str
    kind: str


@routes.on(
    "GET",
    "/schools/<uuid:school_id>/calendar.ics",
    needs=GetSchool,
    answer=None,
    responses={"200": _TEXT},
)
def get_calendar(asker: Asker, school_id: UUID) -> Any:
    """Show terms, closures, INSET, exams, bank holidays and visits, as iCalendar.

    Whole days, wherever one is (RFC 5545), and visits from a time to another. A day
    keeps its id while its words are the same, a visit for good.
    """
    return handed(asker, school_id)


def handed(asker: Asker, school_id: UUID) -> Response:
    """The calendar of a school as a file; without bank holidays where sla is away."""
    school: SchoolView = asker.ask(GetSchool(school_id=school_id))
    try:
        agreement: AgreementView = asker.ask(GetAgreement(school_id=school_id))
        closed = agreement.closed
    except (NotFound, Unavailable):
        closed = ()
    now = gateway().clock()
    file = written(school, closed, now, _visits(asker, school_id, now))
    response = Response(file, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="calendar.ics"'
    return response


def _visits(asker: Asker, school_id: UUID, now: datetime) -> Iterable[SiteVisit]:
    """The visits that are planned; none for who may not read them, or while away."""
    question = FindSiteVisits(school_id=school_id, since=now - _YEAR, until=now + _YEAR)
    try:
        found: SiteVisitsView = asker.ask(question)
    except (Forbidden, Unavailable):
        return ()
    ahead = (SiteVisitState.PLANNED, SiteVisitState.DONE)
    return [one for one in found.visits if one.state in ahead]


def written(
    school: SchoolView,
    closed: Iterable[ClosedDay],
    now: datetime,
    visits: Iterable[SiteVisit] = (),
) -> bytes:
    """The calendar as RFC 5545 has it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Caretaker//School calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", school.name)
    for entry in entries(school, closed):
        event = Event()
        of_entry = uuid5(school.school_id, f"{entry.first} {entry.last} {entry.words}")
        event.add("uid", f"{of_entry}@caretaker")
        event.add("dtstamp", now)
        event.add("dtstart", entry.first)
        # The day that it ends on is not in it any more.
        event.add("dtend", entry.last + _DAY)
        event.add("summary", entry.words)
        event.add("categories", [entry.kind])
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    for one in visits:
        event = Event()
        event.add("uid", f"{one.visit_id}@caretaker")
        event.add("dtstamp", now)
        event.add("dtstart", one.starts_at)
        event.add("dtend", one.ends_at)
        what_for = f": {one.purpose}" if one.purpose else ""
        event.add("summary", f"IT visit{what_for}")
        event.add("categories", ["Visit"])
        calendar.add_component(event)
    file: bytes = calendar.to_ical()
    return file


def entries(school: SchoolView, closed: Iterable[ClosedDay]) -> Iterator[Entry]:
    """What is in the calendar: by kind, each in the order of its days."""
    for term in sorted(school.terms, key=lambda one: one.from_on):
        yield from _of_term(term)
    for closure in sorted(school.closures, key=lambda one: one.from_on):
        yield Entry(
            closure.from_on, closure.until_on, _words(closure), _KINDS[closure.kind]
        )
    for period in sorted(school.exams, key=lambda one: one.from_on):
        yield Entry(period.from_on, period.until_on, f"Exams: {period.name}", "Exams")
    for day in closed:
        if day.because is WhyClosed.BANK_HOLIDAY:
            yield Entry(day.on, day.on, "Bank holiday", "Bank holiday")


def _of_term(term: Term) -> Iterator[Entry]:
    yield Entry(term.from_on, term.until_on, term.name, "Term")
    if term.half_term_from and term.half_term_until:
        words = f"Half term ({term.name})"
        yield Entry(term.half_term_from, term.half_term_until, words, "Half term")


def _words(closure: Closure) -> str:
    kind = "INSET" if closure.kind is ClosureKind.INSET else "Closed"
    return f"{kind}: {closure.reason}"
