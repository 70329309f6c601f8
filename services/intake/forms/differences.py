"""What would be otherwise under another version of a catalogue, told piece by piece?

An offering and a question are known by their names, so a title or a label may be worded
anew. Pure: both versions are given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from enum import Enum
from typing import Any, TypeVar

from contracts.catalogue import CatalogueDifference, Differs, Offering, Question

T = TypeVar("T", Offering, Question)

_APART = ("name", "questions")
"""What is not told as a word that changed: by it, things are known, or told by it."""


def differences(
    before: Sequence[Offering], after: Sequence[Offering]
) -> Iterator[CatalogueDifference]:
    """What is added, taken away, in another place or said otherwise, in order."""
    for how, one, now in _pairs(before, after):
        yield from _told(one, how, one, now)
        if how is Differs.CHANGED:
            yield from _in_questions(one, now)


def _in_questions(one: Offering, now: Offering) -> Iterator[CatalogueDifference]:
    for how, question, becomes in _pairs(one.questions, now.questions):
        yield from _told(now, how, question, becomes, question.label)


def _told(
    offering: Offering, how: Differs, one: Any, now: Any, question: str = ""
) -> Iterator[CatalogueDifference]:
    which = {"offering": offering.title, "question": question}
    if how is not Differs.CHANGED:
        yield CatalogueDifference(how=how, **which)
        return
    for field in fields(one):
        was, becomes = getattr(one, field.name), getattr(now, field.name)
        if field.name not in _APART and was != becomes:
            yield CatalogueDifference(
                how=how,
                **which,
                field=field.name,
                before=_said(was),
                after=_said(becomes),
            )


def _pairs(before: Sequence[T], after: Sequence[T]) -> Iterator[tuple[Differs, T, T]]:
    """Each thing that is there in either, and how it differs; both, if it stays."""
    was, becomes = ({one.name: one for one in some} for some in (before, after))
    for name, one in was.items():
        if name not in becomes:
            yield Differs.REMOVED, one, one
    stay = [name for name in was if name in becomes]
    for name in _moved(stay, [name for name in becomes if name in was]):
        yield Differs.MOVED, becomes[name], becomes[name]
    for name, now in becomes.items():
        if name in was:
            yield Differs.CHANGED, was[name], now
        else:
            yield Differs.ADDED, now, now


def _moved(before: list[str], after: list[str]) -> Iterator[str]:
    """The one that moved, where all others stay in order; else all in new places."""
    if before == after:
        return
    for name in after:
        others = [one for one in before if one != name]
        if others == [one for one in after if one != name]:
            yield name
            return
    yield from (one for at, one in enumerate(after) if before[at] != one)


def _said(value: Any) -> str:
    """A value as it is told beside another."""
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value.value if isinstance(value, Enum) else value)
