"""Is what is held never due, and who places a hold and lifts it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid5

import pytest
from sqlalchemy import Connection

from contracts.access import Caller, Role
from contracts.intake import Requester
from contracts.refusals import Forbidden, Invalid, NotFound, Refused
from contracts.retention import (
    EndLegalHold,
    HoldOn,
    LegalHoldEnded,
    LegalHoldLifted,
    LegalHoldPlaced,
    LiftLegalHold,
    PlaceLegalHold,
    RecordClass,
)
from contracts.ties import MergeTicket
from services.intake.retention import held as holding
from services.intake.retention.erasing import end_holds
from services.intake.retention.holding import HOLD as DECIDER
from services.intake.retention.holding import Named
from tests.services.intake.retention.records import (
    DPO,
    HEAD,
    HOLD,
    MANAGER,
    OTHERS,
    due,
    end,
    erase,
    held,
    lift,
    long_over,
    place,
    retention,
)
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, OLU, OTHER_TICKET, PRIYA, TICKET
from tests.support.rebuilding import compared
from tests.support.scenario import Scenario
from tests.support.town import Town

hold = Scenario(DECIDER, terms=Named())
of_priya = Scenario(DECIDER, terms=Named(person_id=PRIYA.person_id))
of_ticket = Scenario(DECIDER, terms=Named(ticket_id=TICKET))
of_nothing = Scenario(DECIDER, terms=Named(ticket_id=TICKET, erased=True))

which: dict[str, Any] = {"school_id": ASHGROVE, "hold_id": HOLD}
place_it = PlaceLegalHold(**which, on=HoldOn.SCHOOL, reason="A dispute.")
placed = LegalHoldPlaced(
    hold_id=HOLD,
    on=HoldOn.SCHOOL,
    record_class=None,
    ticket_id=None,
    person_id=None,
    who=None,
    reason="A dispute.",
    until_on=None,
)
lift_it = LiftLegalHold(**which, reason="It is settled.")
end_it = EndLegalHold(**which)
FRIDAY = date(2026, 6, 12)


def test_a_hold_is_placed_and_lifted_once() -> None:
    hold.given().when(place_it).then(placed)
    hold.given(placed).when(place_it).then()
    lifted = LegalHoldLifted(hold_id=HOLD, reason="It is settled.")
    hold.given(placed).when(lift_it).then(lifted)
    hold.given(placed, lifted).when(lift_it).then()
    with pytest.raises(NotFound):
        hold.given().when(lift_it)


def test_a_hold_on_a_person_says_whose_records() -> None:
    on = replace(place_it, on=HoldOn.PERSON, email=PRIYA.email)
    told: dict[str, Any] = {
        "on": HoldOn.PERSON,
        "person_id": PRIYA.person_id,
        "who": PRIYA.email,
    }
    of_priya.given().when(on).then(replace(placed, **told))


def test_a_hold_on_a_ticket_or_a_class_says_which() -> None:
    on = replace(place_it, on=HoldOn.TICKET, ticket_id=TICKET)
    told = replace(placed, on=HoldOn.TICKET, ticket_id=TICKET)
    of_ticket.given().when(on).then(told)
    of_nothing.given().when(on).then_refused("erased")
    mail = replace(place_it, on=HoldOn.CLASS, record_class=RecordClass.MAIL)
    told = replace(placed, on=HoldOn.CLASS, record_class=RecordClass.MAIL)
    hold.given().when(mail).then(told)


@pytest.mark.parametrize("on", [HoldOn.CLASS, HoldOn.PERSON, HoldOn.TICKET])
def test_a_hold_on_nothing_is_none(on: HoldOn) -> None:
    with pytest.raises(Invalid):
        hold.given().when(replace(place_it, on=on))


def test_a_hold_has_its_reason_and_ends_no_earlier_than_today() -> None:
    for wrong in ({"reason": " "}, {"until_on": date(2020, 1, 1)}):
        with pytest.raises(Invalid):
            hold.given().when(replace(place_it, **wrong))
    with pytest.raises(Invalid):
        hold.given(placed).when(replace(lift_it, reason=" "))


def test_a_hold_ends_by_itself_once_its_last_day_is_over() -> None:
    until = replace(placed, until_on=date(2020, 1, 1))
    hold.given(until).when(end_it).then(LegalHoldEnded(hold_id=HOLD))
    hold.given(replace(placed, until_on=date(2090, 1, 1))).when(end_it).then()
    hold.given(placed).when(end_it).then()


HOLDS: dict[str, dict[str, Any]] = {
    "school": {"on": HoldOn.SCHOOL},
    "class": {"on": HoldOn.CLASS, "record_class": RecordClass.TICKETS},
    "person": {"on": HoldOn.PERSON, "email": PRIYA.email},
    "ticket": {"on": HoldOn.TICKET, "ticket_id": TICKET},
}


@pytest.mark.parametrize("what", HOLDS)
def test_whatever_is_held_is_not_due_until_it_is_lifted(known: Town, what: str) -> None:
    long_over(known)
    assert (due(known), held(known)) == (1, 0)
    place(known, **HOLDS[what])
    assert (due(known), held(known)) == (0, 1)
    with pytest.raises(Refused, match="held"):
        erase(known)
    assert compared(known, "intake").tables == set()
    lift(known)
    assert (due(known), held(known)) == (1, 0)
    erase(known)
    assert compared(known, "intake").tables == set()


def test_without_looking_at_holds_what_is_held_is_due(
    known: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""

    def _nothing(*_: Connection) -> bool:
        return False

    monkeypatch.setattr(holding, "_any_standing", _nothing)
    long_over(known)
    place(known, **HOLDS["person"])
    assert due(known) == 1


def test_other_peoples_tickets_are_not_held(known: Town) -> None:
    long_over(known)
    other = Requester(name="Sam", email="sam@ashgrove.example")
    long_over(known, ticket_id=OTHER_TICKET, requester=other)
    place(known, **HOLDS["person"])
    assert (due(known), held(known)) == (1, 1)


def test_what_was_merged_holds_its_survivor(known: Town) -> None:
    other = Requester(name="Sam", email="sam@ashgrove.example")
    known.execute(replace(open_it, ticket_id=OTHER_TICKET, requester=other))
    known.execute(open_it)
    merge: dict[str, Any] = {"ticket_id": TICKET, "into_id": OTHER_TICKET, "version": 1}
    known.execute(MergeTicket(school_id=ASHGROVE, **merge))
    end(known, OTHER_TICKET)
    known.clock.advance(days=2_000)
    assert due(known) == 1
    place(known, **HOLDS["person"])
    assert (due(known), held(known)) == (0, 1)


def test_two_holds_are_two_and_a_hold_is_over_after_its_last_day(known: Town) -> None:
    long_over(known)
    today = known.clock().date()
    place(known, **HOLDS["ticket"], until_on=today + timedelta(days=3))
    other = uuid5(HOLD, "other")
    place(known, **HOLDS["person"], hold_id=other)
    known.clock.advance(days=3)
    end_holds(known.applications["intake"])
    assert retention(known).holds == 2
    known.clock.advance(days=1)
    end_holds(known.applications["intake"])
    assert [one.hold_id for one in retention(known).shown_holds] == [other]
    assert due(known) == 0
    lift(known, hold_id=other)
    assert due(known) == 1


def test_the_msp_places_a_hold_and_never_lifts_it(known: Town) -> None:
    long_over(known)
    place(known, **HOLDS["ticket"], by=OLU.caller)
    for nobody in (OLU.caller, PRIYA.caller, MANAGER, OTHERS):
        with pytest.raises(Forbidden):
            lift(known, nobody)
    lift(known, HEAD)
    engineer = Caller(actor="person:engineer", role=Role.ENGINEER)
    for nobody in (engineer, PRIYA.caller, OTHERS):
        with pytest.raises(Forbidden):
            place(known, **HOLDS["ticket"], by=nobody)


def test_why_is_for_who_keeps_records(known: Town) -> None:
    long_over(known)
    place(known, **HOLDS["person"])
    shown = retention(known, DPO)
    assert [one.who for one in shown.shown_holds] == [PRIYA.email]
    assert retention(known, MANAGER) == replace(shown, shown_holds=())
