"""Which days are bank holidays in a nation of the United Kingdom?"""

from __future__ import annotations

from datetime import date
from functools import cache

from holidays import country_holidays

from contracts.values import Nation

SATURDAY = 5

_CODES = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}


@cache
def bank_holidays(
    first: int, last: int, nation: Nation = Nation.ENGLAND
) -> tuple[date, ...]:
    """The bank holidays of the years from `first` to `last`, in order.

    As https://www.gov.uk/bank-holidays lists them: where a holiday falls on a weekend,
    only the weekday that takes its place. Whoever promises something records this
    list with the promise, so that a later edition of it changes nothing promised.
    """
    years = range(first, last + 1)
    found = country_holidays("GB", subdiv=_CODES[nation], years=years)
    return tuple(sorted(day for day in found if day.weekday() < SATURDAY))
