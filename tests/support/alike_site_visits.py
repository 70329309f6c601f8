"""Who comes to two schools that are alike in every id, and what becomes of it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from contracts import site_visits
from tests.support.cast import TICKET
from tests.support.scenario import at

VISIT = uuid5(TICKET, "site visit")
_MONDAY = at("mon 09:00")
_AROUND = {"since": _MONDAY - timedelta(days=9), "until": _MONDAY + timedelta(days=9)}

QUERIES: dict[type, Callable[[UUID], Any]] = {
    site_visits.FindSiteVisits: lambda s: site_visits.FindSiteVisits(
        school_id=s, **_AROUND
    ),
    site_visits.GetSiteVisit: lambda s: site_visits.GetSiteVisit(
        school_id=s, visit_id=VISIT
    ),
}
READERS: dict[str, Callable[[UUID], tuple[Any, ...]]] = {
    "intake.site_visits.rows.find_site_visits": lambda s: (
        QUERIES[site_visits.FindSiteVisits](s),
    ),
    "intake.site_visits.rows.these_visits": lambda s: ([(s, VISIT)],),
    "intake.site_visits.rows.get_site_visit": lambda s: (
        QUERIES[site_visits.GetSiteVisit](s),
    ),
}
"""What each function that reads of it is given."""


def site_visits_of(school: UUID, word: str) -> Iterator[Any]:
    """A visit is planned and moved; of others, one each is what may become of it."""
    begins, ends = _MONDAY - timedelta(hours=3), _MONDAY - timedelta(hours=2)
    time: dict[str, Any] = {"starts_at": begins, "ends_at": ends, "who": (word,)}
    whose: dict[str, Any] = {"school_id": school}
    others = [uuid5(VISIT, one) for one in ("cancelled", "done", "missed")]
    for visit_id in (VISIT, *others):
        yield site_visits.PlanSiteVisit(
            **whose, visit_id=visit_id, **time, purpose=word
        )
    later = time | {"ends_at": _MONDAY}
    yield site_visits.MoveSiteVisit(
        **whose, visit_id=VISIT, version=1, **later, reason=word
    )
    cancelled, done, missed = (
        {**whose, "visit_id": one, "version": 1} for one in others
    )
    yield site_visits.CancelSiteVisit(**cancelled, reason=word)
    yield site_visits.RecordSiteVisit(
        **done, arrived_at=begins, left_at=ends, done=word, signed_by=word
    )
    yield site_visits.MissSiteVisit(**missed, reason=word)
