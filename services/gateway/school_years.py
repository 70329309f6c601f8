"""Which days are a school year, and with which do its terms begin?"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from contracts.refusals import Invalid
from contracts.themes import GetThemes, TermBegun
from contracts.values import Nation, SchoolId, Term

_YEAR = re.compile(r"(2[0-9]{3})-([0-9]{2})")

_BEGINS = {Nation.SCOTLAND: 8}
"""The month in which the school year begins; anywhere else it is September."""

_USUAL = (("Autumn", 9), ("Spring", 1), ("Summer", 4))
"""Where a school has told no terms: by the days from which the law has pupils begin."""


class SchoolYear(NamedTuple):
    """A school year by the year it begins in, and the month."""

    begins_in: int
    month: int = 9

    @property
    def name(self) -> str:
        """What it is called: `2025-26`."""
        return f"{self.begins_in}-{(self.begins_in + 1) % 100:02}"

    @property
    def first_on(self) -> date:
        """Its first day."""
        return date(self.begins_in, self.month, 1)

    @property
    def before(self) -> SchoolYear:
        """The one before it."""
        return self._replace(begins_in=self.begins_in - 1)

    @property
    def last_on(self) -> date:
        """Its last day."""
        return date(self.begins_in + 1, self.month, 1) - timedelta(days=1)


def year_of(named: str, today: date, nation: Nation) -> SchoolYear:
    """The year of that name, or this one; Invalid for what is none."""
    month = _BEGINS.get(nation, 9)
    if not named:
        return SchoolYear(today.year - (today.month < month), month)
    found = _YEAR.fullmatch(named)
    year = SchoolYear(int(found[1]), month) if found else None
    if year is None or year.name != named:
        raise Invalid({"year": ["Not a school year such as 2025-26."]})
    return year


def asked_of(
    year: SchoolYear, terms: tuple[Term, ...], school_id: SchoolId | None
) -> GetThemes:
    """The question about a year, with the terms that begin in it."""
    return GetThemes(
        school_id=school_id,
        before_from=year.before.first_on,
        until_on=year.last_on,
        terms=_terms(year, terms),
    )


def _terms(year: SchoolYear, terms: tuple[Term, ...]) -> tuple[TermBegun, ...]:
    """The first begins with the year, whenever pupils come back."""
    within = sorted(
        (one.from_on, one.name)
        for one in terms
        if year.first_on <= one.from_on <= year.last_on
    )
    begun = within or [(_usual(year, month), name) for name, month in _USUAL]
    (_, first), *others = begun
    return (
        TermBegun(title=first, from_on=year.first_on),
        *(TermBegun(title=name, from_on=on) for on, name in others),
    )


def _usual(year: SchoolYear, month: int) -> date:
    return date(year.begins_in + (month < year.month), month, 1)
