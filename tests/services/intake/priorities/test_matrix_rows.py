"""Does a ticket get its priority by the matrix that its school has then?"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from contracts.intake import GetTicket, TicketView
from contracts.matrix import GetMatrix, MatrixView, SetMatrix
from contracts.refusals import Conflict
from contracts.values import Level, Priority
from services.intake.priorities.matrix_rows import matrices
from services.intake.priorities.priority import USUAL
from tests.services.intake.priorities.test_priority import OWN, SET
from tests.services.intake.stories import open_it, triage
from tests.support.cast import ASHGROVE, BECKFIELD, TICKET
from tests.support.rebuilding import spoil, switched
from tests.support.town import Town

SMALL = replace(open_it, impact=Level.LOW, urgency=Level.LOW)


def known(town: Town) -> MatrixView:
    found: MatrixView = town.ask(GetMatrix(school_id=ASHGROVE))
    return found


def shown(town: Town) -> TicketView:
    view: TicketView = town.ask(GetTicket(ticket_id=TICKET))
    return view


def test_what_was_set_is_shown_to_its_school_alone(town: Town) -> None:
    assert (known(town).matrix_version, known(town).cells) == (0, USUAL)
    town.execute(SET)
    assert (known(town).matrix_version, known(town).cells) == (1, OWN)
    theirs = town.ask(GetMatrix(school_id=BECKFIELD))
    assert (theirs.matrix_version, theirs.cells) == (0, USUAL)


def test_a_ticket_is_opened_and_triaged_by_the_matrix_of_then(town: Town) -> None:
    town.execute(SMALL)
    assert shown(town).priority is Priority.P4
    assert shown(town).timeline[0].detail == "by email, p4"
    town.execute(SET)
    assert shown(town).priority is Priority.P4
    sorting = partial(triage, impact=Level.LOW, urgency=Level.LOW)
    town.execute(sorting())
    assert shown(town).priority is Priority.P5
    assert shown(town).timeline[-1].detail == (
        "p5: impact low, urgency low (version 1 of the matrix)"
    )
    town.execute(sorting(version=2, priority=Priority.P1, reason="It burns."))
    assert shown(town).timeline[-1].detail == (
        "p1: impact low, urgency low; the matrix says p5 (version 1 of the matrix)"
    )


def test_a_ticket_that_is_opened_later_says_which_version_it_went_by(
    town: Town,
) -> None:
    town.execute(SET)
    town.execute(SMALL)
    assert shown(town).priority is Priority.P5
    assert shown(town).timeline[0].detail == "by email, p5 (version 1 of the matrix)"
    assert town.events("intake", ASHGROVE)[1].matrix_version == 1


def test_of_two_who_set_it_at_once_the_later_is_told(town: Town) -> None:
    town.execute(replace(SET, version=0))
    late = SetMatrix(school_id=ASHGROVE, cells=USUAL, version=0)
    with pytest.raises(Conflict) as conflict:
        town.execute(late)
    assert [one["type"] for one in conflict.value.changes] == ["intake.matrix_set"]
    town.execute(replace(late, version=conflict.value.version))
    assert known(town).matrix_version == 2


def test_it_follows_from_the_log(town: Town) -> None:
    town.execute(SET)
    spoil(town, "intake", matrices, content="{}")
    assert switched(town, "intake").changed == {"matrices": 1}
    assert known(town).cells == OWN
