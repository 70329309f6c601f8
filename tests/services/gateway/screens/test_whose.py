"""Whose people is a page about: those of a school, or the MSP's own?"""

from __future__ import annotations

from contracts.access import OF_PROGRAMS, Role
from contracts.values import PROVIDER
from services.directory.roles import check_place
from services.gateway.screens.whose import OF_A_SCHOOL, OF_THE_MSP
from tests.support.cast import ASHGROVE


def test_every_role_that_is_offered_may_be_held_there() -> None:
    for role in OF_A_SCHOOL:
        check_place(role, ASHGROVE)
    for role in OF_THE_MSP:
        check_place(role, PROVIDER)
    assert {*OF_A_SCHOOL, *OF_THE_MSP} == {*Role} - OF_PROGRAMS
