"""How is a ticket judged once more, or all that were opened in some days?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from sqlalchemy import Connection

from contracts.refusals import Invalid
from contracts.sla import AgreementSigned, ClockOf
from contracts.sla_restating import (
    ClockRestated,
    PreviewRestating,
    RestateClock,
    RestatedTicketsView,
    Restatement,
    RestateTickets,
    RestatingPreviewView,
)
from services.sla.agreement import agreement_from
from services.sla.clock import Event, Stopped
from services.sla.queries import signed_as
from services.sla.recorded_clocks import (
    clocks_after,
    events_of,
    last_of,
    opened,
    version_of,
)
from services.sla.replaying import recorded
from services.sla.restatement_rows import stands
from services.sla.restating import RESTATEMENT, Trial
from services.sla.trying import Terms, is_changed, tried
from shared.application import Answer, Asked
from shared.keyring import Keyring
from shared.reading import read_event
from shared.store import Log
from shared.work import Cause, Work


class Period(NamedTuple):
    """Of which school something is restated, by which version, and when."""

    school: UUID
    later: AgreementSigned
    now: datetime


def trial(work: Work, _: ClockRestated | None, command: RestateClock) -> Trial | None:
    """What comes of a ticket under the later version; None without either of them."""
    events = events_of(work.log, command.ticket_id)
    later = signed_as(work.connection, work.school, command.agreement_version)
    if not events or later is None:
        return None
    found = _trial(work.connection, Period(work.school, later, work.now), events)
    return found._replace(
        stands=stands(work.connection, work.school, command.ticket_id)
    )


def restate_tickets(
    work: Work, command: RestateTickets, cause: Cause
) -> RestatedTicketsView:
    """Restate the next of those of which something else comes."""
    period = _period(work.connection, command, work.now)
    found = clocks_after(work.connection, work.school, command.after)
    restated = 0
    for events in opened(work.log, found, command.from_on, command.until_on):
        if _is_otherwise(_trial(work.connection, period, events), period.later):
            ticket_id = events[0].ticket_id
            own = uuid5(cause.command_id, str(ticket_id))
            restate = _of_one(command, ticket_id)
            work.execute(restate, replace(cause, command_id=own))
            restated += 1
    return RestatedTicketsView(
        restated=restated, looked_at=len(found), next=last_of(found)
    )


def preview_restating(
    connection: Connection, query: PreviewRestating, asked: Asked
) -> RestatingPreviewView:
    """What `restate_tickets` would restate of the same, and what would come of it."""
    period = _period(connection, query, asked.now)
    found = clocks_after(connection, period.school, query.after)
    log = Log("sla", period.school, connection)
    trials = (
        _trial(connection, period, events)
        for events in opened(log, found, query.from_on, query.until_on)
    )
    others = [one for one in trials if _is_otherwise(one, period.later)]
    return RestatingPreviewView(
        school_id=period.school,
        tickets=len(others),
        looked_at=len(found),
        changed=tuple(t for one in others for t in one.targets if is_changed(t)),
        next=last_of(found),
    )


ANSWERS: Mapping[type, Answer] = {PreviewRestating: preview_restating}


def restatement_of(log: Log, keyring: Keyring, ticket_id: UUID) -> Restatement | None:
    """What stands beside the verdicts of a clock; None where nothing does.

    It may have been restated, and judged anew since.
    """
    if not stands(log.connection, log.school, ticket_id):
        return None
    stream = RESTATEMENT.stream(ClockOf(school_id=log.school, ticket_id=ticket_id))
    *_, last = (read_event(one, keyring) for one in log.stream(stream))
    return Restatement(
        agreement_version=last.agreement_version,
        restated_at=last.restated_at,
        targets=last.targets,
        restater=last.restater,
        reason=last.reason,
    )


def _period(
    connection: Connection, asked: RestateTickets | PreviewRestating, now: datetime
) -> Period:
    """What is restated, by what; Invalid for days or a version that cannot be."""
    if asked.from_on > asked.until_on:
        raise Invalid({"until_on": ["Must not be before the first day."]})
    later = signed_as(connection, asked.school_id, asked.agreement_version)
    if later is None:
        raise Invalid({"agreement_version": ["There is no such version."]})
    return Period(asked.school_id, later, now)


def _trial(connection: Connection, period: Period, events: Sequence[Event]) -> Trial:
    own = signed_as(connection, period.school, version_of(events))
    assert own is not None, "a clock starts under an agreement"
    terms = Terms(agreement_from(own), agreement_from(period.later))
    clock = recorded(events, terms.as_was, period.now)[-1]
    return Trial(clock, tuple(tried(period.school, events, terms, period.now)))


def _is_otherwise(of: Trial, later: AgreementSigned) -> bool:
    """Whether it is decided, under an earlier version, and comes out otherwise."""
    decided = isinstance(of.clock, Stopped)
    is_later = later.agreement_version > of.clock.agreement_version
    return decided and is_later and any(map(is_changed, of.targets))


def _of_one(command: RestateTickets, ticket_id: UUID) -> RestateClock:
    return RestateClock(
        school_id=command.school_id,
        ticket_id=ticket_id,
        agreement_version=command.agreement_version,
        reason=command.reason,
        restater_id=command.restater_id,
        restater=command.restater,
    )
