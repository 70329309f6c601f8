"""When may a visit be, and what may become of it?

planned -- move --> planned
planned -- record --> done, -- miss --> missed, -- cancel --> cancelled
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias, assert_never
from uuid import UUID

from contracts.refusals import Invalid, NotFound, Refused
from contracts.site_visits import (
    CancelSiteVisit,
    Clash,
    MissSiteVisit,
    MoveSiteVisit,
    PlanSiteVisit,
    RecordSiteVisit,
    SiteVisitCancelled,
    SiteVisitDone,
    SiteVisitMissed,
    SiteVisitMoved,
    SiteVisitPlanned,
    SiteVisitState,
)
from services.intake.entering import LATEST_ENTRY
from services.intake.months import LONDON
from shared.decider import Decider

FURTHEST = timedelta(days=731)
"""A visit further away than this is a slip."""

_TAKES_A_REASON = {Clash.CLOSED, Clash.OUT_OF_HOURS}


@dataclass(frozen=True)
class Unplanned:
    """There is no such visit yet."""


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A visit, and how it stands."""

    starts_at: datetime
    ends_at: datetime
    who: tuple[str, ...]
    tickets: tuple[UUID, ...]
    state: SiteVisitState = SiteVisitState.PLANNED


Visit: TypeAlias = Unplanned | Planned
Timed: TypeAlias = PlanSiteVisit | MoveSiteVisit
End: TypeAlias = CancelSiteVisit | RecordSiteVisit | MissSiteVisit
Command: TypeAlias = Timed | End
Ended: TypeAlias = SiteVisitCancelled | SiteVisitDone | SiteVisitMissed
Event: TypeAlias = SiteVisitPlanned | SiteVisitMoved | Ended

_AFTER: dict[type[Ended], SiteVisitState] = {
    SiteVisitCancelled: SiteVisitState.CANCELLED,
    SiteVisitDone: SiteVisitState.DONE,
    SiteVisitMissed: SiteVisitState.MISSED,
}


def decide(
    visit: Visit, command: Command, now: datetime, known: Collection[UUID]
) -> list[Event]:
    """The events that follow; `known` are those of its tickets that there are."""
    if isinstance(command, PlanSiteVisit):
        return [] if isinstance(visit, Planned) else [_plan(command, now, known)]
    if isinstance(visit, Unplanned):
        raise NotFound("There is no such visit.")
    if visit.state is not SiteVisitState.PLANNED:
        raise Refused(f"This visit is {visit.state.value} already.")
    if isinstance(command, MoveSiteVisit):
        return _move(visit, command, now)
    return [_end(visit, command, now)]


def evolve(visit: Visit, event: Event) -> Visit:
    """What is true of the visit after the event."""
    match event:
        case SiteVisitPlanned():
            return Planned(
                starts_at=event.starts_at,
                ends_at=event.ends_at,
                who=event.who,
                tickets=event.tickets,
            )
        case SiteVisitMoved():
            assert isinstance(visit, Planned), "it was planned first"
            return replace(
                visit, starts_at=event.starts_at, ends_at=event.ends_at, who=event.who
            )
        case SiteVisitCancelled() | SiteVisitDone() | SiteVisitMissed():
            assert isinstance(visit, Planned), "it was planned first"
            return replace(visit, state=_AFTER[type(event)])
        case _:
            assert_never(event)


def _plan(
    command: PlanSiteVisit, now: datetime, known: Collection[UUID]
) -> SiteVisitPlanned:
    errors = _faults(command, now)
    if not command.purpose.strip():
        errors["purpose"] = ["Must not be blank."]
    if not {*command.tickets} <= {*known}:
        errors["tickets"] = ["The school has no such ticket."]
    if errors:
        raise Invalid(errors)
    return SiteVisitPlanned(
        visit_id=command.visit_id,
        starts_at=command.starts_at,
        ends_at=command.ends_at,
        who=command.who,
        tickets=command.tickets,
        clashes=command.clashes,
        purpose=command.purpose.strip(),
        reason=command.reason.strip(),
    )


def _move(visit: Planned, command: MoveSiteVisit, now: datetime) -> list[Event]:
    errors = _faults(command, now)
    if not command.reason.strip():
        errors["reason"] = ["Must not be blank."]
    if errors:
        raise Invalid(errors)
    moved = (command.starts_at, command.ends_at, command.who)
    if moved == (visit.starts_at, visit.ends_at, visit.who):
        return []
    event = SiteVisitMoved(
        visit_id=command.visit_id,
        tickets=visit.tickets,
        starts_at=command.starts_at,
        ends_at=command.ends_at,
        who=command.who,
        clashes=command.clashes,
        reason=command.reason.strip(),
    )
    return [event]


def _end(visit: Planned, command: End, now: datetime) -> Ended:
    match command:
        case RecordSiteVisit():
            return _done(visit, command, now)
        case CancelSiteVisit():
            _check_said(command.reason, "reason")
            return SiteVisitCancelled(
                visit_id=command.visit_id,
                tickets=visit.tickets,
                reason=command.reason.strip(),
            )
        case MissSiteVisit():
            _check_said(command.reason, "reason")
            if now < visit.starts_at:
                raise Refused("It has not begun yet. Cancel it, or move it.")
            return SiteVisitMissed(
                visit_id=command.visit_id,
                tickets=visit.tickets,
                reason=command.reason.strip(),
            )
        case _:
            assert_never(command)


def _done(visit: Planned, command: RecordSiteVisit, now: datetime) -> SiteVisitDone:
    _check_said(command.done, "done")
    if not command.arrived_at < command.left_at:
        raise Invalid({"left_at": ["Must be after they arrived."]})
    if command.left_at > now:
        raise Invalid({"left_at": ["Must not be in the future."]})
    return SiteVisitDone(
        visit_id=command.visit_id,
        tickets=visit.tickets,
        arrived_at=command.arrived_at,
        left_at=command.left_at,
        done=command.done.strip(),
        signed_by=command.signed_by.strip(),
    )


def _check_said(words: str, field: str) -> None:
    if not words.strip():
        raise Invalid({field: ["Must not be blank."]})


def _faults(command: Timed, now: datetime) -> dict[str, list[str]]:
    """What is wrong with the time of a visit and with who comes."""
    errors: dict[str, list[str]] = {}
    first, last = (at.astimezone(LONDON) for at in (command.starts_at, command.ends_at))
    if not first < last:
        errors["ends_at"] = ["Must be after it begins."]
    elif first.date() != last.date():
        errors["ends_at"] = ["Must be on the same day."]
    if first < now - LATEST_ENTRY:
        errors["starts_at"] = [f"Must not be more than {LATEST_ENTRY.days} days ago."]
    elif first > now + FURTHEST:
        errors["starts_at"] = ["Must be within two years."]
    if not any(one.strip() for one in command.who):
        errors["who"] = ["Say who comes."]
    if {*command.clashes} & _TAKES_A_REASON and not command.reason.strip():
        errors["reason"] = ["The school is not open then: say why."]
    return errors


SITE_VISIT: Decider[Visit] = Decider(
    category="site_visit",
    identity="visit_id",
    commands=(
        PlanSiteVisit,
        MoveSiteVisit,
        CancelSiteVisit,
        RecordSiteVisit,
        MissSiteVisit,
    ),
    initial=Unplanned(),
    decide=decide,
    evolve=evolve,
)
