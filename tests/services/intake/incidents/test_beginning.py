"""Does what recurs become one problem, with all of its incidents?"""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid5

import pytest

from contracts.intake import TicketView
from contracts.refusals import Refused
from contracts.ties import GetTies, Tie
from contracts.values import TicketType
from tests.services.intake.incidents_of import JAMS, PROBLEM, begin, jams, known, seen
from tests.services.intake.stories import open_it
from tests.support.cast import BECKFIELD, OLU, TICKET
from tests.support.scenario import at
from tests.support.town import Town


def test_what_recurs_becomes_a_problem_with_its_incidents(school: Town) -> None:
    town = school
    jams(town)
    town.execute(replace(open_it, subject="Something else"))
    town.execute(begin, by=OLU.caller, command_id=uuid5(TICKET, "begin"))
    problem: TicketView = seen(town, PROBLEM)
    assert (problem.type, problem.category) == (TicketType.PROBLEM, "printing")
    shown = known(town, PROBLEM).problem
    assert shown is not None
    assert {one.ticket_id for one in shown.incidents} == {*JAMS}
    for jam in JAMS:
        [tie] = town.ask(GetTies(ticket_id=jam)).ties
        assert (tie.tie, tie.ticket_id) == (Tie.CAUSE, PROBLEM)


def test_asked_twice_there_is_one_problem_and_no_second_beside_it(
    school: Town,
) -> None:
    town = school
    jams(town)
    for _ in range(2):
        town.execute(begin, by=OLU.caller, command_id=uuid5(TICKET, "begin"))
    shown = known(town, PROBLEM).problem
    assert shown is not None
    assert len(shown.incidents) == 3
    second = replace(begin, ticket_id=uuid5(PROBLEM, "second"))
    with pytest.raises(Refused, match="There is a problem about it already"):
        town.execute(second, by=OLU.caller)


def test_nothing_recurs_that_is_long_ago_or_anothers(school: Town) -> None:
    town = school
    jams(town)
    town.clock.set(at("next fri 09:00"))
    with pytest.raises(Refused, match="Nothing recurs there"):
        town.execute(replace(begin, days=3), by=OLU.caller)
    with pytest.raises(Refused, match="Nothing recurs there"):
        town.execute(replace(begin, school_id=BECKFIELD), by=OLU.caller)
