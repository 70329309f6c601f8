"""Is what is reported of an incident shown to who reports it, with what is late?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.access import Caller, Role
from contracts.obligations import OwedState
from contracts.refusals import Forbidden, NotFound
from contracts.reporting import Body, ReportingShown, ReportShown
from services.intake.incidents import report_rows
from services.sla.sweep import check_due_obligations
from tests.services.intake import incidents_of
from tests.services.intake.incidents.test_reporting_and_routes import (
    begin,
    report,
    tell,
    waive,
)
from tests.services.intake.incidents_of import HEAD, seen
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, BEN, OLU, PRIYA, TICKET
from tests.support.scenario import at
from tests.support.town import Town

DPO = Caller(actor="dpo:1", role=Role.DPO, school=ASHGROVE)
DSL = Caller(actor="dsl:1", role=Role.DSL, school=ASHGROVE)
AUDITOR = Caller(actor="auditor:1", role=Role.AUDITOR, school=ASHGROVE)


@pytest.fixture
def aware(known: Town) -> Town:
    """Ashgrove has been aware of it since nine on Monday."""
    known.execute(open_it)
    known.clock.set(at("mon 12:00"))
    known.execute(begin, by=OLU.caller)
    known.settle()
    return known


def shown(town: Town, by: Caller = OLU.caller) -> ReportingShown:
    found = incidents_of.known(town, TICKET, by).reporting
    assert found is not None
    return found


def of(town: Town, body: Body) -> ReportShown:
    [found] = [one for one in shown(town).reports if one.report.body is body]
    return found


def sweep(town: Town, when: str) -> None:
    town.clock.set(at(when))
    check_due_obligations(town.applications["sla"], town.clock())
    town.settle()


def test_the_ico_is_owed_a_report_72_hours_after_the_school_was_aware(
    aware: Town,
) -> None:
    owed = of(aware, Body.ICO).owed
    assert owed is not None
    assert owed.due_at == begin.aware_at + timedelta(hours=72)
    sweep(aware, "thu 09:01")
    owed = of(aware, Body.ICO).owed
    assert owed is not None
    assert owed.state is OwedState.MISSED
    aware.execute(replace(report, reported_at=at("thu 09:00")), by=HEAD)
    aware.settle()
    owed = of(aware, Body.ICO).owed
    assert owed is not None
    assert owed.state is OwedState.MET


def test_what_was_reported_late_stays_late(aware: Town) -> None:
    sweep(aware, "thu 10:00")
    aware.execute(replace(report, reported_at=at("thu 09:30")), by=HEAD)
    aware.settle()
    owed = of(aware, Body.ICO).owed
    assert owed is not None
    assert owed.state is OwedState.MET_LATE


@pytest.mark.parametrize("by", [HEAD, DPO, DSL, OLU.caller])
def test_who_runs_the_school_sees_and_records_what_is_reported(
    aware: Town, by: Caller
) -> None:
    assert shown(aware, by).record.personal_data
    aware.execute(report, by=by)
    told = of(aware, Body.ICO).report
    assert (told.reference, told.by) == ("IC-1", by.actor)


@pytest.mark.parametrize("by", [PRIYA.caller, AUDITOR])
def test_nobody_else_of_the_school_sees_or_records_it(aware: Town, by: Caller) -> None:
    assert incidents_of.known(aware, TICKET, by).reporting is None
    for command in (begin, report, waive, tell):
        with pytest.raises(Forbidden):
            aware.execute(command, by=by)


def test_another_school_sees_nothing_of_it(aware: Town) -> None:
    with pytest.raises(NotFound):
        seen(aware, by=BEN.caller)


def test_a_draft_has_the_facts_and_nobodys_name(aware: Town) -> None:
    draft = of(aware, Body.ICO).draft
    view = seen(aware)
    assert view.reference in draft
    assert "08/06/2026 09:00" in draft
    for personal in (PRIYA.name, PRIYA.email, view.subject, view.description):
        assert personal not in draft


def test_without_the_guard_a_draft_would_have_what_somebody_wrote(
    aware: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the one above."""
    monkeypatch.setattr(report_rows, "draft_of", lambda t, _r, _b, _s: t.description)
    assert seen(aware).description in of(aware, Body.ICO).draft


def test_governors_are_asked_for_until_they_know(aware: Town) -> None:
    sweep(aware, "wed 00:01")
    owed = shown(aware).governors
    assert owed is not None
    assert owed.state is OwedState.MISSED
    aware.execute(replace(tell, told_at=at("tue 10:00")), by=HEAD)
    aware.settle()
    told = shown(aware)
    assert told.governors is not None
    assert told.governors.state is OwedState.MET
    assert told.record.governors_who == "The head"


def test_references_and_reasons_are_sealed_in_the_log(aware: Town) -> None:
    aware.execute(report, by=HEAD)
    aware.execute(waive, by=HEAD)
    bodies = [one.body for one in aware.log("intake", ASHGROVE)]
    for secret in (b"IC-1", b"We are a primary."):
        assert not [body for body in bodies if secret in body]
