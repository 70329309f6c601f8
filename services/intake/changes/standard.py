"""Which changes are standard at a school, and does the school approve of them?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias, assert_never

from contracts.refusals import Invalid, Refused
from contracts.standard_changes import (
    ApproveStandardChanges,
    SetStandardChanges,
    StandardChange,
    StandardChangesApproved,
    StandardChangesSet,
)
from contracts.values import PROVIDER
from shared.decider import Decider


@dataclass(frozen=True, kw_only=True)
class Standard:
    """The list as it was set last, and the names that the school has approved."""

    changes: tuple[StandardChange, ...] = ()
    approved: frozenset[str] = frozenset()


Command: TypeAlias = SetStandardChanges | ApproveStandardChanges
Event: TypeAlias = StandardChangesSet | StandardChangesApproved


def decide(standard: Standard, command: Command, _now: datetime) -> list[Event]:
    """What follows; what is no longer as it was approved has to be approved again."""
    if command.school_id == PROVIDER:
        raise Refused("Standard changes are a school's: it has to approve of them.")
    match command:
        case SetStandardChanges():
            return _set(standard, command)
        case ApproveStandardChanges():
            return _approve(standard, command)
        case _:
            assert_never(command)


def evolve(standard: Standard, event: Event) -> Standard:
    """What is true after the event."""
    match event:
        case StandardChangesSet():
            return Standard(changes=event.changes, approved=frozenset(event.approved))
        case StandardChangesApproved():
            return replace(standard, approved=frozenset(event.names))
        case _:
            assert_never(event)


def _set(standard: Standard, command: SetStandardChanges) -> list[Event]:
    errors = dict(_faults(command))
    if errors:
        raise Invalid(errors)
    if command.changes == standard.changes:
        return []
    stays = {*standard.changes}
    approved = (
        one.name
        for one in command.changes
        if one in stays and one.name in standard.approved
    )
    return [StandardChangesSet(changes=command.changes, approved=tuple(approved))]


def _approve(standard: Standard, command: ApproveStandardChanges) -> list[Event]:
    known = {one.name for one in standard.changes}
    if not {*command.names} <= known:
        raise Invalid({"names": ["The list has no such change."]})
    if standard.approved == {*command.names}:
        return []
    names = tuple(one.name for one in standard.changes if one.name in command.names)
    approved = StandardChangesApproved(
        names=names, approver_id=command.approver_id, approver=command.approver
    )
    return [approved]


def _faults(command: SetStandardChanges) -> Iterator[tuple[str, list[str]]]:
    named: set[str] = set()
    for index, one in enumerate(command.changes):
        for field in ("name", "title", "plan", "back_out", "test"):
            if not str(getattr(one, field)).strip():
                yield f"changes.{index}.{field}", ["Must not be blank."]
        if one.name in named:
            yield f"changes.{index}.name", ["It is named twice."]
        named.add(one.name)


STANDARD_CHANGES: Decider[Standard] = Decider(
    category="standard_changes",
    identity="school_id",
    commands=(SetStandardChanges, ApproveStandardChanges),
    initial=Standard(),
    decide=decide,
    evolve=evolve,
)
