"""Which rows did somebody type into a form, and what do its buttons do with them?

A field is called by its place in the message, `terms.1.from_on`, and so is what is
wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

Row = Mapping[str, str]

_BRITISH_DAY = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})")


@dataclass(frozen=True)
class Table:
    """What each row has: its fields in order, and those that always hold a choice."""

    name: str
    parts: tuple[str, ...]
    most: int
    choices: tuple[str, ...] = ()

    def typed(self, values: Mapping[str, str]) -> Rows:
        """The rows of a form that was sent."""
        found: list[Row] = []
        while len(found) < self.most and self.field(len(found), 0) in values:
            names = [self.field(len(found), n) for n in range(len(self.parts))]
            typed = (values.get(name, "").strip() for name in names)
            found.append(dict(zip(self.parts, typed, strict=True)))
        return Rows(self, tuple(found))

    def filled(self, things: Iterable[object]) -> Rows:
        """The rows of what is known."""
        rows = (
            {part: _said(getattr(one, part)) for part in self.parts} for one in things
        )
        return Rows(self, tuple(rows))

    def field(self, index: int, part: int) -> str:
        """What a field of a row is called."""
        return f"{self.name}.{index}.{self.parts[part]}"


@dataclass(frozen=True)
class Rows:
    """Rows as they were typed."""

    table: Table
    rows: Sequence[Row]

    def changed(self, act: str) -> tuple[Rows, str]:
        """The rows as a button has them, and the field or button that is next."""
        word, _, place = act.partition(" ")
        if word == "add" and len(self.rows) < self.table.most:
            more = replace(self, rows=(*self.rows, dict.fromkeys(self.table.parts, "")))
            return more, self.table.field(len(self.rows), 0)
        if word == "remove" and place.isdecimal():
            kept = (one for at, one in enumerate(self.rows) if str(at) != place)
            return replace(self, rows=tuple(kept)), f"{self.table.name}-add"
        return self, ""

    def tidied(self) -> Rows:
        """Without the rows that nothing was typed in."""
        said = [part for part in self.table.parts if part not in self.table.choices]
        kept = (row for row in self.rows if any(row[part] for part in said))
        return replace(self, rows=tuple(kept))

    def payload(self) -> list[dict[str, str]]:
        """The rows as a message carries them; what is left empty is left out."""
        return [
            {part: _day(typed) for part, typed in row.items() if typed}
            for row in self.rows
        ]

    def values(self) -> dict[str, str]:
        """What stands in the fields of the form."""
        return {
            f"{self.table.name}.{index}.{part}": typed
            for index, row in enumerate(self.rows)
            for part, typed in row.items()
        }


def _said(value: object) -> str:
    return "" if value is None else str(getattr(value, "value", value))


def _day(typed: str) -> str:
    """A day that was typed by hand, where the browser has no calendar for it."""
    british = _BRITISH_DAY.fullmatch(typed)
    if british is None:
        return typed
    day, month, year = british.groups()
    return f"{year}-{month:0>2}-{day:0>2}"
