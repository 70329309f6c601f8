"""What does a change stand on: its ticket, its approval, and the school's calendar?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from contracts.changes import ChangeKind, ChangeState, Freeze
from contracts.refusals import Refused
from contracts.standard_changes import StandardChange
from contracts.values import ApprovalState, TicketType
from services.intake.changes.freezes import Span, not_allowed, told_of
from services.intake.months import LONDON

ENDED = (ChangeState.DONE, ChangeState.BACKED_OUT, ChangeState.WITHDRAWN)
"""How a change stands of which nothing more is made."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """The ticket of a change, as far as its rules ask, and what its school has.

    `standard` are the standard changes that the school has approved. `freezes` are
    those of the days that the command is about. `told` are the texts of the plan as
    they are kept: in the log they are sealed to its rules.
    """

    type: TicketType
    merged: bool = False
    resolved: bool = False
    approval: ApprovalState | None = None
    services: Collection[str] = ()
    standard: Sequence[StandardChange] = ()
    freezes: Sequence[Freeze] = ()
    told: Mapping[str, Any] = field(default_factory=dict)


def days_of(starts_at: datetime, ends_at: datetime) -> Span:
    """The days that a change takes, as London has them."""
    return Span(_day(starts_at), _day(ends_at))


def days_left(ends_at: datetime, now: datetime) -> Span:
    """The days that a change takes which is begun now: all until it ends."""
    return days_of(now, max(now, ends_at))


def refuse_elsewhere(ground: Ground) -> None:
    """Refused where the ticket is no change that is worked on."""
    if ground.merged:
        raise Refused("This ticket is merged. Plan the change at the one that goes on.")
    if ground.resolved:
        raise Refused("This ticket is resolved. Reopen it first.")
    if ground.type is not TicketType.CHANGE:
        raise Refused("This ticket is not a change. Classify it as one first.")


def refuse_frozen(
    kind: ChangeKind, ground: Ground, days: Span, allowed: Sequence[Span]
) -> None:
    """Refused on days on which nothing is changed, unless it cannot wait."""
    if kind is ChangeKind.EMERGENCY:
        return
    frozen = not_allowed(ground.freezes, days, allowed)
    if frozen:
        raise Refused(
            f"Nothing is changed then: {told_of(frozen)}. Choose other days, or have"
            " the head, the SLT digital lead or a governor allow it on the ticket."
        )


def refuse_unapproved(kind: ChangeKind, ground: Ground, reason: str) -> None:
    """Refused where the school has not approved of it; an emergency says why first."""
    if ground.approval is ApprovalState.DECLINED:
        raise Refused("The school has declined this change.")
    if ground.approval is ApprovalState.GIVEN:
        return
    if kind is ChangeKind.NORMAL or (
        kind is ChangeKind.STANDARD and ground.approval is ApprovalState.ASKED
    ):
        raise Refused(
            "Who runs the school has to approve this change before it is begun."
        )
    if kind is ChangeKind.EMERGENCY and not reason.strip():
        raise Refused(
            "The school has not approved this yet: say why it cannot wait for that."
        )


def refuse_unended(type_of: TicketType, state: ChangeState | None) -> None:
    """Refused where a change would be over, and nobody has said what came of it."""
    if state is None and type_of is TicketType.CHANGE:
        raise Refused(
            "This is a change: plan it, and record what came of it, or classify the"
            " ticket as something else."
        )
    if state is not None and state not in ENDED:
        raise Refused(
            "Record first what came of the change: done, backed out, or withdrawn."
        )


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
