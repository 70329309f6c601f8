"""On which days does a role count?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.access import ANYWHERE, MSP_ROLES, Role
from contracts.people import HeldRole
from contracts.refusals import Refused
from contracts.values import PROVIDER
from services.directory.roles import check_place, day_of, ended, held_on, overlapping
from tests.support.cast import ASHGROVE

FIRST, LAST = date(2026, 9, 1), date(2026, 12, 18)
A_DAY = timedelta(days=1)
TERM = HeldRole(role=Role.STAFF, from_on=FIRST, until_on=LAST)
FOR_EVER = HeldRole(role=Role.GOVERNOR, from_on=FIRST, until_on=None)

DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 1))


@st.composite
def held_roles(draw: st.DrawFn) -> HeldRole:
    first, last = draw(DAYS), draw(DAYS | st.none())
    if last is not None and last < first:
        first, last = last, first
    role = draw(st.sampled_from([Role.STAFF, Role.HEAD]))
    return HeldRole(role=role, from_on=first, until_on=last)


@pytest.mark.parametrize("day", [FIRST, LAST, FIRST + A_DAY])
def test_a_role_counts_from_its_first_day_to_its_last(day: date) -> None:
    assert held_on(day, [TERM]) == {Role.STAFF}


@pytest.mark.parametrize("day", [FIRST - A_DAY, LAST + A_DAY])
def test_a_role_counts_on_no_other_day(day: date) -> None:
    assert held_on(day, [TERM]) == frozenset()


def test_a_role_without_an_end_counts_until_it_is_ended() -> None:
    assert held_on(date(2099, 1, 1), [TERM, FOR_EVER]) == {Role.GOVERNOR}
    assert held_on(FIRST, [TERM, FOR_EVER]) == {Role.STAFF, Role.GOVERNOR}


def test_a_day_is_londons_and_in_summer_begins_an_hour_before_utcs() -> None:
    assert day_of(datetime(2026, 7, 1, 22, 59, tzinfo=UTC)) == date(2026, 7, 1)
    assert day_of(datetime(2026, 7, 1, 23, 0, tzinfo=UTC)) == date(2026, 7, 2)
    assert day_of(datetime(2026, 1, 1, 23, 59, tzinfo=UTC)) == date(2026, 1, 1)


@pytest.mark.parametrize("role", Role)
def test_every_role_has_its_place(role: Role) -> None:
    def fits(school: object) -> bool:
        try:
            check_place(role, school)  # type: ignore[arg-type]
        except Refused:
            return False
        return True

    assert fits(PROVIDER) == (role in MSP_ROLES | ANYWHERE)
    assert fits(ASHGROVE) == (role not in MSP_ROLES)


@given(held_roles(), held_roles(), DAYS)
def test_two_that_do_not_overlap_share_no_day(
    one: HeldRole, other: HeldRole, day: date
) -> None:
    if one.role is other.role and not overlapping(one, (other,)):
        assert not (held_on(day, [one]) and held_on(day, [other]))


@given(st.lists(held_roles(), max_size=4).map(tuple), DAYS, DAYS)
def test_an_ended_role_counts_as_before_until_the_day_and_not_after(
    holdings: tuple[HeldRole, ...], end: date, day: date
) -> None:
    left = held_on(day, ended(holdings, Role.STAFF, end))
    before = held_on(day, holdings)
    assert left == (before if day <= end else before - {Role.STAFF})
