"""What would a clock have come to under other terms, and how far from what it did?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from contracts.refusals import Invalid
from contracts.sla import AgreementSigned
from contracts.sla_promises import ClosedDays, WhyClosed
from contracts.sla_what_if import Judged, OtherTerms, Tally, Tried, Verdict
from contracts.values import Priority, Target, TargetState
from services.sla.agreement import Agreement, agreement_from
from services.sla.clock import Event, Started
from services.sla.figures import place_of
from services.sla.nonsense import LONGEST_WEEKS, faults
from services.sla.replaying import facts, recorded
from services.sla.simulating import lived
from services.sla.working_time import ZERO, Hours

_VERDICTS = {
    TargetState.MET: Verdict.KEPT,
    TargetState.BREACHED: Verdict.MISSED,
    TargetState.RUNNING: Verdict.OPEN,
    TargetState.PAUSED: Verdict.OPEN,
}
_OF_KINDS = (
    *("of_services", "uncovered", "pausing", "inspection"),
    "safeguarding_always",
)
"""What of the terms counts for some tickets only; what is not given stays."""

_MINUTE = timedelta(minutes=1)
_NOTHING = Judged(verdict=Verdict.NOT_PROMISED, over_minutes=None)


class Terms(NamedTuple):
    """What a clock counted by, and what it is counted by instead."""

    as_was: Agreement
    instead: Agreement


def other(stand: AgreementSigned, terms: OtherTerms) -> Agreement:
    """What stands with what is tried in its place; Invalid: nobody can keep it.

    A priority that is given and does not stand is promised besides.
    """
    promises = {
        one.priority: one for one in (*stand.promised.promises, *terms.promises)
    }
    promised = replace(
        stand.promised,
        promises=tuple(promises.values()),
        reopening=terms.reopening or stand.promised.reopening,
        **{
            name: part
            for name in _OF_KINDS
            if (part := getattr(terms, name)) is not None
        },
    )
    tried = replace(stand, promised=promised, hours=terms.hours or stand.hours)
    if terms.closed is not None:
        closed = ClosedDays(because=WhyClosed.CLOSURE, days=terms.closed)
        tried = replace(tried, closed=(closed,), inset=())
    return _checked(tried)


def tried(
    school: UUID, events: Sequence[Event], terms: Terms, now: datetime
) -> Iterator[Tried]:
    """What came of each target of a clock, and would have if told the same."""
    clocks = recorded(events, terms.as_was, now)
    again = lived(facts(school, events), terms.instead, now)
    before, after = judge(clocks, terms.as_was, now), judge(again, terms.instead, now)
    for target in Target:
        yield Tried(
            ticket_id=events[0].ticket_id,
            opened_at=clocks[0].counted_at,
            priority=clocks[-1].priority,
            target=target,
            before=before[target],
            after=after[target],
        )


def judge(
    clocks: Sequence[Started], agreement: Agreement, now: datetime
) -> dict[Target, Judged]:
    """What came of each target of a clock that went through these states."""
    over = _furthest(clocks, agreement, now)
    return {
        one.target: _NOTHING
        if one.allowed is None
        else Judged(
            verdict=_VERDICTS[one.state], over_minutes=_minutes(over[one.target])
        )
        for one in clocks[-1].standings
    }


def is_changed(one: Tried) -> bool:
    """Whether something else would have come of it."""
    return one.before.verdict is not one.after.verdict


def tallies(found: Iterable[Tried]) -> Iterator[Tally]:
    """What was kept and missed by priority and target, the gravest first."""
    counts: Counter[tuple[Priority, Target, str]] = Counter()
    for one in found:
        kind = one.priority, one.target
        counts[*kind, f"{one.before.verdict.value}_before"] += 1
        counts[*kind, f"{one.after.verdict.value}_after"] += 1
    kinds = {(priority, target) for priority, target, _ in counts}
    for priority, target in sorted(kinds, key=place_of):
        yield Tally(
            priority=priority,
            target=target,
            kept_before=counts[priority, target, "kept_before"],
            missed_before=counts[priority, target, "missed_before"],
            kept_after=counts[priority, target, "kept_after"],
            missed_after=counts[priority, target, "missed_after"],
        )


def _furthest(
    clocks: Sequence[Started], agreement: Agreement, now: datetime
) -> dict[Target, timedelta]:
    """The most that was used beyond what was allowed, at the end of any stretch."""
    found: dict[Target, timedelta] = {}
    for clock, following in pairwise((*clocks, None)):
        assert clock is not None
        end = now if following is None else following.counted_at
        passed = _passed(clock, agreement, end)
        for standing in clock.standings:
            if standing.allowed is not None:
                counted = passed if clock.counts(standing) else ZERO
                over = standing.used + counted - standing.allowed
                found[standing.target] = max(over, found.get(standing.target, over))
    return found


def _passed(clock: Started, agreement: Agreement, end: datetime) -> timedelta:
    """The time that goes by; none where nothing counts, for as long as that lasts."""
    if not any(clock.counts(one) for one in clock.standings):
        return ZERO
    hours = agreement.of(clock.kind).hours[clock.priority]
    return hours.between(clock.counted_at, end)


def _minutes(over: timedelta) -> int:
    """Whole minutes; what is late by less than one is late by one."""
    return -(-over // _MINUTE)


def _checked(signed: AgreementSigned) -> Agreement:
    try:
        Hours(signed.hours)
    except ValueError as error:
        raise Invalid({"hours": [str(error)]}) from error
    agreement = agreement_from(signed)
    wrong: dict[str, list[str]] = {}
    for fault in faults(signed.promised, agreement.hours_of, LONGEST_WEEKS):
        wrong.setdefault(fault.part, []).append(fault.words)
    if wrong:
        raise Invalid(wrong)
    return agreement
