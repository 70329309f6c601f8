"""By which words is a ticket found? By what begins a word of its names and subject.

`priya@ashgrove.example` is found by `priya`, by `ashgrove.ex` and by `priya@ash`: what
is looked for has to begin where letters or digits begin, as somebody types it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LONGEST = 100
"""Characters of a word that count; what PostgreSQL takes for a word has its limit."""

_GAPS = re.compile(r"[\s\x00-\x1f\x7f]+")
_BEGINNINGS = re.compile(r"(?<![^\W_])[^\W_]")


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """All that a search word may begin like, to find what these texts name."""
    return frozenset(
        word[place.start() :][:LONGEST]
        for word in _split(texts)
        for place in _BEGINNINGS.finditer(word)
    )


def looked_for(search: str) -> tuple[str, ...]:
    """The words of a search, each to be begun with; none where it has no letter."""
    found = dict.fromkeys(
        word[place.start() :][:LONGEST]
        for word in _split([search])
        if (place := _BEGINNINGS.search(word))
    )
    return tuple(found)


def _split(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _GAPS.split(text.casefold())
