"""What is a line of a ticket's timeline?"""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """A line of a ticket's timeline; `internal` is for the desk only."""

    kind: str
    text: str | None = None
    detail: str | None = None
    internal: bool = False
    quoted: str | None = None
