"""How fast does a service that was away get what it missed, over HTTP?"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from infra.bench import meter
from infra.bench.append import COLUMNS, EVENTS
from infra.bench.bare import Row, bare
from infra.bench.consume import AUDIT, KEPT
from infra.bench.places import Place
from infra.bench.read import fill
from infra.bench.results import Compared
from infra.bench.rounds import Plan, repeated
from infra.bench.web import served
from services.audit.tables import story
from shared.checkpoints import read
from shared.http_link import HttpLink
from shared.store import PAGE
from shared.subscription import Subscription

MISSED = 100_000
_TOKEN = "of the bench"  # noqa: S105  # of a port that nobody else reaches
_BODY = COLUMNS.index("body")


class Source(NamedTuple):
    """A service with a log, the link to it, and the URL of its database."""

    link: HttpLink
    url: str


def feed(place: Place, plan: Plan) -> Iterator[Compared]:
    """Get a page of a feed, beside fetching the rows and decoding their bodies."""
    with (
        _source(place, PAGE) as source,
        bare(place, source.url, COLUMNS, "events") as db,
    ):

        def fetched() -> int:
            return len([json.loads(bytes(row[_BODY])) for row in db.rows(EVENTS)])

        def asked() -> int:
            return len(source.link.feed(meter.ROOMS.name, meter.SCHOOL, 0, PAGE))

        work = f"a page of {PAGE:,} from a feed over HTTP"
        rates = plan.compare(work, repeated(fetched), repeated(asked))
    yield Compared(
        benchmark="feed",
        database=place.kind,
        work=work,
        unit="events/s",
        bare=rates.bare,
        ours=rates.ours,
    )


def catch_up(place: Place, plan: Plan) -> Iterator[Compared]:
    """Hear a whole log of somebody else; once, beside keeping the same rows."""
    size = max(PAGE, MISSED // plan.size)
    plan.told(f"catch up: writing a log of {size:,}")
    with (
        _source(place, size) as source,
        meter.opened(place, AUDIT) as (audit, url),
        bare(place, url, KEPT, story.name) as program,
    ):
        plan.told(f"catch up: {size:,} events")
        begun = time.perf_counter()
        Subscription(audit, source.link).pull(meter.ROOMS.name, meter.SCHOOL)
        ours = size / (time.perf_counter() - begun)
        heard = audit.read(read, meter.ROOMS.name, meter.SCHOOL, school=meter.SCHOOL)
        assert heard.position == size, "every event counts"
        rows = program.rows(f"select {', '.join(KEPT)} from story")
        begun = time.perf_counter()
        for page in _pages(rows):
            program.upsert(page)
        plain = size / (time.perf_counter() - begun)
    yield Compared(
        benchmark="catch_up",
        database=place.kind,
        work=f"catch up with {size:,} events over HTTP",
        unit="events/s",
        bare=plain,
        ours=ours,
    )


@contextmanager
def _source(place: Place, size: int) -> Iterator[Source]:
    url, keys_url = meter.made(place)
    with meter.at(url, keys_url) as application:
        fill(application, size)
    told = json.dumps({"url": url, "keys_url": keys_url, "token": _TOKEN})
    with served("infra.bench.feed_app", told) as at:
        yield Source(HttpLink({meter.ROOMS.name: at}, _TOKEN), url)


def _pages(rows: list[Row]) -> Iterator[list[Row]]:
    for begun in range(0, len(rows), PAGE):
        yield rows[begun : begun + PAGE]
