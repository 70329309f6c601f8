"""What would have come of the recorded year of a school under other terms?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache, partial
from uuid import UUID

from sqlalchemy import Connection, bindparam, func, select

from contracts.refusals import Invalid, NotFound
from contracts.sla import AgreementSigned
from contracts.sla_what_if import OtherTerms, WhatIf, WhatIfView
from services.sla.agreement import agreement_from
from services.sla.figures import LONDON
from services.sla.guarded import kept_among
from services.sla.queries import in_force, signed_as
from services.sla.recorded_clocks import clocks_after, last_of, opened, version_of
from services.sla.tables import clocks
from services.sla.trying import Terms, is_changed, other, tallies, tried
from shared.application import Answer, Asked
from shared.store import Log

_YEAR = timedelta(days=365)
_EARLIEST, _LATEST = date(2000, 1, 1), date(2099, 12, 31)
_COUNT = (
    select(func.count())
    .select_from(clocks)
    .where(clocks.c.school == bindparam("of_school"))
)


def what_if(connection: Connection, query: WhatIf, asked: Asked) -> WhatIfView:
    """Count some clocks again; NotFound where nothing was ever promised.

    What is kept from whoever asks is counted, and not named.
    """
    school = query.school_id
    standing = in_force(connection, school, asked.now)
    if standing is None:
        raise NotFound("nothing is promised to this school yet")
    from_on, until_on = _days(query, asked.now)
    terms = cache(partial(_terms, connection, school, query.terms))
    # What nobody can keep is told though not one ticket would be counted by it.
    terms(standing.agreement_version)
    found = clocks_after(connection, school, query.after)
    log = Log("sla", school, connection)
    again = [
        tuple(tried(school, events, terms(version_of(events)), asked.now))
        for events in opened(log, found, from_on, until_on)
    ]
    targets = [one for ticket in again for one in ticket]
    changed = [one for one in targets if is_changed(one)]
    named = {one.ticket_id for one in changed}
    kept = kept_among(connection, school, named, asked.caller)
    return WhatIfView(
        school_id=school,
        from_on=from_on,
        until_on=until_on,
        clocks=connection.execute(_COUNT, {"of_school": school}).scalar_one(),
        looked_at=len(found),
        tickets=len(again),
        tallies=tuple(tallies(targets)),
        changed=tuple(one for one in changed if one.ticket_id not in kept),
        next=last_of(found),
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
