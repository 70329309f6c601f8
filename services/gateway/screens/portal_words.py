"""How is a school told, in plain words, where a request is and what we promised?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from contracts.intake import Approval, TicketRow, TicketView, TimelineEntry
from contracts.obligations import Owed, OwedState
from contracts.sla import TargetView
from contracts.values import (
    ApprovalState,
    Level,
    Satisfaction,
    Target,
    TargetState,
    TicketState,
)
from services.gateway.screens.words import LONDON

IMPACTS = {
    Level.LOW: "One person",
    Level.MEDIUM: "A class, a team or an office",
    Level.HIGH: "The whole school, or most of it",
}
"""How many are affected, as somebody at a school would say it."""

URGENCIES = {
    Level.LOW: "It can wait: work goes on without it",
    Level.MEDIUM: "Soon: it slows us down",
    Level.HIGH: "Now: we cannot teach or work",
}
"""How soon it hurts, likewise."""

SATISFACTION = {
    Satisfaction.GOOD: "Good",
    Satisfaction.FAIR: "All right",
    Satisfaction.POOR: "Not good",
}
"""How somebody found what was done, as they would say it."""

_UNTOLD = {
    *("mail", "warned", "breach_withdrawn", "escalation_withdrawn"),
    "obligation_warned",
}
"""What a timeline has for the desk, and tells a school nothing."""

_WILL = {
    Target.RESPONSE: "We will answer by {}.",
    Target.NEXT_UPDATE: "You will hear from us again by {}.",
    Target.RESOLUTION: "It will be done by {}.",
}
_OWED = {
    Target.RESPONSE: "We promised to answer by {} and have not yet. We are sorry.",
    Target.NEXT_UPDATE: "We promised to write again by {} and did not. We are sorry.",
    Target.RESOLUTION: "We promised it by {} and it is not done yet. We are sorry.",
}
_LATE = {
    Target.RESPONSE: "We answered later than we promised, which was by {}.",
    Target.NEXT_UPDATE: "We wrote later than we promised, which was by {}.",
    Target.RESOLUTION: "It was done later than we promised, which was by {}.",
}
_KEPT = {
    Target.RESPONSE: "We answered in time.",
    Target.RESOLUTION: "It was done in time.",
}
_STILL = {
    Target.RESPONSE: "The time we have to answer stands still while we wait.",
    Target.RESOLUTION: "The time we have to finish it stands still while we wait.",
}


class Promise(NamedTuple):
    """A sentence about what was promised; `late` where we did not keep it."""

    words: str
    late: bool = False


def moment_in_words(at: datetime) -> str:
    """Monday 23/11/2026 at 09:00, as the clocks in London have it."""
    return at.astimezone(LONDON).strftime("%A %d/%m/%Y at %H:%M")


def state_in_words(ticket: TicketRow | TicketView) -> str:
    """Where a request is."""
    if ticket.merged_into is not None:
        return "Dealt with together with another request"
    match ticket.state:
        case TicketState.RESOLVED:
            return "Done"
        case TicketState.ON_HOLD:
            return "Waiting for something"
        case TicketState.OPEN:
            return "We are working on it" if ticket.assignee else "We have it"


def approval_in_words(approval: Approval) -> str:
    """How the approval stands that a request needs."""
    what = approval.what.strip().rstrip(".")
    match approval.state:
        case ApprovalState.ASKED:
            return f"It is not done before it is approved: {what}."
        case ApprovalState.GIVEN:
            return f"Approved by {approval.approver}: {what}."
        case ApprovalState.DECLINED:
            return f"Declined by {approval.approver}: {what}."


def owed_in_words(owed: Owed) -> Promise:
    """How something stands that has a moment of its own."""
    until = moment_in_words(owed.due_at)
    match owed.state:
        case OwedState.MET:
            return Promise(f"{owed.name}: it was done in time.")
        case OwedState.MET_LATE:
            return Promise(f"{owed.name}: it was done after {until}.", late=True)
        case OwedState.MISSED:
            words = f"{owed.name}: due by {until}, and not done yet. We are sorry."
            return Promise(words, late=True)
        case OwedState.RUNNING | OwedState.DUE_SOON:
            return Promise(f"{owed.name}: it will be done by {until}.")


def next_promise(row: TicketRow, now: datetime) -> Promise | None:
    """What is due next for a request in a list; None where nothing is."""
    if row.due_at is None or row.due_target is None or row.merged_into is not None:
        return None
    late = row.due_state is TargetState.BREACHED or row.due_at < now
    words = (_OWED if late else _WILL)[row.due_target]
    return Promise(words.format(moment_in_words(row.due_at)), late)


def promises(
    targets: Sequence[TargetView], timeline: Sequence[TimelineEntry], *, done: bool
) -> list[Promise]:
    """What was promised for a request, and how we kept it.

    What was promised for another that was merged into it is that one's.
    """
    timeline = [entry for entry in timeline if entry.of_reference is None]
    answered = done or any(entry.kind == "reply" for entry in timeline)
    made_good = {Target.RESPONSE: answered, Target.RESOLUTION: done}
    missed = _missed(timeline)
    said = []
    for one in targets:
        if one.state is TargetState.BREACHED:
            if one.target is Target.NEXT_UPDATE and done:
                continue
            good = made_good.get(one.target, False)
            at = missed.get(one.target.value)
            said.append(_broken(one.target, at, good=good))
        elif one.state is TargetState.RUNNING and one.due_at is not None:
            words = _WILL[one.target].format(moment_in_words(one.due_at))
            said.append(Promise(words))
        else:
            known = _KEPT if one.state is TargetState.MET else _STILL
            if one.target in known:
                said.append(Promise(known[one.target]))
    return said


def told(timeline: Iterable[TimelineEntry]) -> list[TimelineEntry]:
    """What a school is told of what happened: no note, and nothing technical."""
    return [
        entry
        for entry in timeline
        if not entry.internal and entry.kind not in _UNTOLD | {"note"}
    ]


def _broken(target: Target, at: datetime | None, *, good: bool) -> Promise:
    words = (_LATE if good else _OWED)[target]
    moment = moment_in_words(at) if at else "now"
    return Promise(words.format(moment), late=True)


def _missed(timeline: Sequence[TimelineEntry]) -> dict[str, datetime]:
    """When each target that was missed had been due, by its name."""
    return {
        (entry.detail or "").replace(" ", "_"): entry.at
        for entry in timeline
        if entry.kind == "breached"
    }
