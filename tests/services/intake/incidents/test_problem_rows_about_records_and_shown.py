"""Is what helps with an incident shown to whoever may read it, and nobody else?"""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid5

import pytest

from contracts.access import Caller
from contracts.problems import RootCause
from contracts.refusals import NotFound
from contracts.ties import Link, UnlinkTickets
from services.intake.incidents import problem_rows
from tests.services.intake.incidents_of import (
    HEAD,
    JAMS,
    PROBLEM,
    begin,
    jams,
    known,
    record,
    seen,
)
from tests.services.intake.stories import resolve
from tests.support.cast import ASHGROVE, BEN, OLU, PRIYA
from tests.support.town import Town

JAM = JAMS[0]


@pytest.fixture
def jammed(school: Town) -> Town:
    """A printer jams three times, and there is a problem of it."""
    jams(school)
    school.execute(begin, by=OLU.caller)
    return school


def test_what_helps_is_read_by_the_desk_on_every_incident(jammed: Town) -> None:
    jammed.execute(record, by=OLU.caller)
    for jam in JAMS:
        [helps] = known(jammed, jam).workarounds
        assert (helps.ticket_id, helps.workaround) == (PROBLEM, "Fan the paper first.")
    problem = known(jammed, PROBLEM).problem
    assert problem is not None
    assert (problem.cause, problem.version) == (RootCause.HARDWARE, 1)
    assert problem.root_cause == record.root_cause


@pytest.mark.parametrize("by", [PRIYA.caller, HEAD])
def test_a_school_reads_what_helps_only_where_it_is_shown(
    jammed: Town, by: Caller
) -> None:
    jammed.execute(record, by=OLU.caller)
    assert known(jammed, JAM, by).workarounds == ()
    assert "Fan the paper" not in repr(seen(jammed, PROBLEM, by))
    jammed.execute(replace(record, shown=True), by=OLU.caller)
    [helps] = known(jammed, JAM, by).workarounds
    assert helps.workaround == "Fan the paper first."
    problem = known(jammed, PROBLEM, by).problem
    assert problem is not None
    assert (problem.root_cause, problem.cause) == ("", None)
    assert problem.workaround == "Fan the paper first."
    assert "rollers" not in repr(seen(jammed, PROBLEM, by))


def test_without_the_guard_a_school_would_read_what_is_for_the_desk(
    jammed: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the one above."""
    monkeypatch.setattr(problem_rows, "is_of_desk", lambda _asked, _school: True)
    jammed.execute(record, by=OLU.caller)
    assert known(jammed, JAM, PRIYA.caller).workarounds


def test_another_school_reads_nothing_of_it(jammed: Town) -> None:
    jammed.execute(replace(record, shown=True), by=OLU.caller)
    for ticket_id in (JAM, PROBLEM):
        with pytest.raises(NotFound):
            seen(jammed, ticket_id, BEN.caller)


def test_what_helps_is_told_no_more_once_the_problem_is_gone(jammed: Town) -> None:
    jammed.execute(replace(record, shown=True), by=OLU.caller)
    done = replace(resolve, ticket_id=PROBLEM, version=seen(jammed, PROBLEM).version)
    jammed.execute(done, by=OLU.caller)
    assert known(jammed, JAM).workarounds == ()


def test_an_incident_that_comes_from_something_else_is_helped_no_more(
    jammed: Town,
) -> None:
    jammed.execute(record, by=OLU.caller)
    apart = UnlinkTickets(
        school_id=ASHGROVE,
        ticket_id=JAM,
        version=seen(jammed, JAM).version,
        other_id=PROBLEM,
        link=Link.CAUSE,
    )
    jammed.execute(apart, by=OLU.caller)
    assert known(jammed, JAM).workarounds == ()


def test_a_root_cause_is_sealed_in_the_log(jammed: Town) -> None:
    jammed.execute(record, by=OLU.caller)
    [told] = [
        one
        for one in jammed.log("intake", ASHGROVE)
        if one.type == "intake.problem_recorded"
    ]
    for secret in ("rollers", "Fan"):
        assert secret.encode() not in told.body


def test_nothing_is_recorded_of_a_ticket_that_is_not_there(jammed: Town) -> None:
    nowhere = replace(record, ticket_id=uuid5(PROBLEM, "nowhere"))
    with pytest.raises(NotFound):
        jammed.execute(nowhere, by=OLU.caller)
