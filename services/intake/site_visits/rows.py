"""How are visits to schools kept, and told in the stories of their tickets?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    Row,
    Table,
    Text,
    Uuid,
    bindparam,
    insert,
    select,
    update,
)

from contracts.refusals import NotFound
from contracts.site_visits import (
    MOST_VISITS,
    Clash,
    FindSiteVisits,
    GetSiteVisit,
    PlanSiteVisit,
    SiteVisit,
    SiteVisitCancelled,
    SiteVisitDone,
    SiteVisitMissed,
    SiteVisitMoved,
    SiteVisitPlanned,
    SiteVisitState,
    SiteVisitsView,
    SiteVisitView,
)
from services.intake.guarded.rows import guarded_among
from services.intake.months import LONDON
from services.intake.site_visits.planning import Event, Visit
from services.intake.site_visits.showing import visits_shown
from services.intake.tables import METADATA, tickets
from services.intake.timeline.entries import Entry, write
from shared.application import Answer, Asked
from shared.by_keys import ByKeys
from shared.columns import Moment
from shared.work import Fresh, Work

site_visits = Table(
    "site_visits",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("visit_id", Uuid, primary_key=True),
    Column("state", Text, nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("tickets", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("clashes", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("arrived_at", Moment),
    Column("left_at", Moment),
    Column("done", Text, nullable=False),
    Column("signed_by", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Index("site_visits_of_school", "school", "starts_at"),
    Index("site_visits_start", "starts_at"),
)
"""A visit as it stands; who comes, its tickets and its clashes are lists, as JSON."""


def terms(work: Work, _: Visit, command: object) -> set[UUID]:
    """Those of the tickets that a visit names that the school has."""
    if not isinstance(command, PlanSiteVisit):
        return set()
    asked = ({"of_school": work.school, "of_ticket": one} for one in command.tickets)
    found = (work.connection.execute(_TICKET, which).scalar() for which in asked)
    return {one for one in found if one is not None}


def keep_site_visit(connection: Connection, fresh: Fresh, event: Event) -> None:
    """Keep how a visit stands, and tell the school and the desk on its tickets.

    Where it is about safeguarding what for is told on the tickets that are, alone.
    """
    changes = _changes(event) | {"version": fresh.stream_version}
    if isinstance(event, SiteVisitPlanned):
        row = {"school": fresh.school, "visit_id": event.visit_id}
        connection.execute(_ADD, _BLANK | row | changes)
    else:
        which = {"of_school": fresh.school, "of_visit": event.visit_id}
        connection.execute(_CHANGE, which | changes)
    entry = _entry(event)
    keys = [(fresh.school, one) for one in event.tickets]
    guarded = guarded_among(connection, keys)
    for key in keys:
        told = entry._replace(text="") if guarded and key not in guarded else entry
        _, ticket_id = key
        entry_id = uuid5(fresh.event_id, str(ticket_id))
        write(connection, fresh, ticket_id, told, entry_id)


def find_site_visits(
    connection: Connection, query: FindSiteVisits, asked: Asked
) -> SiteVisitsView:
    """The visits that begin in a time, of one school or of all."""
    which: dict[str, Any] = {"since": query.since, "until": query.until}
    found = _FOUND if query.school_id is None else _FOUND_AT
    rows = connection.execute(found, which | {"of_school": query.school_id})
    visits = [_visit(row) for row in rows]
    return SiteVisitsView(visits=visits_shown(connection, visits, asked))


def get_site_visit(
    connection: Connection, query: GetSiteVisit, asked: Asked
) -> SiteVisitView:
    """One visit of a school; NotFound where there is none."""
    which = {"of_school": query.school_id, "of_visit": query.visit_id}
    row = connection.execute(_ONE, which).one_or_none()
    if row is None:
        raise NotFound("There is no such visit.")
    [visit] = visits_shown(connection, [_visit(row)], asked)
    return SiteVisitView(visit=visit)


def these_visits(
    connection: Connection, keys: Sequence[tuple[UUID, UUID]]
) -> tuple[SiteVisit, ...]:
    """The visits with these keys, each of a school, by when they begin."""
    found = [_visit(row) for row in _THESE.rows(connection, keys)]
    return tuple(sorted(found, key=lambda one: (one.starts_at, one.visit_id)))


ANSWERS: Mapping[type, Answer] = {
    FindSiteVisits: find_site_visits,
    GetSiteVisit: get_site_visit,
}

_BLANK = {"arrived_at": None, "left_at": None, "done": "", "signed_by": ""}


def _changes(event: Event) -> dict[str, Any]:
    """What an event changes in the row of its visit."""
    match event:
        case SiteVisitDone():
            return {
                "state": SiteVisitState.DONE.value,
                "arrived_at": event.arrived_at,
                "left_at": event.left_at,
                "done": event.done,
                "signed_by": event.signed_by,
            }
        case SiteVisitCancelled():
            return {"state": SiteVisitState.CANCELLED.value, "reason": event.reason}
        case SiteVisitMissed():
            return {"state": SiteVisitState.MISSED.value, "reason": event.reason}
    timed = {
        "starts_at": event.starts_at,
        "ends_at": event.ends_at,
        "who": json.dumps(event.who),
        "clashes": json.dumps([one.value for one in event.clashes]),
        "reason": event.reason,
    }
    if isinstance(event, SiteVisitMoved):
        return timed
    planned = {
        "state": SiteVisitState.PLANNED.value,
        "tickets": json.dumps([str(one) for one in event.tickets]),
        "purpose": event.purpose,
    }
    return timed | planned


def _entry(event: Event) -> Entry:
    """The line of it in the story of a ticket, which the school reads too."""
    match event:
        case SiteVisitDone():
            when = _said(event.arrived_at, event.left_at)
            return Entry("visit_done", event.done, when)
        case SiteVisitCancelled():
            return Entry("visit_cancelled", event.reason)
        case SiteVisitMissed():
            return Entry("visit_missed", event.reason)
        case SiteVisitMoved():
            when = _said(event.starts_at, event.ends_at)
            return Entry("visit_moved", event.reason, when)
    return Entry("visit_planned", event.purpose, _said(event.starts_at, event.ends_at))


def _said(first: datetime, last: datetime) -> str:
    """08/06/2026, 09:00 to 10:30, as the clocks in London have it."""
    here, there = first.astimezone(LONDON), last.astimezone(LONDON)
    return f"{here:%d/%m/%Y}, {here:%H:%M} to {there:%H:%M}"


def _visit(row: Row[Any]) -> SiteVisit:
    named: Sequence[str] = json.loads(row.tickets)
    return SiteVisit(
        school_id=row.school,
        visit_id=row.visit_id,
        state=SiteVisitState(row.state),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        who=tuple(json.loads(row.who)),
        tickets=tuple(UUID(one) for one in named),
        purpose=row.purpose,
        clashes=tuple(Clash(one) for one in json.loads(row.clashes)),
        reason=row.reason,
        arrived_at=row.arrived_at,
        left_at=row.left_at,
        done=row.done,
        signed_by=row.signed_by,
        version=row.version,
    )


# Made once: to build a statement takes several times as long as to carry it out.
_ADD = insert(site_visits)
_OF_SCHOOL = site_visits.c.school == bindparam("of_school")
_WHICH = (_OF_SCHOOL, site_visits.c.visit_id == bindparam("of_visit"))
_CHANGE = update(site_visits).where(*_WHICH)
_ONE = select(site_visits).where(*_WHICH)
_FOUND = (
    select(site_visits)
    .where(
        site_visits.c.starts_at >= bindparam("since", type_=Moment),
        site_visits.c.starts_at < bindparam("until", type_=Moment),
    )
    .order_by(site_visits.c.starts_at, site_visits.c.visit_id)
    .limit(MOST_VISITS)
)
_FOUND_AT = _FOUND.where(_OF_SCHOOL)
_THESE = ByKeys(select(site_visits), site_visits.c.school, site_visits.c.visit_id)
_TICKET = select(tickets.c.ticket_id).where(
    tickets.c.school == bindparam("of_school"),
    tickets.c.ticket_id == bindparam("of_ticket"),
)
