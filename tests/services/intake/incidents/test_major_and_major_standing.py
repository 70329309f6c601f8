"""May a major incident be declared, told of, stood down, reviewed and closed so?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid5

import pytest

from contracts.major_incidents import (
    CloseMajorIncident,
    CloseReviewAction,
    DeclareMajorIncident,
    LeadMajorIncident,
    MajorEntryKind,
    MajorIncident,
    MajorIncidentClosed,
    MajorIncidentDeclared,
    MajorIncidentLed,
    MajorIncidentNoted,
    MajorIncidentReviewed,
    MajorIncidentStoodDown,
    MajorIncidentUpdated,
    MajorState,
    NoteMajorIncident,
    ReviewAction,
    ReviewActionClosed,
    ReviewMajorIncident,
    StandDownMajorIncident,
    UpdateMajorIncident,
)
from contracts.obligations import Counting, Met
from contracts.refusals import Invalid
from contracts.values import TicketType
from services.intake.incidents.about import About
from services.intake.incidents.major import MAJOR_INCIDENT
from tests.support.cast import ASHGROVE, TICKET
from tests.support.scenario import Given, Scenario, at

major = Scenario(MAJOR_INCIDENT, terms=About())
NINE, TEN, NOON = at("mon 09:00"), at("mon 10:00"), at("mon 12:00")

declare = DeclareMajorIncident(
    school_id=ASHGROVE, ticket_id=TICKET, lead="olu", reason="All is down."
)
update = UpdateMajorIncident(school_id=ASHGROVE, ticket_id=TICKET, text="Soon.")
note = NoteMajorIncident(school_id=ASHGROVE, ticket_id=TICKET, text="Switch 3 is dead.")
over = StandDownMajorIncident(school_id=ASHGROVE, ticket_id=TICKET, text="It is up.")
review = ReviewMajorIncident(
    school_id=ASHGROVE,
    ticket_id=TICKET,
    what_happened="A switch died.",
    causes="It was old.",
    actions=(ReviewAction(what="Buy two", owner="Olu", due_on=date(2026, 6, 30)),),
)
close = CloseMajorIncident(school_id=ASHGROVE, ticket_id=TICKET)
done = CloseReviewAction(school_id=ASHGROVE, ticket_id=TICKET, number=1)


def declared() -> Given:
    return major.given().when(declare, NINE).and_then()


def stood_down() -> Given:
    return declared().when(over, NOON).and_then()


def test_declared_it_has_a_lead_and_owes_the_school_an_update() -> None:
    [event] = major.given().when(declare, NINE).events
    assert isinstance(event, MajorIncidentDeclared)
    assert (event.lead, event.update_minutes, event.at) == ("olu", 60, NINE)
    [owed] = event.owes
    assert (owed.obligation.counting, owed.obligation.number, owed.since) == (
        *(Counting.CLOCK_MINUTES, 60),
        NINE,
    )
    declared().when(declare, TEN).then_refused("It is a major incident already.")
    with pytest.raises(Invalid):
        major.given().when(replace(declare, reason=" "))


def test_only_an_incident_is_declared_a_major_one() -> None:
    request = Scenario(MAJOR_INCIDENT, terms=About(TicketType.SERVICE_REQUEST))
    request.given().when(declare).then_refused("This ticket is not an incident")
    merged = Scenario(MAJOR_INCIDENT, terms=About(merged=True))
    merged.given().when(declare).then_refused("merged")
    for command in (update, note, over, review, done, close):
        major.given().when(command).then_refused("No major incident was declared")


def test_an_update_meets_what_was_owed_and_owes_the_next() -> None:
    first = declared().state.update_duty
    [told] = declared().when(update, TEN).events
    assert isinstance(told, MajorIncidentUpdated)
    assert told.done == (Met(duty=first, at=TEN),)
    assert told.owes[0].since == TEN
    assert told.owes[0].duty != first


def test_its_timeline_is_in_the_order_of_when_things_happened() -> None:
    early = replace(note, happened_at=NINE - timedelta(minutes=20))
    noted = declared().when(early, TEN)
    [event] = noted.events
    assert event == MajorIncidentNoted(
        ticket_id=TICKET, text=note.text, at=NINE - timedelta(minutes=20)
    )
    kinds = [one.kind for one in noted.and_then().state.entries]
    assert kinds == [MajorEntryKind.NOTE, MajorEntryKind.DECLARED]
    for wrong in (NOON, NINE - timedelta(days=31)):
        with pytest.raises(Invalid):
            declared().when(replace(note, happened_at=wrong), TEN)


def test_it_is_handed_to_somebody_else_once() -> None:
    hand_over = LeadMajorIncident(school_id=ASHGROVE, ticket_id=TICKET, lead="zoe")
    led = declared().when(hand_over, TEN)
    again = led.then(MajorIncidentLed(ticket_id=TICKET, lead="zoe", at=TEN))
    again.when(hand_over, NOON).then_nothing()


def test_stood_down_it_owes_its_review_and_no_update() -> None:
    [event] = declared().when(over, NOON).events
    assert isinstance(event, MajorIncidentStoodDown)
    assert event.owes[0].obligation.counting is Counting.WORKING_DAYS
    assert event.done == (Met(duty=declared().state.update_duty, at=NOON),)
    for command in (update, note, over):
        stood_down().when(command, NOON).then_refused("is stood down")


def test_it_is_not_closed_before_it_was_reviewed() -> None:
    declared().when(close).then_refused("Stand it down first")
    declared().when(review).then_refused("Stand it down first")
    stood_down().when(close).then_refused("Review it first")
    reviewed = stood_down().when(review, NOON)
    [event] = reviewed.events
    assert isinstance(event, MajorIncidentReviewed)
    assert event.done == (Met(duty=stood_down().state.review_duty, at=NOON),)
    told = reviewed.and_then()
    told.when(review).then_refused("It was reviewed already.")
    closed = told.when(close, NOON).then(MajorIncidentClosed(ticket_id=TICKET, at=NOON))
    closed.when(close).then_refused("is closed")


def test_an_action_is_done_once_even_after_it_was_closed() -> None:
    told = stood_down().when(review, NOON).and_then().when(close, NOON).and_then()
    finished = told.when(done, NOON).then(
        ReviewActionClosed(ticket_id=TICKET, number=1, note="", at=NOON)
    )
    finished.when(done, NOON).then_nothing()
    with pytest.raises(Invalid):
        told.when(replace(done, number=2))
    state = finished.state
    assert isinstance(state, MajorIncident)
    assert state.state is MajorState.CLOSED
    assert state.actions[0].closed_at == NOON


def test_what_is_closed_may_be_declared_again() -> None:
    closed = stood_down().when(review).and_then().when(close).and_then()
    assert closed.when(declare, NOON).events


def test_each_update_is_a_duty_of_its_own() -> None:
    duty = declared().state.update_duty
    assert duty == uuid5(TICKET, f"update {NINE.isoformat()}")
