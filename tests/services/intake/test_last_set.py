"""Is what was set at a school kept whole, and does only the last of it stand?"""

from __future__ import annotations

from sqlalchemy import select

from contracts.matrix import MatrixSet
from services.intake.last_set import LastSet
from services.intake.priorities.matrix_rows import matrices
from services.intake.priorities.priority import USUAL
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.town import Town

SET = LastSet(matrices, MatrixSet)
FIRST = MatrixSet(matrix_version=1, cells=USUAL)
SECOND = MatrixSet(matrix_version=2, cells=USUAL)


def test_the_last_that_was_set_takes_the_place_of_the_one_before(town: Town) -> None:
    with town.databases["intake"].school(ASHGROVE) as connection:
        assert SET.last(connection, ASHGROVE) is None
        SET.keep(connection, ASHGROVE, FIRST)
        SET.keep(connection, ASHGROVE, SECOND)
        assert SET.last(connection, ASHGROVE) == SECOND
        assert len(connection.execute(select(matrices)).all()) == 1


def test_each_school_has_its_own(town: Town) -> None:
    for school, event in ((ASHGROVE, FIRST), (BECKFIELD, SECOND)):
        with town.databases["intake"].school(school) as connection:
            SET.keep(connection, school, event)
    with town.databases["intake"].school(ASHGROVE) as connection:
        assert SET.last(connection, ASHGROVE) == FIRST
