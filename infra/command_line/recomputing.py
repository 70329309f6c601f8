"""Which figures follow from a school's log, and from nothing else?"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from contracts.codec import dump, restore
from contracts.declare import CATALOGUE
from infra.command_line.client import Client, Json
from services.sla.figures import Figures, month_of
from shared.clock import now

_PAGE = 1_000


def recomputed(platform: Client, school: UUID, to: int | None, month: str) -> Json:
    """The figures of a month as the API shows them, from events up to a position."""
    figures, moment = Figures(school), now()
    figures.tell(_events(platform, school, to))
    month = month or month_of(moment)
    pauses = figures.stood_still(month, moment)
    return {
        "month": month,
        "attained": [dump(one) for one in figures.attained(month)],
        "pauses": [dump(one) for one in pauses],
    }


def _events(platform: Client, school: UUID, to: int | None) -> Iterator[object]:
    after = 0
    while True:
        page = platform.get(
            *("schools", school, "events"), service="sla", after=after, limit=_PAGE
        )
        for one in page["events"]:
            if to is not None and one["position"] > to:
                return
            declared = CATALOGUE.find("event", one["type"])
            yield restore(declared.message, one["body"], one["version"])
        if not page["events"]:
            return
        after = page["after"]
