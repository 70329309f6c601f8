"""How are steps of a ladder written on lines, as `resolution 75% lead`, and read?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from contracts.rota import OnCall
from contracts.sla_promises import MOST_STEPS, EscalationStep
from contracts.values import Target
from services.gateway.screens.words import length, named

ROLES = {"first": OnCall.FIRST, "second": OnCall.SECOND, "lead": OnCall.LEAD}
"""What those who may be called are in a line."""

_ROLE_VALUES = {word: role.value for word, role in ROLES.items()}
_WORDS = {value: word for word, value in _ROLE_VALUES.items()}
_HOUR = timedelta(hours=1)
_STEP = re.compile(
    r"(?P<target>\w+) +(?:(?P<percent>\d{1,4}) ?%|\+(?P<hours>\d{1,4}(?:\.\d{1,3})?))"
    r" +(?P<role>.+)"
)


def steps_written(steps: Iterable[EscalationStep]) -> list[str]:
    """A line for each step: target, when, and who is told."""
    return [
        f"{one.target.value} {_when(one)} {_WORDS.get(one.role, one.role)}"
        for one in steps
    ]


def steps_typed(
    lines: Sequence[str], stand: Iterable[EscalationStep]
) -> tuple[EscalationStep, ...]:
    """The steps on lines; ValueError for what is none, or calls nobody.

    Beside those who are on call, a role that stands already may be named.
    """
    if len(lines) > MOST_STEPS:
        raise ValueError(len(lines))
    roles = _ROLE_VALUES | {one.role: one.role for one in stand}
    return tuple(_read(line, roles) for line in lines)


def steps_told(steps: Iterable[EscalationStep]) -> Iterator[str]:
    """Each step in words: the duty lead of a resolution, at 75 % of its time."""
    roles = {role.value: f"the {named(role).lower()}" for role in OnCall}
    for one in steps:
        target = named(one.target).lower()
        yield f"{roles.get(one.role, one.role)} of a {target}, {_told(one)}"


def _when(step: EscalationStep) -> str:
    if step.after_breach is not None:
        return f"+{step.after_breach / _HOUR:g}"
    return f"{step.at_percent}%"


def _told(step: EscalationStep) -> str:
    if step.after_breach:
        return f"{length(step.after_breach)} after it is missed"
    if step.after_breach is not None or step.at_percent == 100:
        return "as soon as it is missed"
    return f"at {step.at_percent} % of its time"


def _read(line: str, roles: dict[str, str]) -> EscalationStep:
    found = _STEP.fullmatch(line)
    if found is None or found["role"] not in roles:
        raise ValueError(repr(line))
    step = EscalationStep(role=roles[found["role"]], target=Target(found["target"]))
    if found["percent"]:
        return replace(step, at_percent=int(found["percent"]))
    after = timedelta(seconds=round(float(found["hours"]) * _HOUR.total_seconds()))
    return replace(step, after_breach=after)
