"""On which of the coming days does no promise count, and why, in words?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from contracts.directory import SchoolView
from contracts.refusals import NotFound, Unavailable
from contracts.sla import (
    AgreementView,
    ClosedDay,
    ForeseeTicket,
    GetAgreement,
)
from contracts.sla_promises import WhyClosed
from contracts.values import Closure, ClosureKind
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import LONDON, day

_DAY = timedelta(days=1)
_SOON = timedelta(days=42)
"""How long before it a school is told of a closure: a half term of teaching."""

_THE_END = 2**62
"""Further than any log goes: the agreement that follows from all that was said."""

_WHY = {
    WhyClosed.BANK_HOLIDAY: "bank holiday",
    WhyClosed.CLOSURE: "closure",
    WhyClosed.SCHOOL_HOLIDAY: "school holiday",
}


class Stretch(NamedTuple):
    """Days in a row on which nothing counts, and why."""

    first: date
    last: date
    why: tuple[str, ...]

    @property
    def days(self) -> str:
        """`Friday 25/12/2026`, or from then to another."""
        return spoken(self.first, self.last)

    def overlaps(self, closure: Closure) -> bool:
        """Whether any of its days is one of these."""
        return self.first <= closure.until_on and closure.from_on <= self.last


def follows(visit: Visit, school: SchoolView) -> dict[str, Any]:
    """What a school's calendar makes of the coming days, and of a ticket opened now."""
    heard = {"directory": _THE_END}
    today = today_of(visit.clock())
    try:
        agreement: AgreementView = visit.asker.ask(
            GetAgreement(school_id=school.school_id), requires=heard
        )
        foreseen = visit.asker.ask(ForeseeTicket(school_id=school.school_id))
    except (NotFound, Unavailable):
        return {"closed": None, "foreseen": None}
    return {
        "closed": stretches(agreement.closed, school.closures, today),
        "foreseen": foreseen,
    }


def stretches(
    closed: Iterable[ClosedDay], closures: Sequence[Closure], today: date
) -> list[Stretch]:
    """The closed days from today on, days in a row together, the next first."""
    found: list[Stretch] = []
    for one in sorted(closed, key=lambda one: one.on):
        if one.on < today:
            continue
        why = _why(one, closures)
        if found and found[-1].last + _DAY == one.on:
            before = found.pop()
            known = before.why if why in before.why else (*before.why, why)
            found.append(Stretch(before.first, one.on, known))
        else:
            found.append(Stretch(one.on, one.on, (why,)))
    return found


def told(closed: Sequence[Stretch], school: SchoolView, today: date) -> Iterator[str]:
    """The next closure, INSET day and term, as a school is told of them."""
    if closed and closed[0].first == today:
        last = closed[0].last
        until = "today" if last == today else f"up to and including {said(last)}"
        yield f"The help desk is closed {until} ({', '.join(closed[0].why)})."
    elif closed and closed[0].first - today <= _SOON:
        on = "from" if closed[0].first != closed[0].last else "on"
        yield f"The help desk is closed {on} {closed[0].days} ({closed[0].why[0]})."
    for closure in school.closures:
        ahead = today <= closure.until_on and closure.from_on - today <= _SOON
        if closure.kind is ClosureKind.INSET and ahead:
            days = spoken(closure.from_on, closure.until_on)
            shut = any(one.overlaps(closure) for one in closed)
            yield f"INSET: {days}.{'' if shut else ' The help desk is open for staff.'}"
            break
    for term in school.terms:
        if today < term.from_on:
            yield f"{term.name} begins on {said(term.from_on)}."
            break
        if today <= term.until_on:
            yield f"{term.name} ends on {said(term.until_on)}."
            break


def today_of(now: datetime) -> date:
    """The day that it is in London."""
    return now.astimezone(LONDON).date()


def spoken(first: date, last: date) -> str:
    """A day, or days in a row, as people say them: `Friday 25/12/2026`."""
    return said(first) if first == last else f"{said(first)} to {said(last)}"


def said(on: date) -> str:
    """A day with its weekday: `Friday 25/12/2026`."""
    return f"{on:%A} {day(on)}"


def _why(closed: ClosedDay, closures: Sequence[Closure]) -> str:
    if closed.because is WhyClosed.CLOSURE:
        for closure in closures:
            if closure.from_on <= closed.on <= closure.until_on:
                return closure.reason
    return _WHY[closed.because]
