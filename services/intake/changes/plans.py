"""Can a change be planned like this, and does the school have to approve it anew?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from contracts.changes import AllowChange, ChangeKind, ChangePlanned, PlanChange
from contracts.refusals import Invalid, Refused
from contracts.standard_changes import StandardChange
from services.intake.changes.bounds import FAR, check_near, is_near
from services.intake.changes.freezes import not_allowed
from services.intake.changes.ground import Ground, days_of

LONGEST, FURTHEST = timedelta(days=14), timedelta(days=731)
"""A change that takes longer is a project; one further away is a slip."""

TEXTS = ("reason", "risk_reason", "plan", "back_out", "test")


def check_plan(command: PlanChange, now: datetime, ground: Ground) -> None:
    """Invalid names everything that nobody could go by."""
    errors = {
        name: ["Must not be blank."]
        for name in TEXTS
        if not str(getattr(command, name)).strip()
    }
    if not any(one.strip() for one in command.who):
        errors["who"] = ["Say who makes it."]
    if not {*command.services} <= {*ground.services}:
        errors["services"] = ["The school has no such service."]
    errors |= dict(_wrong_times(command, now)) | dict(_wrong_standard(command, ground))
    if errors:
        raise Invalid(errors)


def check_allowance(command: AllowChange, today: date) -> None:
    """Invalid for days that are none, or over, or without a reason."""
    check_near(from_on=command.from_on, until_on=command.until_on)
    errors: dict[str, list[str]] = {}
    if command.until_on < command.from_on:
        errors["until_on"] = ["It must not end before it begins."]
    elif command.until_on < today:
        errors["until_on"] = ["This day is over."]
    elif command.until_on - command.from_on > LONGEST:
        errors["until_on"] = [f"Allow no more than {LONGEST.days} days at once."]
    if not command.reason.strip():
        errors["reason"] = ["Must not be blank."]
    if errors:
        raise Invalid(errors)


def refuse_another_standard(plan: ChangePlanned, ground: Ground) -> None:
    """Refused where it is standard no longer, or not as it is planned."""
    if any(_wrong_standard(plan, ground)):
        raise Refused(
            "The school does not approve of this standard change any longer, or not as"
            " it is planned. Plan it anew."
        )


def planned_as(
    command: PlanChange, before: ChangePlanned | None, ground: Ground
) -> ChangePlanned:
    """The change as it is planned; asked of the school unless only who makes it is new.

    What is standard is approved beforehand, and nobody is asked.
    """
    days = days_of(command.starts_at, command.ends_at)
    planned = ChangePlanned(
        ticket_id=command.ticket_id,
        kind=command.kind,
        standard=command.standard if command.kind is ChangeKind.STANDARD else "",
        risk=command.risk,
        services=command.services,
        starts_at=command.starts_at,
        ends_at=command.ends_at,
        who=tuple(one.strip() for one in command.who if one.strip()),
        asks=command.kind is not ChangeKind.STANDARD,
        despite=not_allowed(ground.freezes, days, ()),
        **{name: str(getattr(command, name)).strip() for name in TEXTS},
    )
    if before is not None and _is_the_same(planned, before):
        return replace(planned, asks=False)
    return planned


def _is_the_same(planned: ChangePlanned, before: ChangePlanned) -> bool:
    """Whether only who makes it is new."""
    return planned == replace(
        before, who=planned.who, asks=planned.asks, despite=planned.despite
    )


def _wrong_times(command: PlanChange, now: datetime) -> Iterator[tuple[str, list[str]]]:
    for name in ("starts_at", "ends_at"):
        if not is_near(getattr(command, name)):
            yield name, [FAR]
            return
    if command.ends_at <= command.starts_at:
        yield "ends_at", ["Must be after it begins."]
    elif command.ends_at - command.starts_at > LONGEST:
        yield "ends_at", [f"A change takes no more than {LONGEST.days} days."]
    elif command.ends_at < now:
        yield "ends_at", ["This time is over."]
    if command.starts_at > now + FURTHEST:
        yield "starts_at", ["Must be within two years."]


def _wrong_standard(
    command: PlanChange | ChangePlanned, ground: Ground
) -> Iterator[tuple[str, list[str]]]:
    """A standard change is made as it was approved: nothing of it is another."""
    if command.kind is not ChangeKind.STANDARD:
        return
    known = next((o for o in ground.standard if o.name == command.standard), None)
    if known is None:
        yield "standard", ["The school has approved no standard change of this name."]
        return
    for name in ("plan", "back_out", "test"):
        if _steps(known, name) != str(getattr(command, name)).strip():
            yield name, ["It is made as the school approved it: take these steps."]


def _steps(known: StandardChange, name: str) -> str:
    return str(getattr(known, name)).strip()
