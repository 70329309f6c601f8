"""Which words that somebody types are words of something? Those that begin alike.

`projectors` fits `projector`, and so does `proj`, which is still being typed. Anybody
can say why something was found: these words of yours begin as those of its title do.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

SHORTEST = 4
"""Letters of a beginning that say enough by themselves."""

_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SIGNS = re.compile(r"['’-]")
_SUFFIXES = tuple(
    sorted(
        (
            *("s", "es", "ies", "y", "e", "ed", "er", "ers", "or", "ors"),
            *("ing", "ings", "ion", "ions", "ly"),
        ),
        key=len,
        reverse=True,
    )
)
_EVERYDAY = """
about after again all also and any are ask asked because been before but can cannot
cant come comes could day did does doesnt dont even ever every for from get gets
getting give goes going got had has have having hello help her here him his how into
isnt its just know like made make many may more morning most much need needs never new
nobody not nothing now one only our out over own please said say says see seem seems
she should since some somebody someone something still such tell thank thanks that the
their them then there these they thing things this those time today too tried try
trying two under until use used using very want wants was wasnt way week well were
what when where which while who why will with without wont work worked working works
would yesterday you your
"""
_COMMON = frozenset(_EVERYDAY.split())
"""Words that stand in every request, and so tell none from another."""


def fitting(typed: Mapping[str, str], named: str) -> tuple[str, ...]:
    """Of words, each with its stem, those that begin like a word of what is named."""
    known = stems_of_name(named).values()
    return tuple(
        word
        for word, stem in typed.items()
        if any(alike(stem, other) for other in known)
    )


@lru_cache(maxsize=2_000)
def stems_of_name(named: str) -> Mapping[str, str]:
    """The same of a title, kept: the desk wrote it, and every look asks for it."""
    return stems_of(named)


def stems_of(text: str, wanted: Collection[str] | None = None) -> dict[str, str]:
    """The words of a text that tell something in order, each with how it begins.

    With the stems that are `wanted`, only words that may be alike one of them. Nothing
    of it is kept: what people type stays in memory no longer than it has to.
    """
    words = (_SIGNS.sub("", found) for found in _WORDS.findall(text.casefold()))
    if wanted is not None:
        # What is alike begins alike: to stem all words of all tickets takes long.
        heads = {stem[:SHORTEST] for stem in wanted}
        words = (word for word in words if word[:SHORTEST] in heads)
    return {
        word: _stem(word) for word in words if len(word) > 2 and word not in _COMMON
    }


def _stem(word: str) -> str:
    """The word without its suffix, if enough of it is left to tell it by."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST:
            return word.removesuffix(suffix)
    return word


def alike(one: str, other: str) -> bool:
    """Whether two stems are of the same word, as far as anybody can say."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < SHORTEST:
        return shorter == longer
    return longer.startswith(shorter)
