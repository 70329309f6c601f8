"""What is true of a major incident after each of its events, and in which order?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TypeAlias, assert_never

from contracts.major_incidents import (
    ActionStanding,
    MajorEntry,
    MajorEntryKind,
    MajorIncident,
    MajorIncidentClosed,
    MajorIncidentDeclared,
    MajorIncidentLed,
    MajorIncidentNoted,
    MajorIncidentReviewed,
    MajorIncidentStoodDown,
    MajorIncidentUpdated,
    MajorState,
    ReviewActionClosed,
)

State: TypeAlias = MajorIncident | None
Afterwards: TypeAlias = MajorIncidentReviewed | ReviewActionClosed | MajorIncidentClosed
Later: TypeAlias = (
    MajorIncidentLed
    | MajorIncidentUpdated
    | MajorIncidentNoted
    | MajorIncidentStoodDown
    | Afterwards
)
Event: TypeAlias = MajorIncidentDeclared | Later


def after(state: State, event: Event, by: str) -> MajorIncident:
    """What is true of it after the event, and who has done it; rules need not know."""
    if isinstance(event, MajorIncidentDeclared):
        return MajorIncident(
            state=MajorState.RUNNING,
            lead=event.lead,
            reason=event.reason,
            update_minutes=event.update_minutes,
            declared_at=event.at,
            entries=(_entry(MajorEntryKind.DECLARED, event.at, by, event.reason),),
            update_duty=event.owes[0].duty,
        )
    assert state is not None, "it was declared before"
    if isinstance(event, Afterwards):
        return _after_review(state, event, by)
    match event:
        case MajorIncidentLed():
            led = replace(state, lead=event.lead)
            return _told(led, MajorEntryKind.LED, event.at, by, "")
        case MajorIncidentUpdated():
            owed = replace(state, update_duty=event.owes[0].duty)
            return _told(owed, MajorEntryKind.UPDATE, event.at, by, event.text)
        case MajorIncidentNoted():
            return _told(state, MajorEntryKind.NOTE, event.at, by, event.text)
        case MajorIncidentStoodDown():
            over = replace(
                state,
                state=MajorState.STOOD_DOWN,
                stood_down_at=event.at,
                update_duty=None,
                review_duty=event.owes[0].duty,
            )
            return _told(over, MajorEntryKind.STOOD_DOWN, event.at, by, event.text)
        case _:
            assert_never(event)


def _after_review(state: MajorIncident, event: Afterwards, by: str) -> MajorIncident:
    match event:
        case MajorIncidentReviewed():
            reviewed = replace(
                state,
                state=MajorState.REVIEWED,
                what_happened=event.what_happened,
                causes=event.causes,
                actions=tuple(
                    ActionStanding(what=one.what, owner=one.owner, due_on=one.due_on)
                    for one in event.actions
                ),
            )
            return _told(reviewed, MajorEntryKind.REVIEWED, event.at, by, "")
        case ReviewActionClosed():
            actions = tuple(
                replace(one, closed_at=event.at, note=event.note)
                if number == event.number
                else one
                for number, one in enumerate(state.actions, 1)
            )
            done = replace(state, actions=actions)
            what = state.actions[event.number - 1].what
            return _told(done, MajorEntryKind.ACTION_CLOSED, event.at, by, what)
        case MajorIncidentClosed():
            closed = replace(state, state=MajorState.CLOSED)
            return _told(closed, MajorEntryKind.CLOSED, event.at, by, "")
        case _:
            assert_never(event)


def _entry(kind: MajorEntryKind, at: datetime, by: str, text: str) -> MajorEntry:
    return MajorEntry(kind=kind, at=at, by=by, text=text)


def _told(
    state: MajorIncident, kind: MajorEntryKind, at: datetime, by: str, text: str
) -> MajorIncident:
    """With a line more in its timeline, in the order of when things happened."""
    entries = sorted((*state.entries, _entry(kind, at, by, text)), key=lambda e: e.at)
    return replace(state, entries=tuple(entries))
