"""What does it cost to count a school's year again, beside reading what it recorded?"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any
from uuid import UUID

from contracts.sla import (
    CountReply,
    PauseClock,
    ResumeClock,
    RetargetClock,
    SignAgreement,
    StartClock,
    StopClock,
)
from contracts.sla_promises import Promise
from contracts.sla_what_if import OtherTerms, WhatIf, WhatIfView
from contracts.values import Priority
from infra.bench import meter
from infra.bench.append import COLUMNS, EVENTS
from infra.bench.bare import bare
from infra.bench.places import Place
from infra.bench.results import Compared, Result, waited
from infra.bench.rounds import Plan, repeated
from services.sla.rooms import ROOMS as SLA
from services.sla.standard import HOURS, PROMISED
from shared.application import Application
from shared.work import Cause

TICKETS = 5_000
_TARGET = 0.1
_BATCH = 200
_BODY = COLUMNS.index("body")

_MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
_YEAR = 250
_HOUR = timedelta(hours=1)
_SOONER = OtherTerms(
    promises=(Promise(priority=Priority.P3, response=2 * _HOUR, resolution=20 * _HOUR),)
)


def year(place: Place, plan: Plan) -> Iterator[Result]:
    """Count the tickets of a year again under other terms, piece by piece."""
    count = TICKETS // plan.size
    with meter.opened(place, SLA) as (sla, url):
        plan.told(f"record {count:,} tickets")
        _record(sla, count)

        def counted() -> int:
            return sum(piece.tickets for piece in _pieces(sla))

        with bare(place, url, COLUMNS, "events") as program:

            def read() -> int:
                rows = program.rows(EVENTS)
                assert [json.loads(bytes(row[_BODY])) for row in rows]
                return count

            work = f"what if, {count:,} tickets of a year"
            rates = plan.compare(work, repeated(read), repeated(counted))
        yield Compared(
            benchmark="what_if",
            database=place.kind,
            work=work,
            unit="tickets/s",
            bare=rates.bare,
            ours=rates.ours,
            target=_TARGET,
        )
        begun = perf_counter()
        assert counted() == count
        yield waited("what_if", place.kind, work, [perf_counter() - begun])


def _pieces(sla: Application) -> Iterator[WhatIfView]:
    question = WhatIf(school_id=meter.SCHOOL, terms=_SOONER)
    after: UUID | None = None
    while True:
        piece = sla.ask(WhatIf(**vars(question) | {"after": after}), meter.BENCH)
        yield piece
        after = piece.next
        if after is None:
            return


def _record(sla: Application, count: int) -> None:
    """Have tickets opened through a year, each answered and most of them done."""
    sign = SignAgreement(
        school_id=meter.SCHOOL,
        effective_from=_MONDAY - timedelta(days=1),
        hours=HOURS,
        closed=(),
        inset=(),
        promised=PROMISED,
    )
    sla.execute(sign, Cause(caller=meter.BENCH))
    chance = random.Random(meter.SEED)  # noqa: S311  # repeatable, not secret
    for begin in range(0, count, _BATCH):
        with sla.work(meter.SCHOOL) as work:
            for _ in range(min(_BATCH, count - begin)):
                for command in _story(chance):
                    work.execute(command, Cause(caller=meter.BENCH))
            work.commit()


def _story(chance: random.Random) -> Iterator[Any]:
    """What happens to a ticket in some days: six facts."""
    opened_at = _MONDAY + timedelta(days=chance.randrange(_YEAR))
    ticket_id = UUID(int=chance.getrandbits(128), version=4)
    at = iter(
        opened_at + part * _HOUR * (1 + chance.random())
        for part in (0, 1, 3, 6, 30, 50)
    )
    which: dict[str, Any] = {"school_id": meter.SCHOOL, "ticket_id": ticket_id}
    yield StartClock(**which, at=next(at), priority=Priority.P4)
    yield RetargetClock(**which, at=next(at), priority=Priority.P3)
    yield CountReply(**which, at=next(at))
    yield PauseClock(**which, at=next(at))
    yield ResumeClock(**which, at=next(at))
    yield StopClock(**which, at=next(at))
