"""Which figures follow from the events of a school? Computed from nothing but its log.

The tables that the pages read are kept by the same rule, `decided`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from contracts.attainment import Attained, StoodStill
from contracts.sla import (
    ClockContinued,
    ClockPaused,
    ClockRestored,
    ClockResumed,
    ClockRetargeted,
    ClockStarted,
    ClockStopped,
    ClockWithdrawn,
    Standing,
    TargetBreached,
)
from contracts.sla_late import LateReplyCounted
from contracts.sla_restating import ClockRestated, Restated
from contracts.sla_what_if import Verdict
from contracts.values import (
    HoldReason,
    Priority,
    SchoolId,
    Target,
    TargetState,
    TicketId,
)
from services.sla.clock import Counted
from services.sla.working_time import ZERO

LONDON = ZoneInfo("Europe/London")
ANEW = ClockContinued | LateReplyCounted
"""What has a ticket judged anew, whatever it was restated to before."""

ENDS = ClockResumed | ClockStopped | ClockContinued | ClockWithdrawn
"""What ends a pause, if there is one."""


def month_of(moment: datetime) -> str:
    """The month it is in London: `2026-11`."""
    return moment.astimezone(LONDON).strftime("%Y-%m")


def begins_for(event: object) -> HoldReason | None:
    """What a clock stands still for from this event on; None where it does not."""
    match event:
        case ClockPaused(because=reason) | ClockRestored(held_for=reason):
            return reason
        case _:
            return None


def decided(standing: Standing, at: datetime) -> tuple[bool, datetime] | None:
    """Whether it was kept, and when that was decided; None while it is open.

    What was never promised is neither kept nor missed.
    """
    if standing.allowed is None:
        return None
    if standing.state is TargetState.MET:
        return True, at
    if standing.state is TargetState.BREACHED:
        assert standing.breached_at is not None, "a breach has its moment"
        return False, standing.breached_at
    return None


def moment_of(event: Counted, target: Target) -> datetime:
    """When an event decided a target that it tells of; a late reply when it was."""
    if isinstance(event, LateReplyCounted) and target is Target.RESPONSE:
        return event.replied_at
    return event.at


def kept_again(one: Restated) -> bool | None:
    """Whether it was kept, as restated; None where that decides nothing."""
    return _DECIDED.get(one.after.verdict)


_DECIDED = {Verdict.KEPT: True, Verdict.MISSED: False}


@dataclass(frozen=True)
class _Outcome:
    kept: bool
    at: datetime
    priority: Priority


class Pause(NamedTuple):
    """A clock stood still, from a moment until another; None: it does still."""

    ticket_id: TicketId
    reason: HoldReason
    began_at: datetime
    ended_at: datetime | None


@dataclass
class Figures:
    """The outcomes and pauses of a school, as far as its events were told."""

    school: SchoolId
    _priorities: dict[UUID, Priority] = field(default_factory=dict)
    _outcomes: dict[tuple[UUID, Target], _Outcome] = field(default_factory=dict)
    _pauses: list[Pause] = field(default_factory=list)
    _restated: dict[tuple[UUID, Target], bool | None] = field(default_factory=dict)

    def tell(self, events: Iterable[object]) -> None:
        """Take in what was recorded next, in order."""
        for event in events:
            self._tell(event)

    def attained(self, month: str) -> tuple[Attained, ...]:
        """What was kept and missed in a month, by priority and target."""
        counts: Counter[tuple[Priority, Target, bool]] = Counter()
        again: Counter[tuple[Priority, Target, bool | None]] = Counter()
        restated = set()
        for which, one in self._outcomes.items():
            if month_of(one.at) == month:
                kind = one.priority, which[1]
                counts[*kind, one.kept] += 1
                again[*kind, self._restated.get(which, one.kept)] += 1
                if which in self._restated:
                    restated.add(kind)
        kinds = {(priority, target) for priority, target, _ in counts}
        return tuple(
            Attained(
                school_id=self.school,
                priority=kind[0],
                target=kind[1],
                kept=counts[*kind, True],
                missed=counts[*kind, False],
                kept_restated=again[*kind, True] if kind in restated else None,
                missed_restated=again[*kind, False] if kind in restated else None,
            )
            for kind in sorted(kinds, key=place_of)
        )

    def stood_still(self, month: str, until: datetime) -> tuple[StoodStill, ...]:
        """What clocks stood still for that began to in a month; what lasts, until."""
        return tuple(stood_still(self.school, self._began_in(month), until))

    def _began_in(self, month: str) -> Iterator[Pause]:
        return (one for one in self._pauses if month_of(one.began_at) == month)

    def _tell(self, event: object) -> None:
        match event:
            case TargetBreached(ticket_id=ticket, target=target, breached_at=at):
                self._outcomes[ticket, target] = _Outcome(False, at, event.priority)
            case ClockStarted(ticket_id=ticket, priority=priority):
                self._priorities[ticket] = priority
            case ClockRestated(ticket_id=ticket, targets=targets):
                for one in targets:
                    self._restated[ticket, one.target] = kept_again(one)
            case _ if isinstance(event, Counted):
                self._count(event)
            case _:
                pass

    def _count(self, event: Counted) -> None:
        if isinstance(event, ClockRetargeted):
            self._priorities[event.ticket_id] = event.priority
        elif (reason := begins_for(event)) is not None:
            self._pauses.append(Pause(event.ticket_id, reason, event.at, None))
        elif isinstance(event, ENDS):
            self._pauses = [
                one._replace(ended_at=event.at)
                if one.ticket_id == event.ticket_id and one.ended_at is None
                else one
                for one in self._pauses
            ]
        if isinstance(event, ANEW):
            for target in Target:
                self._restated.pop((event.ticket_id, target), None)
        for standing in event.standings:
            self._settle(event, standing)

    def _settle(self, event: Counted, standing: Standing) -> None:
        which = event.ticket_id, standing.target
        at = moment_of(event, standing.target)
        known, outcome = self._outcomes.get(which), decided(standing, at)
        if outcome is None:
            self._outcomes.pop(which, None)
        elif known is None or known.kept is not outcome[0]:
            priority = self._priorities[event.ticket_id]
            self._outcomes[which] = _Outcome(*outcome, priority)


def stood_still(
    school: SchoolId, pauses: Iterable[Pause], until: datetime
) -> Iterator[StoodStill]:
    """How often clocks stood still for each reason, and how long up to a moment."""
    by_reason: dict[HoldReason, list[Pause]] = {}
    for one in pauses:
        by_reason.setdefault(one.reason, []).append(one)
    for reason in sorted(by_reason, key=tuple(HoldReason).index):
        those = by_reason[reason]
        lengths = ((one.ended_at or until) - one.began_at for one in those)
        yield StoodStill(
            school_id=school,
            reason=reason,
            pauses=len(those),
            tickets=len({one.ticket_id for one in those}),
            length=sum((max(one, ZERO) for one in lengths), ZERO),
        )


def place_of(kind: tuple[Priority, Target]) -> tuple[int, int]:
    """Where a priority and a target stand in a list: the gravest first."""
    priority, target = kind
    return tuple(Priority).index(priority), tuple(Target).index(target)
