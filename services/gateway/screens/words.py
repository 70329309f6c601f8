"""How are moments, lengths of time and states said to people? In UK dates and words."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from enum import Enum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from flask import Flask

from contracts.obligations import Owed, OwedState
from contracts.ties import Tie
from contracts.values import LetterState, Priority, Target, TargetState
from shared import markdown

LONDON = ZoneInfo("Europe/London")
SOON = timedelta(hours=1)
"""With less working time left than this, something is breaching soon."""

_TARGETS = {
    Target.RESPONSE: "First reply",
    Target.NEXT_UPDATE: "Next update",
    Target.RESOLUTION: "Resolution",
}
_POSTED = {
    LetterState.WAITING: "◷ letter waits",
    LetterState.SENDING: "◷ letter is being sent",
    LetterState.SENT: "✓ letter sent",
    LetterState.FAILED: "! letter could not be sent",
    LetterState.UNKNOWN: "? nobody knows whether the letter was sent",
    LetterState.DROPPED: "letter let be",
}
"""How the letter to the requester stands, in words that need no colour."""

_PRIORITIES = {
    Priority.P1: "P1 critical",
    Priority.P2: "P2 high",
    Priority.P3: "P3 normal",
    Priority.P4: "P4 low",
}
TIES = {
    Tie.RELATED: "Related to",
    Tie.PARENT: "Part of",
    Tie.CHILD: "Has as its part",
    Tie.CAUSE: "Caused by",
    Tie.EFFECT: "Cause of",
    Tie.MERGED_INTO: "Merged into",
    Tie.MERGED: "Took in",
    Tie.SPLIT_FROM: "Split off from",
    Tie.SPLIT_OFF: "Split off",
}
"""What a tie is called in front of the other ticket."""

_OURS = {
    **{one.value: one.value.upper() for one in Priority},
    "dsl": "DSL",
    "dpo": "DPO",
    "northern_ireland": "Northern Ireland",
    "msp_administrator": "MSP administrator",
    "slt_digital_lead": "SLT digital lead",
}
_PRIORITY = re.compile(r"\bp[1-9]\b")
_UNITS = ((timedelta(hours=1), "h"), (timedelta(minutes=1), "min"))


class Chip(NamedTuple):
    """How a promise stands: its tone and mark, what is said, and the moment itself."""

    tone: str
    mark: str
    words: str
    at: datetime | None


def install(app: Flask) -> None:
    """Let templates say things so."""
    app.jinja_env.filters.update(
        moment=moment,
        day=day,
        named=named,
        posted=_POSTED.__getitem__,
        happened=happened,
        in_words=in_words,
        from_text=datetime.fromisoformat,
        markdown=markdown.render,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def moment(at: datetime) -> str:
    """23/11/2026 09:05, as the clocks in London have it."""
    return at.astimezone(LONDON).strftime("%d/%m/%Y %H:%M")


def day(on: date) -> str:
    """23/11/2026; of a moment, the day it is in London."""
    known = on.astimezone(LONDON) if isinstance(on, datetime) else on
    return known.strftime("%d/%m/%Y")


def length(time: timedelta) -> str:
    """3 h 20 min; what is shorter than a minute is 'less than a minute'."""
    parts = []
    for unit, name in _UNITS:
        count, time = divmod(time, unit)
        if count:
            parts.append(f"{count} {name}")
    return " ".join(parts) or "less than a minute"


def ago(at: datetime, now: datetime) -> str:
    """How long since, by the calendar: 2 h, or 3 days."""
    time = max(now - at, timedelta(0))
    if time >= timedelta(days=2):
        return f"{time.days} days"
    return length(time)


def named(value: Enum | str) -> str:
    """What people call a value: 'On hold', 'P1 critical', 'First reply'."""
    if isinstance(value, Target):
        return _TARGETS[value]
    if isinstance(value, Priority):
        return _PRIORITIES.get(value) or value.value.upper()
    word = str(value.value if isinstance(value, Enum) else value)
    return _OURS.get(word) or word.replace("_", " ").capitalize()


def in_words(detail: str) -> str:
    """What intake noted of an entry, with priorities as they are called elsewhere."""
    return _PRIORITY.sub(lambda found: found[0].upper(), detail)


def happened(kind: str) -> str:
    """An event in a few words: intake.ticket_assigned is 'ticket assigned'."""
    return kind.partition(".")[2].replace("_", " ")


def chip(
    target: Target,
    state: TargetState,
    at: datetime | None,
    remaining: timedelta | None,
    now: datetime,
) -> Chip:
    """How one promise stands, in words that need no colour."""
    name = named(target)
    if state is TargetState.MET:
        return Chip("met", "✓", f"{name} in time", at)
    if state is TargetState.BREACHED:
        since = f" {ago(at, now)} ago" if at else ""
        return Chip("late", "!", f"{name} breached{since}", at)
    if state is TargetState.PAUSED:
        left = f", {length(remaining)} left" if remaining is not None else ""
        return Chip("paused", "‖", f"{name} stands still{left}", at)
    if remaining is None:
        return Chip("good", "◷", f"{name} is due", at)
    tone, mark = ("soon", "◔") if remaining < SOON else ("good", "◷")
    return Chip(tone, mark, f"{name} in {length(remaining)}", at)


def owed_chip(owed: Owed, now: datetime) -> Chip:
    """How something stands that has a moment of its own, in words without colour."""
    name, at = owed.name, owed.due_at
    match owed.state:
        case OwedState.MET:
            return Chip("met", "✓", f"{name}: done in time", at)
        case OwedState.MET_LATE:
            return Chip("late", "!", f"{name}: done late", at)
        case OwedState.MISSED:
            return Chip("late", "!", f"{name}: overdue since {ago(at, now)}", at)
        case OwedState.DUE_SOON:
            left = length(max(at - now, timedelta(0)))
            return Chip("soon", "◔", f"{name}: {left} left", at)
        case OwedState.RUNNING:
            return Chip("good", "◷", f"{name}: until {moment(at)}", at)
