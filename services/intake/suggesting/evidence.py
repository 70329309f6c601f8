"""What does the past of a school say of a request with these words? Counted, with why.

Anybody can count after it: of the tickets that have all of these words, so many were
so. The more words, the better; too few tickets, or no clear majority, say nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations, islice
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from contracts.suggestions import Because
from services.intake.articles.stems import alike, stems_of

V = TypeVar("V")
Had: TypeAlias = tuple[frozenset[str], V]
"""The words of a request that a ticket has, and how that ticket was."""

MOST_WORDS = 6
"""Words of a subject that are looked for: the first that tell something."""

LEAST = 3
"""So many tickets are a habit; fewer may be chance."""


MOST_RARE = 3
"""A word that more tickets have is one of a school's everyday words."""


class Concluded(NamedTuple, Generic[V]):
    """How most of the tickets with the same words were, and why it is said."""

    value: V
    because: Because


def telling(subject: str) -> dict[str, str]:
    """The words that a request is told by, each with how it begins."""
    return dict(islice(stems_of(subject).items(), MOST_WORDS))


def words_in(words: Mapping[str, str], subject: str) -> frozenset[str]:
    """Which of the words stand in another subject, in whatever form."""
    others = stems_of(subject, words.values()).values()
    return frozenset(
        word
        for word, stem in words.items()
        if any(alike(stem, other) for other in others)
    )


def conclude(
    words: Collection[str], past: Iterable[Had[V]], *, allowed: Collection[V] = ()
) -> Concluded[V] | None:
    """What two of three tickets with most of the words were; None where none were so.

    With `allowed`, only tickets that were one of these are counted.
    """
    counted = Counter(one for one in past if not allowed or one[1] in allowed)
    for size in range(len(words), 0, -1):
        found = [*_clear(combinations(words, size), counted)]
        if found:
            return max(found, key=lambda one: one.because.times)
    return None


def rare_in(past: Iterable[Collection[str]]) -> frozenset[str]:
    """Which words of the request so few tickets have that one alone tells something."""
    counted = Counter(word for words in past for word in words)
    return frozenset(word for word, times in counted.items() if times <= MOST_RARE)


def _clear(
    chosen: Iterable[tuple[str, ...]], counted: Counter[Had[V]]
) -> Iterator[Concluded[V]]:
    """For each choice of words, how most tickets with all of them were."""
    for together in chosen:
        told: Counter[V] = Counter()
        for (has, value), times in counted.items():
            if has.issuperset(together):
                told[value] += times
        for value, times in told.most_common(1):
            if times >= LEAST and times * 3 >= told.total() * 2:
                because = Because(words=together, times=times, of=told.total())
                yield Concluded(value, because)
