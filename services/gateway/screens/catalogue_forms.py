"""Which offering did somebody type, with its questions, to be asked for by a form?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from contracts.answers import MOST_QUESTIONS
from contracts.catalogue import Offering
from contracts.codec import load
from services.gateway.screens.rows import Row, Rows, Table

PARTS = {
    "label": "question",
    "kind": "how it is answered",
    "required": "whether it has to be",
    "hint": "hint",
    "choices": "choices",
}
TABLE = Table(
    "questions",
    ("label", "name", "kind", "required", "hint", "choices"),
    MOST_QUESTIONS,
    choices=("name", "kind", "required"),
)

SAID = (
    *("title", "description", "use", "approval"),
    *("type", "impact", "urgency", "category", "service"),
)
"""The fields of an offering besides its questions."""

LABELS = {
    "title": "What can be asked for",
    "description": "What to know before asking",
    "use": "What of the school's work it serves",
    "approval": "Who has to approve it",
    "type": "Type",
    "impact": "Impact",
    "urgency": "Urgency",
    "category": "What it is about",
    "service": "Which service",
}

_LONGEST_NAME = 40
_NO_LETTERS = re.compile(r"[^a-z0-9]+")


def filled(offering: Offering) -> tuple[dict[str, str], Rows]:
    """An offering as its form shows it first."""
    said = {name: _said(getattr(offering, name)) for name in SAID}
    rows = tuple(
        {
            "label": one.label,
            "name": one.name,
            "kind": one.kind.value,
            "required": "yes" if one.required else "no",
            "hint": one.hint,
            "choices": "\n".join(one.choices),
        }
        for one in offering.questions
    )
    return said, Rows(TABLE, rows)


def changed(rows: Rows, act: str) -> Rows:
    """The questions as a button has them: one more, one less, or one further up."""
    word, _, place = act.partition(" ")
    if word != "up":
        return rows.changed(act)[0]
    at = int(place) if place.isascii() and place.isdecimal() else 0
    if not 0 < at < len(rows.rows):
        return rows
    moved = [*rows.rows]
    moved[at - 1 : at + 1] = moved[at], moved[at - 1]
    return replace(rows, rows=tuple(moved))


def offering_of(
    values: Mapping[str, str], rows: Rows, name: str, taken: Collection[str]
) -> Offering:
    """The offering that was typed; Invalid names every field that cannot be read.

    What has no name yet gets one from its title, that no other has.
    """
    questions: list[dict[str, Any]] = []
    for row in rows.rows:
        names = [one["name"] for one in questions]
        named = row["name"] or _name_of(row["label"], "question", names)
        questions.append(_question(row, named))
    said = {part: values.get(part, "").strip() for part in SAID}
    called = name or _name_of(said["title"], "form", taken)
    return load(Offering, {**said, "name": called, "questions": questions})


def _question(row: Row, name: str) -> dict[str, Any]:
    lines = (line.strip() for line in row["choices"].split("\n"))
    return {
        "name": name,
        "label": row["label"],
        "kind": row["kind"] or "text",
        "required": row["required"] != "no",
        "hint": row["hint"],
        "choices": [line for line in lines if line],
    }


def _name_of(words: str, otherwise: str, taken: Collection[str]) -> str:
    """A name made of words: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    made = _NO_LETTERS.sub("-", plain.encode("ascii", "ignore").decode()).strip("-")
    made = made if made[:1].isalpha() else f"{otherwise}-{made}".strip("-")
    made = made[: _LONGEST_NAME - 4].strip("-")
    others = (f"{made}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (made, *others) if one not in taken)


def _said(value: object) -> str:
    return str(getattr(value, "value", value))
