"""Who may do something with a person's account?"""

from __future__ import annotations

import pytest

from contracts.access import Caller, Role, person, platform
from contracts.refusals import Forbidden
from contracts.values import PROVIDER
from services.directory.permits import check_manages, check_own, is_own
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, OLU, PRIYA

ADMINISTRATOR = Caller(actor="person:1", role=Role.MSP_ADMINISTRATOR)
HEAD = Caller(actor="person:2", role=Role.HEAD, school=ASHGROVE)


def test_the_msp_and_the_head_say_who_the_people_of_a_school_are() -> None:
    for caller in (ADMINISTRATOR, OLU.caller, HEAD, platform("directory")):
        check_manages(caller, ASHGROVE)


def test_only_an_administrator_says_who_works_for_the_msp() -> None:
    check_manages(ADMINISTRATOR, PROVIDER)
    for caller in (OLU.caller, HEAD):
        with pytest.raises(Forbidden):
            check_manages(caller, PROVIDER)


def test_nobody_manages_the_people_of_another_school() -> None:
    for caller in (HEAD, PRIYA.caller):
        with pytest.raises(Forbidden):
            check_manages(caller, BECKFIELD)


def test_everybody_looks_after_their_own_account_and_no_others() -> None:
    priya = person(PRIYA.person_id, {Role.STAFF}, ASHGROVE)
    assert is_own(priya, PRIYA.person_id)
    check_own(priya, ASHGROVE, PRIYA.person_id)
    with pytest.raises(Forbidden):
        check_own(priya, ASHGROVE, OLU.person_id)
    with pytest.raises(Forbidden):
        check_own(priya, BECKFIELD, BEN.person_id)
    check_own(HEAD, ASHGROVE, PRIYA.person_id)
