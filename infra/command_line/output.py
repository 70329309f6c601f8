"""How is something shown to a person at a terminal, and to a program in a pipe?

A person gets columns that fit; a program gets one line for each row, tabs between.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

_LONDON = ZoneInfo("Europe/London")
_PRIORITIES = {
    "p1": "P1 critical",
    "p2": "P2 high",
    "p3": "P3 normal",
    "p4": "P4 low",
    **{f"p{number}": f"P{number}" for number in range(5, 10)},
}
_TARGETS = {
    "response": "First reply",
    "next_update": "Next update",
    "resolution": "Resolution",
}

Cell = str | Text


def console() -> Console:
    """Standard output; a pipe has no width, and no line is broken for it."""
    if sys.stdout.isatty():
        return Console(highlight=False)
    return Console(highlight=False, width=10_000, color_system=None)


def show_rows(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Rows under their names, as a table or with tabs between."""
    if not sys.stdout.isatty():
        for row in (columns, *rows):
            print("\t".join(clean(str(cell)) for cell in row))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(one if isinstance(one, Text) else text(one) for one in row))
    console().print(table)


def text(said: str, style: str = "") -> Text:
    """Words on one line, none of which command the terminal or rich."""
    return Text(clean(said), style)


def clean(said: str, *, lines: bool = False) -> str:
    """What somebody wrote, without what would command the terminal that shows it.

    Escape sequences move cursors and change titles; marks of direction hide text.
    """
    return "".join(
        one
        if one == "\n" and lines
        else " "
        if one.isspace()
        else "\N{REPLACEMENT CHARACTER}"
        if unicodedata.category(one) in {"Cc", "Cf", "Cs"}
        else one
        for one in said
    )


def local(moment: str) -> str:
    """A moment as the United Kingdom writes it, by its own clocks."""
    at = datetime.fromisoformat(moment)
    return at.astimezone(_LONDON).strftime("%d/%m/%Y %H:%M")


def to_the_second(moment: str) -> str:
    """A moment as the United Kingdom writes it, with its seconds."""
    at = datetime.fromisoformat(moment)
    return at.astimezone(_LONDON).strftime("%d/%m/%Y %H:%M:%S")


def from_now(at: datetime, now: datetime | None = None) -> str:
    """How far a moment is, by the calendar: `in 3 h 20 min`, `2 days ago`."""
    far = at - (now or datetime.now(UTC))
    told = spoken(abs(far))
    return f"in {told}" if far >= timedelta(0) else f"{told} ago"


def spoken(length: timedelta) -> str:
    """A length of time as people say it: `3 h 20 min`, and days from two on."""
    minutes = length // timedelta(minutes=1)
    if minutes >= 2 * 24 * 60:
        return f"{minutes // (24 * 60)} days"
    hours, minutes = divmod(minutes, 60)
    parts = [f"{hours} h" if hours else "", f"{minutes} min" if minutes else ""]
    return " ".join(filter(None, parts)) or "less than a minute"


def named(word: str) -> str:
    """What people call a value of the API: `On hold`, `P1 critical`, `First reply`."""
    known = _PRIORITIES | _TARGETS
    return known.get(word) or word.replace("_", " ").capitalize()
