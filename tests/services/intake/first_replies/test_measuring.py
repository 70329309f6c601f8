"""In which role did somebody answer, and what do some waits come to?"""

from __future__ import annotations

from datetime import date

import pytest

from contracts.access import Role
from contracts.values import PROVIDER
from services.intake.first_replies.measuring import (
    Held,
    half_and_most,
    person_of,
    role_of,
)
from tests.support.cast import ASHGROVE, BECKFIELD, OLU, PRIYA

DAY = date(2026, 6, 8)
OLU_HERSELF = f"person:{OLU.person_id}"


def held(role: Role, first: int = 1, last: int | None = None) -> Held:
    """A role at the MSP, from a day of June to another."""
    until_on = DAY.replace(day=last) if last else None
    return Held(PROVIDER, role, DAY.replace(day=first), until_on)


def role(*roles: Held, actor: str = OLU_HERSELF) -> Role | None:
    return role_of(actor, roles, ASHGROVE, DAY)


def test_somebody_acts_in_what_they_are_on_that_day() -> None:
    was, is_now = held(Role.ENGINEER, last=7), held(Role.CONSULTANT, first=8)
    later = held(Role.TEAM_LEAD, first=9)
    assert role(was, is_now, later) is Role.CONSULTANT
    assert role(held(Role.ENGINEER, last=8)) is Role.ENGINEER
    assert role(was, later) is None


def test_of_several_roles_the_one_with_the_most_rights_counts() -> None:
    assert role(held(Role.CONSULTANT), held(Role.ENGINEER)) is Role.ENGINEER


def test_a_role_at_another_school_counts_for_nothing() -> None:
    works = Held(ASHGROVE, Role.TECHNICIAN, DAY, None)
    assert role(works) is Role.TECHNICIAN
    assert role(works._replace(home=BECKFIELD)) is None
    assert role(works, held(Role.ENGINEER)) is Role.ENGINEER


def test_a_program_acts_in_the_role_of_its_name() -> None:
    assert role(actor="engineer:7d8ea0d4") is Role.ENGINEER
    assert role(actor="kiln:7d8ea0d4") is None
    assert person_of("engineer:7d8ea0d4") is None
    assert person_of(f"person:{PRIYA.person_id}") == PRIYA.person_id


@pytest.mark.parametrize(
    ("minutes", "half", "most"),
    [
        ([5], 5, 5),
        ([30, 10], 20, 30),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 500], 6, 9),
        ([*range(11, 0, -1)], 6, 10),
    ],
)
def test_half_were_over_within_and_nine_of_ten(
    minutes: list[int], half: int, most: int
) -> None:
    assert half_and_most(minutes) == (half, most)
