"""Which events of a school's logs are on a page, and do they follow each other?"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from contracts.envelope import Recorded
from shared.chain import GENESIS, first_break
from shared.link import Link

PAGE = 50
"""Events that a page shows."""

SCANNED = 2_000
"""Events that are looked through for one page, where few of them fit."""

_CHUNK = 200


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; the moments bound when it was recorded."""

    services: tuple[str, ...]
    kind: str = ""
    since: datetime | None = None
    before: datetime | None = None
    newest_first: bool = True


class Verdict(NamedTuple):
    """What was found of one service's events from `first` to `last`."""

    service: str
    first: int
    last: int
    broken: str | None


@dataclass
class Found:
    """A page: what is shown, where it ends, and what was looked through for it."""

    positions: dict[str, int]
    shown: list[Recorded] = field(default_factory=list)
    scanned: dict[str, list[Recorded]] = field(default_factory=dict)
    more: bool = False


def find(
    link: Link, school: UUID, wanted: Wanted, reached: Mapping[str, int] | None
) -> Found:
    """A page of what is wanted, from where the page before `reached`, if there was one.

    Newest first a position is the last that is still to be shown; oldest first it is
    the last that was shown.
    """
    walks = []
    found = Found({})
    for service in wanted.services:
        low = _count(link, service, school, wanted.since) if wanted.since else 0
        high = _count(link, service, school, wanted.before)
        if reached is not None and wanted.newest_first:
            high = min(high, reached[service])
        elif reached is not None:
            low = max(low, reached[service])
        found.positions[service] = high if wanted.newest_first else low
        walk = _down if wanted.newest_first else _up
        walks.append(walk(link, service, school, low, high))
    merged = heapq.merge(*walks, key=_moment, reverse=wanted.newest_first)
    for count, event in enumerate(merged, start=1):
        if len(found.shown) == PAGE or count > SCANNED:
            found.more = True
            break
        _take(found, event, wanted)
    return found


def verify(link: Link, school: UUID, found: Found) -> list[Verdict]:
    """Whether what was looked through is unaltered, each hash computed again."""
    verdicts = []
    for service, events in sorted(found.scanned.items()):
        stretch = sorted(events, key=lambda event: event.position)
        first, last = stretch[0].position, stretch[-1].position
        before = link.feed(service, school, first - 2, 1) if first > 1 else []
        previous = before[0].hash if before else GENESIS
        broken = first_break(stretch, previous, first - 1)
        verdicts.append(Verdict(service, first, last, broken))
    return verdicts


def _take(found: Found, event: Recorded, wanted: Wanted) -> None:
    found.scanned.setdefault(event.service, []).append(event)
    passed = event.position - 1 if wanted.newest_first else event.position
    found.positions[event.service] = passed
    if wanted.kind in ("", event.type):
        found.shown.append(event)


def _moment(event: Recorded) -> tuple[datetime, str, int]:
    return event.recorded_at, event.service, event.position


def _up(
    link: Link, service: str, school: UUID, low: int, high: int
) -> Iterator[Recorded]:
    while low < high:
        page = link.feed(service, school, low, min(_CHUNK, high - low))
        if not page:
            return
        yield from page
        low = page[-1].position


def _down(
    link: Link, service: str, school: UUID, low: int, high: int
) -> Iterator[Recorded]:
    """Read upwards, a stretch at a time, and told downwards."""
    while low < high:
        start = max(low, high - _CHUNK)
        yield from reversed(list(_up(link, service, school, start, high)))
        high = start


def _count(link: Link, service: str, school: UUID, before: datetime | None) -> int:
    """How many events of a log were recorded before a moment; all of them if None.

    In a log moments only grow: steps that double find a stretch, halving it the end.
    """

    def counts(position: int) -> bool:
        page = link.feed(service, school, position - 1, 1)
        return bool(page) and (before is None or page[0].recorded_at < before)

    beyond = 1
    while counts(beyond):
        beyond *= 2
    inside = beyond // 2
    while beyond - inside > 1:
        middle = (inside + beyond) // 2
        inside, beyond = (middle, beyond) if counts(middle) else (inside, middle)
    return inside
