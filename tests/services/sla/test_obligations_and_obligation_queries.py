"""When is something due by rule?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.directory import AddSchool, SetHours
from contracts.obligations import (
    DFE_UPDATE,
    FILTERING_REVIEW,
    ICO_NOTICE,
    RESTORE_TEST,
    Counting,
    ForeseeObligation,
    Obligation,
    ObligationDueView,
)
from contracts.refusals import NotFound, Refused
from contracts.values import Term
from services.sla.obligations import LONDON, due_at
from services.sla.working_time import Hours
from tests.services.sla.stories import NINE_TO_FIVE
from tests.support.cast import ASHGROVE, ASHGROVE_NAME
from tests.support.scenario import at
from tests.support.town import Town

HOURS = Hours(NINE_TO_FIVE, {date(2026, 6, 10)})
AUTUMN = Term(name="Autumn", from_on=date(2026, 9, 1), until_on=date(2026, 12, 18))
SPRING = Term(name="Spring", from_on=date(2027, 1, 4), until_on=date(2027, 3, 25))


BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def due(obligation: Obligation, since: datetime, *terms: Term) -> datetime:
    return due_at(obligation, since, HOURS, terms)


def test_the_ico_is_told_within_72_hours_of_the_clock_weekends_included() -> None:
    assert due(ICO_NOTICE, at("fri 16:00")) == at("next mon 16:00")


def test_72_hours_are_72_hours_though_a_clock_is_put_back_meanwhile() -> None:
    friday = datetime(2026, 10, 23, 16, tzinfo=LONDON)
    told = due(ICO_NOTICE, friday.astimezone(UTC))
    assert told - friday == timedelta(hours=72)
    assert told.astimezone(LONDON).hour == 15


def test_a_notice_of_the_dfe_has_five_working_days_without_its_own() -> None:
    # Wednesday is closed: Tuesday, Thursday, Friday, Monday, Tuesday.
    assert due(DFE_UPDATE, at("mon 09:00")) == at("next wed 00:00")
    assert due(DFE_UPDATE, at("mon 23:59")) == at("next wed 00:00")
    assert due(DFE_UPDATE, at("sun 09:00")) == at("next sat 00:00")


def test_what_is_due_each_term_is_due_by_the_end_of_the_next() -> None:
    told = due(RESTORE_TEST, at("mon 09:00"), SPRING, AUTUMN)
    assert told == datetime(2026, 12, 19, tzinfo=LONDON)
    in_autumn = datetime(2026, 9, 1, 9, tzinfo=LONDON)
    told = due(RESTORE_TEST, in_autumn, AUTUMN, SPRING)
    assert told == datetime(2027, 3, 26, tzinfo=LONDON)


def test_what_is_counted_in_terms_that_nobody_knows_is_refused() -> None:
    with pytest.raises(Refused, match="not known yet"):
        due(RESTORE_TEST, at("mon 09:00"))


def test_what_is_due_each_year_is_due_by_the_same_day_of_the_next() -> None:
    assert due(FILTERING_REVIEW, at("mon 09:00")) == datetime(2027, 6, 9, tzinfo=LONDON)
    leap = datetime(2028, 2, 29, 9, tzinfo=LONDON)
    assert due(FILTERING_REVIEW, leap) == datetime(2029, 3, 1, tzinfo=LONDON)


@given(
    st.integers(0, 2 * 365 * 24 * 60).map(lambda m: BEGIN + timedelta(minutes=m)),
    st.integers(1, 30),
)
def test_working_days_are_counted_as_somebody_with_a_calendar_counts_them(
    since: datetime, number: int
) -> None:
    days = Obligation(
        name="x", counting=Counting.WORKING_DAYS, number=number, source="x"
    )
    told = due(days, since)
    day, counted = since.astimezone(LONDON).date(), 0
    while counted < number:
        day += timedelta(days=1)
        counted += day.weekday() < 5 and day != date(2026, 6, 10)
    assert told == datetime.combine(
        day + timedelta(days=1), datetime.min.time(), LONDON
    )


def test_a_service_asks_when_an_obligation_of_a_school_is_due(town: Town) -> None:
    town.clock.set(at("mon 08:00"))
    asked = ForeseeObligation(
        school_id=ASHGROVE, obligation=DFE_UPDATE, since=at("mon 09:00")
    )
    with pytest.raises(NotFound):
        town.ask(asked)
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME))
    town.execute(SetHours(school_id=ASHGROVE, hours=NINE_TO_FIVE))
    town.settle()
    told: ObligationDueView = town.ask(asked)
    assert (told.due_at, told.due_on) == (at("next tue 00:00"), date(2026, 6, 15))
