"""Is it known of which priorities something is promised, to a school and to any?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid5

import pytest

from contracts.access import platform
from contracts.directory import AddSchool
from contracts.sla import FindPriorities, PrioritiesView
from contracts.sla_promises import Promise
from contracts.sla_signing import AcceptAgreement, ProposeAgreement
from contracts.values import USUAL_PRIORITIES, Priority
from services.sla.standard import PROMISED
from tests.support.cast import (
    ASHGROVE,
    ASHGROVE_NAME,
    BECKFIELD,
    BECKFIELD_NAME,
    OLU,
    PRIYA,
)
from tests.support.scenario import at
from tests.support.town import Town


@pytest.fixture
def schools(town: Town) -> Town:
    town.clock.set(at("mon 09:00"))
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME))
    town.execute(AddSchool(school_id=BECKFIELD, name=BECKFIELD_NAME))
    town.settle()
    return town


def promise(town: Town, school: UUID, number: int) -> None:
    """Something is promised of so many priorities, from the next day on."""
    promises = (*PROMISED.promises, *(Promise(priority=one) for one in [*Priority][4:]))
    offer = uuid5(school, str(number))
    town.execute(
        ProposeAgreement(
            school_id=school,
            proposal_id=offer,
            effective_from=town.clock() + timedelta(days=1),
            promised=replace(PROMISED, promises=promises[:number]),
            proposer_id=OLU.person_id,
            proposer=OLU.name,
        )
    )
    signature = AcceptAgreement(
        school_id=school,
        proposal_id=offer,
        signatory_id=PRIYA.person_id,
        signatory=PRIYA.name,
    )
    town.execute(signature, by=platform("test"))


def known(town: Town, school: UUID | None = None) -> tuple[Priority, ...]:
    view: PrioritiesView = town.ask(FindPriorities(school_id=school))
    return view.priorities


def test_they_are_the_usual_ones_until_something_else_is_promised(town: Town) -> None:
    assert known(town) == known(town, ASHGROVE) == USUAL_PRIORITIES


def test_a_school_has_those_of_what_stands_and_all_have_any_there_was(
    schools: Town,
) -> None:
    promise(schools, ASHGROVE, 6)
    promise(schools, BECKFIELD, 2)
    assert known(schools, ASHGROVE) == known(schools, BECKFIELD) == USUAL_PRIORITIES
    schools.clock.set(at("wed 09:00"))
    assert known(schools, ASHGROVE)[4:] == (Priority.P5, Priority.P6)
    assert known(schools, BECKFIELD) == (Priority.P1, Priority.P2)
    promise(schools, ASHGROVE, 1)
    schools.clock.set(at("fri 09:00"))
    assert known(schools, ASHGROVE) == (Priority.P1,)
    assert len(known(schools)) == 6
