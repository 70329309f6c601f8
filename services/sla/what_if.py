"""What would have come of the recorded year of a school under other terms?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from typing import cast
from uuid import UUID

from sqlalchemy import Connection, bindparam, func, select

from contracts.refusals import Invalid, NotFound
from contracts.sla import AgreementSigned, ClockOf, ClockStarted
from contracts.sla_what_if import AT_ONCE, OtherTerms, Tried, WhatIf, WhatIfView
from services.sla.agreement import agreement_from
from services.sla.clock import Event
from services.sla.domain import CLOCK
from services.sla.figures import LONDON
from services.sla.queries import in_force, signed_as
from services.sla.tables import clocks
from services.sla.trying import Terms, other, tallies, tried
from shared.application import Answer, Asked
from shared.reading import read_body
from shared.store import Log

_DAY, _YEAR = timedelta(days=1), timedelta(days=365)
_EARLIEST, _LATEST = date(2000, 1, 1), date(2099, 12, 31)
_CLOCKS = clocks.c.school == bindparam("of_school")
_COUNT = select(func.count()).select_from(clocks).where(_CLOCKS)
_FIRST = (
    select(clocks.c.ticket_id)
    .where(_CLOCKS)
    .order_by(clocks.c.ticket_id)
    .limit(AT_ONCE)
)
_NEXT = _FIRST.where(clocks.c.ticket_id > bindparam("of_last"))


def what_if(connection: Connection, query: WhatIf, asked: Asked) -> WhatIfView:
    """Count some clocks again; NotFound where nothing was ever promised."""
    school = query.school_id
    standing = in_force(connection, school, asked.now)
    if standing is None:
        raise NotFound("nothing is promised to this school yet")
    from_on, until_on = _days(query, asked.now)
    terms = cache(partial(_terms, connection, school, query.terms))
    # What nobody can keep is told though not one ticket would be counted by it.
    terms(standing.agreement_version)
    which = {"of_school": school, "of_last": query.after}
    found = connection.execute(_NEXT if query.after else _FIRST, which).scalars().all()
    log = Log("sla", school, connection)
    again = [
        tuple(tried(school, events, terms(_version(events)), asked.now))
        for events in _opened(log, found, from_on, until_on)
    ]
    targets = [one for ticket in again for one in ticket]
    return WhatIfView(
        school_id=school,
        from_on=from_on,
        until_on=until_on,
        clocks=connection.execute(_COUNT, which).scalar_one(),
        looked_at=len(found),
        tickets=len(again),
        tallies=tuple(tallies(targets)),
        changed=tuple(filter(_is_changed, targets)),
        next=found[-1] if len(found) == AT_ONCE else None,
    )


ANSWERS: Mapping[type, Answer] = {WhatIf: what_if}


def _terms(
    connection: Connection, school: UUID, given: OtherTerms, version: int
) -> Terms:
    """What clocks of a version counted by, and what they are counted by instead."""
    as_was = _signed(connection, school, version)
    whole = given.agreement_version
    stand = as_was if whole is None else _signed(connection, school, whole)
    return Terms(agreement_from(as_was), other(stand, given))


def _signed(connection: Connection, school: UUID, version: int) -> AgreementSigned:
    signed = signed_as(connection, school, version)
    if signed is None:
        raise Invalid({"agreement_version": [f"There is no version {version}."]})
    return signed


def _days(query: WhatIf, now: datetime) -> tuple[date, date]:
    """The first day and the last; the year that ends today where none is given."""
    until_on = query.until_on or now.astimezone(LONDON).date()
    _refuse("until_on", until_on)
    from_on = query.from_on or until_on - _YEAR
    _refuse("from_on", from_on)
    if from_on > until_on:
        raise Invalid({"until_on": ["Must not be before the first day."]})
    return from_on, until_on


def _refuse(part: str, on: date) -> None:
    if not _EARLIEST <= on <= _LATEST:
        raise Invalid({part: ["Must be from 2000 to 2099."]})


def _opened(
    log: Log, tickets: Sequence[UUID], from_on: date, until_on: date
) -> Iterator[list[Event]]:
    """What the clocks of those tickets recorded that were opened in these days."""
    begins, ends = _midnight(from_on), _midnight(until_on + _DAY)
    for ticket_id in tickets:
        clock = ClockOf(school_id=log.school, ticket_id=ticket_id)
        recorded = [*log.stream(CLOCK.stream(clock))]
        if begins <= recorded[0].happened_at < ends:
            yield [
                cast(Event, read_body(one.type, one.version, one.body))
                for one in recorded
            ]


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), LONDON)


def _version(events: Sequence[Event]) -> int:
    started = events[0]
    assert isinstance(started, ClockStarted), "the first event of a clock starts it"
    return started.agreement_version


def _is_changed(one: Tried) -> bool:
    return one.before.verdict is not one.after.verdict
