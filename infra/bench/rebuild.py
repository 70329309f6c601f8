"""How fast is a read model built anew from its log, beside inserting the same rows?"""

from __future__ import annotations

import time
from collections.abc import Iterator

from infra.bench import meter
from infra.bench.bare import bare
from infra.bench.places import Place
from infra.bench.read import fill
from infra.bench.results import Compared
from infra.bench.rounds import Plan
from shared.application import Application
from shared.rebuilding import Rebuild
from shared.shadow import Shadow

EVENTS = 1_000_000
_COLUMNS = tuple(column.name for column in meter.readings.columns)
_AT_ONCE = 1_000


def rebuild(place: Place, plan: Plan) -> Iterator[Compared]:
    """Build a school's read model anew from all its events, and compare it; once."""
    size = EVENTS // plan.size**2
    with meter.opened(place) as (application, url):
        plan.told(f"rebuild: writing a log of {size:,}")
        fill(application, size)
        plan.told(f"rebuild: {size:,} events")
        ours = _rebuilt(application, url, place)
        with bare(place, url, _COLUMNS, meter.readings.name) as program:
            inserted = program.rows(
                f"select {', '.join(_COLUMNS)} from readings limit {_AT_ONCE}"
            )
            begun = time.perf_counter()
            program.upsert(inserted)
            plain = len(inserted) / (time.perf_counter() - begun)
    yield Compared(
        benchmark="rebuild",
        database=place.kind,
        work=f"build {size:,} events anew, and compare",
        unit="events/s",
        bare=plain,
        ours=ours,
    )


def _rebuilt(application: Application, url: str, place: Place) -> float:
    shadow = Shadow(url, meter.ROOMS, place.owners(url) if place.server else None)
    shadow.make()
    try:
        building = Rebuild(application, shadow, lambda *_: [])
        begun = time.perf_counter()
        folded = sum(building.compare(meter.SCHOOL))
        took = time.perf_counter() - begun
        assert not building.found[meter.SCHOOL], "what follows from the log is there"
        return folded / took
    finally:
        shadow.drop()
