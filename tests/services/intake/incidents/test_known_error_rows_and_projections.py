"""Does each school that a known error names read it, and nothing of the others?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.access import Caller
from contracts.problems import (
    ErrorShown,
    FindKnownErrors,
    KnownErrorsView,
    ListKnownErrors,
)
from contracts.refusals import Forbidden
from tests.services.intake.incidents.test_problems_and_known_errors import declare, end
from tests.services.intake.incidents_of import PROBLEM, begin, jams, record, seen
from tests.services.intake.stories import resolve
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, OLU, PRIYA
from tests.support.scenario import at
from tests.support.town import Town


def found(town: Town, by: Caller, search: str = "") -> tuple[ErrorShown, ...]:
    assert by.school is not None
    view = town.ask(FindKnownErrors(school_id=by.school, search=search), by=by)
    errors: tuple[ErrorShown, ...] = view.errors
    return errors


def listed(town: Town) -> KnownErrorsView:
    view: KnownErrorsView = town.ask(ListKnownErrors(), by=OLU.caller)
    return view


def test_each_school_that_is_named_reads_the_same_and_of_no_other(
    school: Town,
) -> None:
    school.execute(declare, by=OLU.caller)
    for person in (PRIYA, BEN):
        [told] = found(school, person.caller)
        assert told.title == declare.title
        for other in (ASHGROVE, BECKFIELD):
            assert str(other) not in repr(told)
    school.execute(replace(declare, schools=(ASHGROVE,)), by=OLU.caller)
    assert found(school, BEN.caller) == ()
    assert len(found(school, PRIYA.caller)) == 1


def test_what_somebody_types_finds_it_by_words_of_its_title_or_others(
    school: Town,
) -> None:
    called = replace(declare, also_called="spooler queue")
    school.execute(called, by=OLU.caller)
    [told] = found(school, PRIYA.caller, "I cannot print, the spooler is full")
    assert "spooler" in told.because
    assert found(school, PRIYA.caller, "the kiln is cold") == ()


def test_what_helps_with_a_problem_of_the_school_is_found_where_it_is_shown(
    school: Town,
) -> None:
    jams(school)
    school.execute(begin, by=OLU.caller)
    school.execute(record, by=OLU.caller)
    assert found(school, PRIYA.caller) == ()
    school.execute(replace(record, shown=True), by=OLU.caller)
    [told] = found(school, PRIYA.caller, "printing again")
    assert (told.title, told.workaround) == (begin.subject, record.workaround)
    assert found(school, BEN.caller) == ()
    version = seen(school, PROBLEM).version
    done = replace(resolve, ticket_id=PROBLEM, version=version)
    school.execute(done, by=OLU.caller)
    assert found(school, PRIYA.caller) == ()


def test_what_is_ended_no_school_reads_and_the_desk_reads_why(school: Town) -> None:
    school.clock.set(at("mon 09:00"))
    school.execute(declare, by=OLU.caller)
    school.clock.set(at("tue 09:00"))
    school.execute(end, by=OLU.caller)
    assert found(school, PRIYA.caller) == ()
    [known] = listed(school).known_errors
    assert (known.ended, known.version) == (end.reason, 2)
    assert (known.declared_at, known.changed_at) == (at("mon 09:00"), at("tue 09:00"))
    school.execute(declare, by=OLU.caller)
    [known] = listed(school).known_errors
    assert (known.ended, known.declared_at) == (None, at("mon 09:00"))


def test_which_schools_have_it_is_for_the_desk_alone(school: Town) -> None:
    school.execute(declare, by=OLU.caller)
    [known] = listed(school).known_errors
    assert known.schools == (ASHGROVE, BECKFIELD)
    for person in (PRIYA, BEN):
        with pytest.raises(Forbidden):
            school.ask(ListKnownErrors(), by=person.caller)
        with pytest.raises(Forbidden):
            school.execute(declare, by=person.caller)
