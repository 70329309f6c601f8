"""Did an establishment carry on as another one, or did it merge or split?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple


class Succession(Enum):
    """What reference data shows between two URNs."""

    CARRIED_ON = "carried_on"
    MERGED_OR_SPLIT = "merged_or_split"
    UNKNOWN = "unknown"


class Link(NamedTuple):
    """One row of the links: to `urn`, `link_urn` is what `type` says."""

    urn: int
    link_urn: int
    type: str


class _Step(NamedTuple):
    """From one to the next; `plain` where the row speaks of no merger or split."""

    earlier: int
    later: int
    plain: bool


_MERGERS = ("Result of Amalgamation", "Merged", "Closure")
_INVERSE = {
    "Successor": "Predecessor",
    "Predecessor": "Successor",
    "Sixth Form Centre School": "Sixth Form Centre Link",
    "Sixth Form Centre Link": "Sixth Form Centre School",
}


def between(old: int, new: int, links: Iterable[Link]) -> Succession:
    """What the links of both show: one predecessor with one successor carries on.

    `links` are all rows that name either of the two, on either side.
    """
    steps = {step for link in links for step in _steps(link)}
    forward = [step for step in steps if (step.earlier, step.later) == (old, new)]
    if not forward:
        return Succession.UNKNOWN
    alone = {step.later for step in steps if step.earlier == old} == {new}
    alone &= {step.earlier for step in steps if step.later == new} == {old}
    if alone and all(step.plain for step in forward):
        return Succession.CARRIED_ON
    return Succession.MERGED_OR_SPLIT


def inverse(type_: str) -> str:
    """What a link is called from its other end: 'Successor - merged' and so on."""
    side, dash, manner = type_.partition(" - ")
    return f"{_INVERSE.get(side, side)}{dash}{manner}"


def _steps(link: Link) -> Iterator[_Step]:
    side, _, manner = link.type.partition(" - ")
    plain = not manner
    if side == "Successor":
        yield _Step(link.urn, link.link_urn, plain)
    elif side == "Predecessor":
        yield _Step(link.link_urn, link.urn, plain)
    elif side in _MERGERS:
        # The row does not say which of the two came first: either may have.
        yield _Step(link.urn, link.link_urn, plain=False)
        yield _Step(link.link_urn, link.urn, plain=False)
