"""May a problem be said to be so, and may schools be told of an error?"""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid5

import pytest

from contracts.problems import (
    DeclareKnownError,
    EndKnownError,
    KnownErrorDeclared,
    KnownErrorEnded,
    ProblemOf,
    ProblemRecorded,
    RecordProblem,
    RootCause,
)
from contracts.reference import reference
from contracts.refusals import Invalid, NotFound
from contracts.values import PROVIDER, TicketType
from services.intake.incidents import known_errors
from services.intake.incidents.about import About
from services.intake.incidents.known_errors import KNOWN_ERROR
from services.intake.incidents.problems import PROBLEM
from tests.support.cast import ASHGROVE, BECKFIELD, TICKET
from tests.support.scenario import Scenario

problem = Scenario(PROBLEM, terms=About(TicketType.PROBLEM))
error = Scenario(KNOWN_ERROR)
ERROR = uuid5(TICKET, "error")

record = RecordProblem(
    school_id=ASHGROVE,
    ticket_id=TICKET,
    cause=RootCause.SOFTWARE,
    root_cause="The driver of May leaks.",
    workaround=" Restart the spooler. ",
    shown=True,
)
recorded = ProblemRecorded(
    ticket_id=TICKET,
    cause=RootCause.SOFTWARE,
    root_cause="The driver of May leaks.",
    workaround="Restart the spooler.",
    shown=True,
)
declare = DeclareKnownError(
    school_id=PROVIDER,
    known_error_id=ERROR,
    title="Printing stops after an update",
    workaround="Restart the spooler.",
    schools=(ASHGROVE, BECKFIELD),
    problems=(ProblemOf(school_id=ASHGROVE, ticket_id=TICKET),),
)
declared = KnownErrorDeclared(
    known_error_id=ERROR,
    title="Printing stops after an update",
    also_called="",
    workaround="Restart the spooler.",
    schools=(ASHGROVE, BECKFIELD),
    problems=(ProblemOf(school_id=ASHGROVE, ticket_id=TICKET),),
)
end = EndKnownError(school_id=PROVIDER, known_error_id=ERROR, reason="Driver of June.")
ended = KnownErrorEnded(known_error_id=ERROR, reason="Driver of June.")


def test_what_a_problem_comes_from_and_what_helps_are_recorded_and_said_anew() -> None:
    told = problem.given().when(record).then(recorded)
    hidden = replace(record, shown=False, workaround="")
    told.when(hidden).then(replace(recorded, shown=False, workaround=""))


def test_nothing_that_helps_is_shown_where_nothing_is_said_to_help() -> None:
    with pytest.raises(Invalid) as wrong:
        problem.given().when(replace(record, workaround=" "))
    assert wrong.value.errors == {
        "workaround": ["Say what helps, if the school is to read it."]
    }


def test_only_a_problem_that_goes_on_by_itself_has_a_root_cause() -> None:
    incident = Scenario(PROBLEM, terms=About(TicketType.INCIDENT))
    incident.given().when(record).then_refused("This ticket is not a problem.")
    merged = Scenario(PROBLEM, terms=About(TicketType.PROBLEM, merged=True))
    merged.given().when(record).then_refused("This ticket is merged.")


def test_a_known_error_is_declared_once_changed_and_ended() -> None:
    told = error.given().when(declare).then(declared)
    told.when(declare).then_nothing()
    fewer = told.when(replace(declare, schools=(BECKFIELD,)))
    changed = fewer.then(replace(declared, schools=(BECKFIELD,)))
    over = changed.when(end).then(ended)
    over.when(end).then_nothing()
    over.when(declare).then(declared)


def test_a_known_error_that_is_not_there_is_not_ended() -> None:
    with pytest.raises(NotFound):
        error.given().when(end)
    with pytest.raises(Invalid):
        error.given(declared).when(replace(end, reason=" "))


def test_a_known_error_is_the_providers_and_names_who_reads_it() -> None:
    error.given().when(replace(declare, school_id=ASHGROVE)).then_refused("provider's")
    with pytest.raises(Invalid) as wrong:
        error.given().when(replace(declare, title=" ", workaround=" ", schools=()))
    assert {*wrong.value.errors} == {"title", "workaround", "schools"}


OF_ASHGROVE = f"As {reference(ASHGROVE, 7)} has it, restart."


def test_no_school_reads_of_a_ticket_of_another() -> None:
    with pytest.raises(Invalid) as wrong:
        error.given().when(replace(declare, workaround=OF_ASHGROVE))
    [said] = wrong.value.errors["workaround"]
    assert said.startswith(reference(ASHGROVE, 7))
    own = replace(declare, workaround=OF_ASHGROVE, schools=(ASHGROVE,))
    assert error.given().when(own).events
    a_model = replace(declare, workaround="The M404-2 needs a restart.")
    assert error.given().when(a_model).events


def test_without_the_guard_a_school_would_read_of_a_ticket_of_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin of the one above."""
    monkeypatch.setattr(known_errors, "told_of_another", lambda _text, _command: None)
    assert error.given().when(replace(declare, workaround=OF_ASHGROVE)).events
