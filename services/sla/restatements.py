"""How is a ticket judged once more, or all that were opened in some days?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid5

from contracts.refusals import Invalid
from contracts.sla import AgreementSigned, ClockOf
from contracts.sla_restating import (
    ClockRestated,
    RestateClock,
    RestatedTicketsView,
    Restatement,
    RestateTickets,
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
from services.sla.restating import RESTATEMENT, Trial
from services.sla.trying import Terms, is_changed, tried
from shared.keyring import Keyring
from shared.reading import read_event
from shared.store import Log
from shared.work import Cause, Work


def trial(work: Work, _: ClockRestated | None, command: RestateClock) -> Trial | None:
    """What comes of a ticket under the later version; None without either of them."""
    events = events_of(work.log, command.ticket_id)
    later = signed_as(work.connection, work.school, command.agreement_version)
    return _trial(work, events, later) if events and later else None


def restate_tickets(
    work: Work, command: RestateTickets, cause: Cause
) -> RestatedTicketsView:
    """Restate the next of those of which something else comes."""
    if command.from_on > command.until_on:
        raise Invalid({"until_on": ["Must not be before the first day."]})
    later = signed_as(work.connection, work.school, command.agreement_version)
    if later is None:
        raise Invalid({"agreement_version": ["There is no such version."]})
    found = clocks_after(work.connection, work.school, command.after)
    restated = 0
    for events in opened(work.log, found, command.from_on, command.until_on):
        if _is_otherwise(_trial(work, events, later), later):
            ticket_id = events[0].ticket_id
            own = uuid5(cause.command_id, str(ticket_id))
            restate = _of_one(command, ticket_id)
            work.execute(restate, replace(cause, command_id=own))
            restated += 1
    return RestatedTicketsView(
        restated=restated, looked_at=len(found), next=last_of(found)
    )


def restatement_of(log: Log, keyring: Keyring, ticket_id: UUID) -> Restatement | None:
    """What stands beside the verdicts of a clock; None where it was never restated."""
    stream = RESTATEMENT.stream(ClockOf(school_id=log.school, ticket_id=ticket_id))
    events = [read_event(one, keyring) for one in log.stream(stream)]
    if not events:
        return None
    last: ClockRestated = events[-1]
    return Restatement(
        agreement_version=last.agreement_version,
        restated_at=last.restated_at,
        targets=last.targets,
        restater=last.restater,
        reason=last.reason,
    )


def _trial(work: Work, events: Sequence[Event], later: AgreementSigned) -> Trial:
    own = signed_as(work.connection, work.school, version_of(events))
    assert own is not None, "a clock starts under an agreement"
    terms = Terms(agreement_from(own), agreement_from(later))
    clock = recorded(events, terms.as_was, work.now)[-1]
    return Trial(clock, tuple(tried(work.school, events, terms, work.now)))


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
