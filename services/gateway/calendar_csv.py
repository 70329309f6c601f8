"""Which days are in a table of a spreadsheet program, under whichever headings?"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date

from services.gateway.calendar_entries import Entry, Left, What, meant, named

_HEADINGS = {
    "words": ("name", "reason", "subject", "summary", "title", "event", "label"),
    "first": ("from", "start", "start date", "date", "first day", "begins"),
    "last": ("until", "to", "end", "end date", "last day", "ends"),
    "kind": ("kind", "type", "category"),
    "half first": ("half term from",),
    "half last": ("half term until",),
}
_NEEDED = "its first line must name the columns: kind, name, from and until"
_BRITISH = re.compile(r"(\d\d?)[/.](\d\d?)[/.](\d{4})")


def read(text: str) -> Iterator[Entry | Left]:
    """What each row says; one that cannot be read takes no other with it."""
    rows = csv.reader(text.removeprefix("\ufeff").splitlines())
    try:
        heading = _places(next(rows, []))
        if "first" not in heading or not {"words", "kind"} & heading.keys():
            yield Left(1, "The first line", _NEEDED)
            return
        for row in rows:
            if any(cell.strip() for cell in row):
                yield from _read(rows.line_num, row, heading)
    except csv.Error as error:
        yield Left(rows.line_num, "The row", f"it cannot be read ({error})")


def _places(row: list[str]) -> dict[str, int]:
    """In which column each part is, by its heading."""
    said = [" ".join(cell.casefold().split()) for cell in row]
    return {
        part: place
        for part, names in _HEADINGS.items()
        for place in [next((said.index(name) for name in names if name in said), -1)]
        if place >= 0
    }


def _read(line: int, row: list[str], heading: dict[str, int]) -> Iterator[Entry | Left]:
    cells = {
        part: row[place].strip() if place < len(row) else ""
        for part, place in heading.items()
    }
    words = cells.get("words") or cells.get("kind", "")
    try:
        first = _day(cells["first"])
        last = _day(cells["last"]) if cells.get("last") else first
        half = _half(cells)
    except ValueError as error:
        yield Left(line, words, str(error))
        return
    if last < first:
        yield Left(line, words, "it ends before it begins")
        return
    what = _what(cells, heading, first, last)
    if what is None:
        known = "the kind of it is not known" if cells.get("kind") else _WORDS
        yield Left(line, words, known, wrong=bool(cells.get("kind")))
        return
    yield Entry(line, first, last, what, words)
    if half:
        yield Entry(line, *half, What.HALF_TERM, f"Half term ({words})")


_WORDS = "what it is cannot be told from its words"


def _what(
    cells: dict[str, str], heading: dict[str, int], first: date, last: date
) -> What | None:
    """The kind that is written, or what its words mean."""
    if cells.get("kind"):
        return named(cells["kind"]) or meant(cells["kind"], first, last)
    if "half first" in heading:
        return What.TERM
    return meant(cells.get("words", ""), first, last)


def _half(cells: dict[str, str]) -> tuple[date, date] | None:
    if not cells.get("half first"):
        return None
    first = _day(cells["half first"])
    last = _day(cells["half last"]) if cells.get("half last") else first
    if last < first:
        raise ValueError("its half term ends before it begins")
    return first, last


def _day(written: str) -> date:
    british = _BRITISH.fullmatch(written)
    try:
        if british:
            day, month, year = map(int, british.groups())
            return date(year, month, day)
        return date.fromisoformat(written)
    except ValueError:
        raise ValueError(f"{written!r} is not a day such as 01/09/2026") from None
