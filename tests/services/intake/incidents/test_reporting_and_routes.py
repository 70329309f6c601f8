"""To whom does a school report an incident, and may it be recorded so?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.obligations import ICO_NOTICE, Met
from contracts.refusals import Invalid
from contracts.reporting import (
    BeginReporting,
    Body,
    GovernorsTold,
    RecordReport,
    ReportedTo,
    ReportingBegun,
    ReportState,
    ReportWaived,
    TellGovernors,
    WaiveReport,
)
from contracts.values import Nation, TicketType
from services.intake.incidents.about import About
from services.intake.incidents.reporting import REPORTING, duty_of
from services.intake.incidents.routes import LISTED, PLAYBOOK, routes_of
from tests.support.cast import ASHGROVE, TICKET
from tests.support.scenario import Given, Scenario, at

reporting = Scenario(REPORTING, terms=About())
NINE, TEN, NOON = at("mon 09:00"), at("mon 10:00"), at("mon 12:00")

begin = BeginReporting(
    school_id=ASHGROVE,
    ticket_id=TICKET,
    nation=Nation.ENGLAND,
    aware_at=NINE,
    cyber=True,
    personal_data=True,
)
report = RecordReport(
    school_id=ASHGROVE,
    ticket_id=TICKET,
    body=Body.ICO,
    reference="IC-1",
    reported_at=TEN,
)
waive = WaiveReport(
    school_id=ASHGROVE, ticket_id=TICKET, body=Body.JISC, reason="We are a primary."
)
tell = TellGovernors(
    school_id=ASHGROVE, ticket_id=TICKET, told_at=TEN, who="The head", how="By phone"
)
reported = ReportedTo(
    ticket_id=TICKET,
    body=Body.ICO,
    reference="IC-1",
    at=TEN,
    done=(Met(duty=duty_of(TICKET, "ico"), at=TEN),),
)


def begun() -> Given:
    return reporting.given().when(begin, NOON).and_then()


@pytest.mark.parametrize(
    ("nation", "bodies"),
    [
        (Nation.ENGLAND, "insurer police department ncsc ico jisc"),
        (Nation.WALES, "insurer police authority ncsc ico jisc"),
        (
            Nation.SCOTLAND,
            "insurer police coordination_centre authority ncsc ico jisc",
        ),
        (Nation.NORTHERN_IRELAND, "insurer police authority ncsc ico jisc"),
    ],
)
def test_each_nation_has_its_routes(nation: Nation, bodies: str) -> None:
    found = routes_of(nation, cyber=True, personal_data=True)
    assert " ".join(one.route.body.value for one in found) == bodies


def test_fraud_is_reported_to_the_police_of_the_nation() -> None:
    told = {
        nation: next(
            one.route
            for one in routes_of(nation, cyber=True, personal_data=False)
            if one.route.body is Body.POLICE
        )
        for nation in Nation
    }
    assert "101" in told[Nation.SCOTLAND].how
    for nation in (Nation.ENGLAND, Nation.WALES, Nation.NORTHERN_IRELAND):
        assert told[nation].title == "Report Fraud"


def test_a_breach_of_data_alone_is_for_the_ico_and_no_police() -> None:
    found = routes_of(Nation.ENGLAND, cyber=False, personal_data=True)
    assert [one.route.body for one in found] == [Body.INSURER, Body.ICO]


def test_every_route_has_its_source_and_a_clock_of_our_own_says_so() -> None:
    for one in LISTED:
        assert one.route.source
        if one.clock and one.clock is not ICO_NOTICE:
            assert one.clock.source == PLAYBOOK


def test_clocks_run_from_when_the_school_became_aware() -> None:
    [event] = reporting.given().when(begin, NOON).events
    assert isinstance(event, ReportingBegun)
    owed = {one.duty: one for one in event.owes}
    ico = owed[duty_of(TICKET, "ico")]
    assert (ico.obligation, ico.since) == (ICO_NOTICE, NINE)
    assert duty_of(TICKET, "governors") in owed
    assert duty_of(TICKET, "jisc") not in owed


def test_it_is_said_what_it_is_and_since_when() -> None:
    for wrong, field in (
        (replace(begin, cyber=False, personal_data=False), "cyber"),
        (replace(begin, aware_at=NOON + timedelta(hours=1)), "aware_at"),
        (replace(begin, aware_at=NOON.replace(year=2001)), "aware_at"),
    ):
        with pytest.raises(Invalid) as told:
            reporting.given().when(wrong, NOON)
        assert [*told.value.errors] == [field]
    request = Scenario(REPORTING, terms=About(TicketType.CHANGE))
    request.given().when(begin, NOON).then_refused("not an incident")
    for command in (report, waive, tell):
        reporting.given().when(command, NOON).then_refused("became aware")


def test_nothing_that_was_owed_is_hidden_by_saying_it_anew() -> None:
    with pytest.raises(Invalid):
        begun().when(replace(begin, aware_at=TEN), NOON)
    begun().when(replace(begin, cyber=False), NOON).then_refused("What was owed stays")
    less = replace(begin, personal_data=False)
    cyber = reporting.given().when(less, NOON).and_then()
    more = cyber.when(replace(begin, aware_at=NINE - timedelta(hours=1)), NOON)
    assert len(more.and_then().state.reports) == 6


def test_a_report_is_recorded_with_its_reference_and_when_it_was_made() -> None:
    told = begun().when(report, NOON).then(reported)
    [ico] = [one for one in told.state.reports if one.body is Body.ICO]
    assert (ico.state, ico.reference, ico.at) == (ReportState.REPORTED, "IC-1", TEN)
    told.when(replace(waive, body=Body.ICO), NOON).then_refused("already")
    again = told.when(replace(begin, aware_at=NINE), NOON).and_then()
    assert [one for one in again.state.reports if one.at] == [ico]


def test_no_report_is_of_another_time_or_to_somebody_else() -> None:
    for wrong in (
        replace(report, reported_at=NINE - timedelta(minutes=1)),
        replace(report, reported_at=NOON + timedelta(minutes=1)),
        replace(report, reference=" "),
        replace(report, body=Body.AUTHORITY),
        replace(waive, reason=" "),
    ):
        with pytest.raises(Invalid):
            begun().when(wrong, NOON)


def test_what_is_not_needed_says_why() -> None:
    waived = ReportWaived(
        ticket_id=TICKET, body=Body.JISC, reason=waive.reason, at=NOON, done=()
    )
    told = begun().when(waive, NOON).then(waived)
    [jisc] = [one for one in told.state.reports if one.body is Body.JISC]
    assert (jisc.state, jisc.reason) == (ReportState.NOT_NEEDED, waive.reason)


def test_governors_are_told_and_it_says_by_whom_and_how() -> None:
    governors = duty_of(TICKET, "governors")
    told = GovernorsTold(
        ticket_id=TICKET,
        who="The head",
        how="By phone",
        at=TEN,
        done=(Met(duty=governors, at=TEN),),
    )
    after = begun().when(tell, NOON).then(told)
    assert (after.state.governors_who, after.state.governors_at) == ("The head", TEN)
