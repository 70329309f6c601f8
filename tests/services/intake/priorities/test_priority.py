"""Does the matrix give the priority that was agreed, and can a school have its own?"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from contracts.matrix import Cell, MatrixSet, SetMatrix
from contracts.refusals import Invalid
from contracts.values import PROVIDER, Level, Priority
from services.intake.domain import TICKET
from services.intake.opening import Opening
from services.intake.priorities.priority import (
    MATRIX,
    USUAL,
    USUAL_MATRIX,
    Matrix,
    decide,
    derive,
)
from tests.services.intake.stories import open_it, opened, triage, triaged
from tests.support.cast import ASHGROVE, PRIYA
from tests.support.scenario import Scenario, at

matrix = Scenario(MATRIX)

LOW, MEDIUM, HIGH = Level
LEAST = Cell(impact=LOW, urgency=LOW, priority=Priority.P1)
OWN = tuple(
    replace(cell, priority=Priority.P5) if cell.urgency is LOW else cell
    for cell in USUAL
)
SET = SetMatrix(school_id=ASHGROVE, cells=OWN)
WAS_SET = MatrixSet(matrix_version=1, cells=OWN)


@pytest.mark.parametrize(
    ("impact", "urgency", "priority"),
    [
        ("high", "high", "p1"),
        ("high", "medium", "p2"),
        ("medium", "high", "p2"),
        ("medium", "medium", "p3"),
        ("high", "low", "p3"),
        ("low", "high", "p3"),
        ("medium", "low", "p4"),
        ("low", "medium", "p4"),
        ("low", "low", "p4"),
    ],
)
def test_impact_and_urgency_make_a_priority(
    impact: str, urgency: str, priority: str
) -> None:
    made = derive(USUAL_MATRIX, Level(impact), Level(urgency))
    assert made is Priority(priority)


def test_every_impact_and_urgency_has_its_priority() -> None:
    assert {(cell.impact, cell.urgency) for cell in USUAL} == {*product(Level, Level)}
    assert len(USUAL) == len(Level) ** 2


def test_a_school_has_a_matrix_of_its_own_in_versions() -> None:
    matrix.given().when(SET).then(WAS_SET)
    back = replace(SET, cells=USUAL)
    again = MatrixSet(matrix_version=2, cells=USUAL)
    matrix.given(WAS_SET).when(back).then(again)
    state = matrix.given(WAS_SET, again).state
    assert state == Matrix(version=2, cells=USUAL)


def test_the_same_matrix_is_not_set_twice_in_whatever_order_it_is_told() -> None:
    matrix.given().when(replace(SET, cells=USUAL)).then_nothing()
    matrix.given(WAS_SET).when(replace(SET, cells=OWN[::-1])).then_nothing()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (OWN[1:], "Impact high and urgency high"),
        (OWN[:-1], "Impact low and urgency low"),
        ((*OWN[1:], OWN[1]), "Impact high and urgency medium"),
        ((*OWN, LEAST), "Impact low and urgency low"),
        ((), "Impact medium and urgency medium"),
    ],
)
def test_each_impact_and_urgency_must_make_one_priority(
    cells: tuple[Cell, ...], said: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        decide(USUAL_MATRIX, replace(SET, cells=cells), at("mon 09:00"))
    assert any(said in words for words in refusal.value.errors["cells"])


def test_what_is_wrong_at_the_msp_itself_goes_by_the_usual_matrix() -> None:
    matrix.given().when(replace(SET, school_id=PROVIDER)).then_refused("usual matrix")


def test_opening_and_triage_name_the_version_that_gave_the_priority() -> None:
    own = Matrix(version=3, cells=OWN)
    given = Opening(
        number=7, reference="MPJT-7", requester_id=PRIYA.person_id, matrix=own
    )
    small = replace(open_it, impact=HIGH, urgency=LOW)
    Scenario(TICKET, terms=given).given().when(small).then(
        replace(
            opened,
            impact=HIGH,
            urgency=LOW,
            priority=Priority.P5,
            matrix_version=3,
        )
    )
    sorting = Scenario(TICKET, terms=own).given(opened)
    sorting.when(triage(impact=HIGH, urgency=LOW)).then(
        triaged(
            impact=HIGH,
            urgency=LOW,
            derived=Priority.P5,
            priority=Priority.P5,
            reason=None,
            matrix_version=3,
        )
    )


def test_what_was_opened_before_matrices_had_versions_went_by_the_usual_one() -> None:
    assert opened.matrix_version == USUAL_MATRIX.version == 0
