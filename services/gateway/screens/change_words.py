"""How are changes, and the days on which there is none, told to people?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from contracts.change_calendar import Change, ChangesView, FreezeAt
from contracts.changes import ChangeKind, ChangeState, Freeze, FreezeKind
from contracts.values import ApprovalState, Level
from services.gateway.screens.words import LONDON, day

WEEK = timedelta(days=7)

KINDS = {
    ChangeKind.NORMAL: "Normal: the school approves it first",
    ChangeKind.STANDARD: "Standard: the school approved it beforehand",
    ChangeKind.EMERGENCY: "Emergency: it cannot wait, and is reviewed afterwards",
}
STATES = {
    ChangeState.PLANNED: "Planned",
    ChangeState.BEGUN: "Being made",
    ChangeState.DONE: "Done",
    ChangeState.BACKED_OUT: "Failed, and backed out",
    ChangeState.WITHDRAWN: "Withdrawn",
}
RISKS = {Level.LOW: "Low", Level.MEDIUM: "Medium", Level.HIGH: "High"}
FREEZES = {
    FreezeKind.EXAMS: "exams",
    FreezeKind.INSPECTION: "inspection",
    FreezeKind.SEPTEMBER: "busy weeks",
}
APPROVALS = {
    None: "Nobody was asked to approve it.",
    ApprovalState.ASKED: "It waits for approval by who runs the school.",
    ApprovalState.GIVEN: "It is approved by {}.",
    ApprovalState.DECLINED: "It was declined by {}.",
}


class Frozen(NamedTuple):
    """Days on which nothing is changed, and the schools that have the same ones."""

    freeze: Freeze
    schools: list[UUID]


class Week(NamedTuple):
    """A week with its changes, and with the days on which nothing is changed."""

    first: date
    last: date
    frozen: list[Frozen]
    changes: list[Change]


def weeks_of(view: ChangesView, first: date, last: date) -> Iterator[Week]:
    """The weeks from a Monday to a day, each with what lies in it."""
    frozen = folded(view.freezes)
    while first <= last:
        ends = first + WEEK - timedelta(days=1)
        yield Week(
            first,
            ends,
            [one for one in frozen if _is_in(one.freeze, first, ends)],
            [one for one in view.changes if _goes_on(one, first, ends)],
        )
        first += WEEK


def folded(freezes: Iterable[FreezeAt]) -> list[Frozen]:
    """The same days at several schools told once, as September is at most of them."""
    found: dict[Freeze, list[UUID]] = {}
    for one in freezes:
        found.setdefault(one.freeze, []).append(one.school_id)
    return [Frozen(freeze, schools) for freeze, schools in found.items()]


def said_of_approval(change: Change) -> str:
    """Whether the school approved of it, in a sentence."""
    if change.kind is ChangeKind.STANDARD and change.approval is None:
        return "The school approved it beforehand."
    return APPROVALS[change.approval].format(change.approver)


def when(change: Change) -> str:
    """Tuesday 09/06/2026, 18:00 to 20:00; or to another day."""
    first, last = (at.astimezone(LONDON) for at in (change.starts_at, change.ends_at))
    ends = f"{last:%H:%M}"
    if first.date() != last.date():
        ends = f"{last:%A} {day(last.date())}, {ends}"
    return f"{first:%A} {day(first.date())}, {first:%H:%M} to {ends}"


def listed(freezes: Iterable[Any]) -> str:
    """Mocks (exams, 09/06/2026 to 11/06/2026), and so on."""
    return "; ".join(
        f"{one.name} ({FREEZES[one.kind]}, {day(one.from_on)} to {day(one.until_on)})"
        for one in freezes
    )


def words() -> dict[str, Any]:
    """What the templates of changes say things by."""
    return {
        "choices": [(one.value, said) for one, said in KINDS.items()],
        "states": STATES,
        "risks": RISKS,
        "said_of_approval": said_of_approval,
        "when": when,
        "listed": listed,
    }


def _is_in(one: Freeze, first: date, last: date) -> bool:
    return one.from_on <= last and first <= one.until_on


def _goes_on(change: Change, first: date, last: date) -> bool:
    """Whether it takes one of these days; of several weeks it is shown in each."""
    begins = change.starts_at.astimezone(LONDON).date()
    ends = change.ends_at.astimezone(LONDON).date()
    return begins <= last and first <= ends
