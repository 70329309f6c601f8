"""May a known error be declared so, to these schools, or ended?

It is in the library of the MSP and names the schools that read it. All of them read
the same words, so those may tell none of them of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from contracts.problems import (
    DeclareKnownError,
    EndKnownError,
    KnownErrorDeclared,
    KnownErrorEnded,
)
from contracts.reference import parse, school_code
from contracts.refusals import Invalid, NotFound, Refused
from contracts.values import PROVIDER
from shared.decider import Decider

_REFERENCE = re.compile(r"\b[0-9A-Za-z]{4}\s?[-–]\s?\d{1,9}\b")
_TEXTS = ("title", "also_called", "workaround")


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What it said last, and whether it is one still."""

    last: KnownErrorDeclared
    ended: bool = False


State: TypeAlias = Standing | None
Command: TypeAlias = DeclareKnownError | EndKnownError
Event: TypeAlias = KnownErrorDeclared | KnownErrorEnded


def decide(state: State, command: Command, _now: datetime) -> list[Event]:
    """The event that follows; Invalid names each field that is wrong."""
    if command.school_id != PROVIDER:
        raise Refused("Known errors are the provider's, not one of a school.")
    if isinstance(command, EndKnownError):
        return _end(state, command)
    errors = dict(_wrong(command))
    if errors:
        raise Invalid(errors)
    declared = KnownErrorDeclared(
        known_error_id=command.known_error_id,
        title=" ".join(command.title.split()),
        also_called=command.also_called.strip(),
        workaround=command.workaround.strip(),
        schools=tuple(dict.fromkeys(command.schools)),
        problems=command.problems,
    )
    same = state is not None and not state.ended and state.last == declared
    return [] if same else [declared]


def evolve(state: State, event: Event) -> State:
    """What is true after the event."""
    if isinstance(event, KnownErrorDeclared):
        return Standing(last=event)
    assert state is not None, "it was declared before"
    return Standing(last=state.last, ended=True)


def _end(state: State, command: EndKnownError) -> list[Event]:
    if state is None:
        raise NotFound("There is no such known error.")
    if not command.reason.strip():
        raise Invalid({"reason": ["Say why it is one no more."]})
    if state.ended:
        return []
    reason = command.reason.strip()
    return [KnownErrorEnded(known_error_id=command.known_error_id, reason=reason)]


def _wrong(command: DeclareKnownError) -> Iterator[tuple[str, list[str]]]:
    for name in ("title", "workaround"):
        if not getattr(command, name).strip():
            yield name, ["Must not be blank."]
    if not command.schools:
        yield "schools", ["Name the schools that are to read it."]
    for name in _TEXTS:
        told = told_of_another(getattr(command, name), command)
        if told:
            yield name, [f"{told} is one school's, and another would read of it."]


def told_of_another(text: str, command: DeclareKnownError) -> str | None:
    """A ticket that a text names by its reference, though another school reads it."""
    concerned = {*command.schools, *(one.school_id for one in command.problems)}
    codes = {school_code(one) for one in concerned}
    readers = {school_code(one) for one in command.schools}
    for written in _REFERENCE.findall(text):
        read = parse(written)
        if read is not None and read.code in codes and readers - {read.code}:
            return str(written)
    return None


KNOWN_ERROR: Decider[State] = Decider(
    category="known_error",
    identity="known_error_id",
    commands=(DeclareKnownError, EndKnownError),
    initial=None,
    decide=decide,
    evolve=evolve,
)
