"""What may be done with a change, and what is then true of it?

planned -- begin --> begun -- end --> done or backed out -- review
planned -- withdraw --> withdrawn -- plan --> planned
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeAlias, assert_never

from contracts.changes import (
    AllowChange,
    BeginChange,
    ChangeAllowed,
    ChangeBegun,
    ChangeEnded,
    ChangeKind,
    ChangePlanned,
    ChangeReviewed,
    ChangeState,
    ChangeWithdrawn,
    EndChange,
    PlanChange,
    ReviewChange,
    WithdrawChange,
)
from contracts.refusals import Invalid, NotFound, Refused
from services.intake.changes.freezes import Span
from services.intake.changes.ground import (
    Ground,
    days_left,
    days_of,
    refuse_elsewhere,
    refuse_frozen,
    refuse_unapproved,
)
from services.intake.changes.plans import (
    check_allowance,
    check_plan,
    planned_as,
    refuse_another_standard,
)
from services.intake.months import LONDON
from shared.decider import Decider

REVIEW_WITHIN = timedelta(days=14)
"""How long after it an emergency, and what was backed out, has to be reviewed."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change as it stands; before it is planned it may be allowed in a freeze."""

    plan: ChangePlanned | None = None
    state: ChangeState | None = None
    allowed: tuple[Span, ...] = ()
    reviewed: bool = False


Work: TypeAlias = BeginChange | EndChange | WithdrawChange | ReviewChange
Command: TypeAlias = PlanChange | AllowChange | Work
Event: TypeAlias = (
    ChangePlanned
    | ChangeAllowed
    | ChangeBegun
    | ChangeEnded
    | ChangeWithdrawn
    | ChangeReviewed
)
_MAY_BE_PLANNED = (None, ChangeState.PLANNED, ChangeState.WITHDRAWN)
_OVER = (ChangeState.DONE, ChangeState.BACKED_OUT)


def decide(
    change: Change, command: Command, now: datetime, ground: Ground | None
) -> Sequence[Event]:
    """The events that follow; NotFound where there is no such ticket."""
    if ground is None:
        raise NotFound("There is no such ticket.")
    match command:
        case PlanChange():
            return _plan(change, command, now, ground)
        case AllowChange():
            return _allow(change, command, now, ground)
        case BeginChange() | EndChange() | WithdrawChange() | ReviewChange():
            return [_work(change, command, now, ground)]
        case _:
            assert_never(command)


def evolve(change: Change, event: Event) -> Change:
    """What is true of the change after the event."""
    match event:
        case ChangePlanned():
            return replace(change, plan=event, state=ChangeState.PLANNED)
        case ChangeAllowed():
            span = Span(event.from_on, event.until_on)
            return replace(change, allowed=(*change.allowed, span))
        case ChangeBegun():
            return replace(change, state=ChangeState.BEGUN)
        case ChangeEnded():
            state = ChangeState.DONE if event.done else ChangeState.BACKED_OUT
            return replace(change, state=state)
        case ChangeWithdrawn():
            return replace(change, state=ChangeState.WITHDRAWN)
        case ChangeReviewed():
            return replace(change, reviewed=True)
        case _:
            assert_never(event)


def _plan(
    change: Change, command: PlanChange, now: datetime, ground: Ground
) -> list[Event]:
    if change.state not in _MAY_BE_PLANNED:
        raise Refused("This change was begun already. Open another ticket for more.")
    refuse_elsewhere(ground)
    check_plan(command, now, ground)
    days = days_of(command.starts_at, command.ends_at)
    refuse_frozen(command.kind, ground, days, change.allowed)
    before = None
    if change.plan is not None and change.state is ChangeState.PLANNED:
        before = replace(change.plan, **ground.told)
    planned = planned_as(command, before, ground)
    return [] if before and replace(planned, asks=before.asks) == before else [planned]


def _allow(
    change: Change, command: AllowChange, now: datetime, ground: Ground
) -> list[Event]:
    if change.state not in _MAY_BE_PLANNED:
        raise Refused("This change was begun already: there is nothing to allow.")
    refuse_elsewhere(ground)
    check_allowance(command, _today(now))
    allowed = ChangeAllowed(
        ticket_id=command.ticket_id,
        from_on=command.from_on,
        until_on=command.until_on,
        allower_id=command.allower_id,
        allower=command.allower,
        reason=command.reason.strip(),
    )
    return [allowed]


def _work(change: Change, command: Work, now: datetime, ground: Ground) -> Event:
    if change.plan is None:
        raise Refused("This change is not planned yet.")
    which = {"ticket_id": command.ticket_id}
    match command:
        case BeginChange():
            plan = replace(change.plan, **ground.told)
            return _begin(change, plan, command, now, ground)
        case EndChange():
            _refuse_unless(change, "It was not begun, or is over.", ChangeState.BEGUN)
            _check_said("said", command.said)
            due = None if command.done else _due(now)
            return ChangeEnded(
                **which, done=command.done, said=command.said.strip(), review_due_on=due
            )
        case WithdrawChange():
            why = "Only what is planned and not begun is withdrawn."
            _refuse_unless(change, why, ChangeState.PLANNED)
            _check_said("reason", command.reason)
            return ChangeWithdrawn(**which, reason=command.reason.strip())
        case ReviewChange():
            _refuse_unless(change, "It is reviewed once it is over.", *_OVER)
            if change.reviewed:
                raise Refused("This change is reviewed already.")
            _check_said("said", command.said)
            return ChangeReviewed(**which, said=command.said.strip())
        case _:
            assert_never(command)


def _begin(
    change: Change,
    plan: ChangePlanned,
    command: BeginChange,
    now: datetime,
    ground: Ground,
) -> ChangeBegun:
    _refuse_unless(change, "It was begun already, or is over.", ChangeState.PLANNED)
    refuse_elsewhere(ground)
    refuse_unapproved(plan.kind, ground, command.reason)
    refuse_another_standard(plan, ground)
    emergency = plan.kind is ChangeKind.EMERGENCY
    if not emergency and not plan.starts_at <= now <= plan.ends_at:
        raise Refused("It is not the time for which this is planned. Plan it for now.")
    refuse_frozen(plan.kind, ground, days_left(plan.ends_at, now), change.allowed)
    return ChangeBegun(
        ticket_id=command.ticket_id,
        kind=plan.kind,
        approved=any(_approvals(plan, ground)),
        review_due_on=_due(now) if emergency else None,
        reason=command.reason.strip(),
    )


def _approvals(plan: ChangePlanned, ground: Ground) -> Iterator[bool]:
    yield ground.approval is not None and ground.approval.value == "given"
    yield plan.kind is ChangeKind.STANDARD


def _refuse_unless(change: Change, why: str, *states: ChangeState) -> None:
    if change.state not in states:
        raise Refused(why)


def _check_said(field: str, words: str) -> None:
    if not words.strip():
        raise Invalid({field: ["Must not be blank."]})


def _due(now: datetime) -> date:
    return _today(now) + REVIEW_WITHIN


def _today(now: datetime) -> date:
    return now.astimezone(LONDON).date()


CHANGE: Decider[Change] = Decider(
    category="change",
    identity="ticket_id",
    commands=(
        PlanChange,
        AllowChange,
        BeginChange,
        EndChange,
        WithdrawChange,
        ReviewChange,
    ),
    initial=Change(),
    decide=decide,
    evolve=evolve,
)
