"""Which days are bank holidays in a nation of the United Kingdom?"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal, TypeAlias

from holidays import country_holidays

Nation: TypeAlias = Literal["ENG", "WLS", "SCT", "NIR"]

SATURDAY = 5


@cache
def bank_holidays(first: int, last: int, nation: Nation = "ENG") -> tuple[date, ...]:
    """The bank holidays of the years from `first` to `last`, in order.

    As https://www.gov.uk/bank-holidays lists them: where a holiday falls on a weekend,
    only the weekday that takes its place. Whoever promises something records this
    list with the promise, so that a later edition of it changes nothing promised.
    """
    found = country_holidays("GB", subdiv=nation, years=range(first, last + 1))
    return tuple(sorted(day for day in found if day.weekday() < SATURDAY))
