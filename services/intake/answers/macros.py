"""What may a macro say, and what is then kept of it?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias, assert_never

from contracts.macros import (
    PLACEHOLDERS,
    MacroRemoved,
    MacroSaved,
    RemoveMacro,
    SaveMacro,
)
from contracts.refusals import Invalid, NotFound, Refused
from shared.decider import Decider

_IN_BRACES = re.compile(r"\{[^{}\n]*\}")
"""All that looks like a placeholder: nobody reads braces that nothing fills in."""

_FILLED_IN = frozenset(f"{{{one}}}" for one in PLACEHOLDERS)


@dataclass(frozen=True)
class NotSaved:
    """There is no such macro yet."""


@dataclass(frozen=True, kw_only=True)
class Saved:
    """It is offered as it was saved last, unless it was removed."""

    last: MacroSaved
    removed: bool = False


Macro: TypeAlias = NotSaved | Saved
Event: TypeAlias = MacroSaved | MacroRemoved


def decide(
    macro: Macro, command: SaveMacro | RemoveMacro, _now: datetime
) -> list[Event]:
    """The events that follow; Invalid names each field that is wrong."""
    match command:
        case SaveMacro():
            return _save(macro, command)
        case RemoveMacro():
            return _remove(macro)
        case _:
            assert_never(command)


def evolve(macro: Macro, event: Event) -> Macro:
    """What is true of the macro after the event."""
    match event:
        case MacroSaved():
            return Saved(last=event)
        case MacroRemoved():
            assert isinstance(macro, Saved), "its first event saves a macro"
            return Saved(last=macro.last, removed=True)
        case _:
            assert_never(event)


def _save(macro: Macro, command: SaveMacro) -> list[Event]:
    if isinstance(macro, Saved) and macro.removed:
        raise Refused("This macro was removed.")
    errors = {}
    if not command.name.strip():
        errors["name"] = ["Must not be blank."]
    if not command.text.strip():
        errors["text"] = ["Must not be blank."]
    unknown = sorted({*_IN_BRACES.findall(command.text)} - _FILLED_IN)
    if unknown:
        errors["text"] = [_wrong(unknown)]
    if errors:
        raise Invalid(errors)
    wanted = MacroSaved(
        macro_id=command.macro_id,
        name=command.name.strip(),
        text=command.text.strip(),
        ending=command.ending,
        assign_to_me=command.assign_to_me,
        type=command.type,
    )
    return [] if macro == Saved(last=wanted) else [wanted]


def _wrong(unknown: list[str]) -> str:
    known = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
    return f"Nobody could fill in {unknown[0]}. There are {known}."


def _remove(macro: Macro) -> list[Event]:
    if isinstance(macro, NotSaved):
        raise NotFound("There is no such macro.")
    return [] if macro.removed else [MacroRemoved(macro_id=macro.last.macro_id)]


MACRO: Decider[Macro] = Decider(
    category="macro",
    identity="macro_id",
    commands=(SaveMacro, RemoveMacro),
    initial=NotSaved(),
    decide=decide,
    evolve=evolve,
)
