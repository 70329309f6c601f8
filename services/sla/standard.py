"""What is promised to a school that has signed nothing of its own?

The times lie within what British councils and providers publish for schools:
Moray Council (acknowledge in 30 minutes and fix in 6 hours, up to 2 and 12 hours),
Coventry City Council (4 and 7 desk hours, 3 and 5 working days to resolve),
Buckinghamshire Council (respond in 15 minutes and fix in 4 hours; requests 1 and 3
days), One IT Services and Solutions (respond in 1, 2 and 4 hours and 1 day; 8 to 5,
Monday to Friday) and IT Support UK (respond in 30 minutes, resolve in 4 hours). How
often a school hears of progress is our own choice, since none of them publishes it.
"""

from __future__ import annotations

from datetime import time, timedelta

from contracts.sla_promises import Promise, Promised
from contracts.values import (
    DayHours,
    Interval,
    Nation,
    Priority,
    Weekday,
    WorkingHours,
)

NATION = Nation.ENGLAND
"""Where a school is while nobody has said where."""

_WEEKDAYS = tuple(Weekday)[:5]
_DESK = (Interval(opens=time(8), closes=time(17)),)

HOURS = WorkingHours(
    timezone="Europe/London",
    days=tuple(DayHours(day=day, intervals=_DESK) for day in _WEEKDAYS),
)


def _promise(
    priority: Priority, response: float, next_update: float, resolution: float
) -> Promise:
    return Promise(
        priority=priority,
        response=timedelta(hours=response),
        next_update=timedelta(hours=next_update),
        resolution=timedelta(hours=resolution),
    )


# Three and five working days are 27 and 45 of these hours.
PROMISES = (
    _promise(Priority.P1, response=0.5, next_update=1, resolution=4),
    _promise(Priority.P2, response=1, next_update=4, resolution=8),
    _promise(Priority.P3, response=4, next_update=9, resolution=27),
    _promise(Priority.P4, response=9, next_update=18, resolution=45),
)

PROMISED = Promised(promises=PROMISES, warn_at_percents=(75,), safeguarding_always=True)
