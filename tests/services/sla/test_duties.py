"""What does an incident owe, and what was met of it, as sla hears of it?"""

from __future__ import annotations

from uuid import uuid5

from contracts.intake import TicketResolved
from contracts.major_incidents import MajorIncidentStoodDown
from contracts.obligations import (
    Counting,
    Duty,
    MeetObligation,
    Met,
    Obligation,
    SetObligation,
)
from services.sla.duties import duties
from services.sla.policies import react
from tests.support.cast import ASHGROVE, TICKET
from tests.support.scenario import at, heard

REVIEW = Obligation(
    name="Review it", counting=Counting.WORKING_DAYS, number=10, source="Procedure"
)
FIRST, SECOND = uuid5(TICKET, "first"), uuid5(TICKET, "second")
OVER = MajorIncidentStoodDown(
    ticket_id=TICKET,
    text="It is up.",
    at=at("mon 12:00"),
    owes=(Duty(duty=SECOND, obligation=REVIEW, since=at("mon 12:00")),),
    done=(Met(duty=FIRST, at=at("mon 11:00")),),
)


def test_what_was_done_is_met_when_it_was_and_what_is_owed_is_set() -> None:
    met = MeetObligation(
        school_id=ASHGROVE, ticket_id=TICKET, at=at("mon 11:00"), duty=FIRST
    )
    owed = SetObligation(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        obligation=REVIEW,
        since=at("mon 12:00"),
        at=at("mon 12:05"),
        duty=SECOND,
    )
    told = heard(OVER, at("mon 12:05"))
    assert duties(told) == [met, owed]
    assert react(told) == [met, owed]


def test_what_owes_nothing_is_silence() -> None:
    done = TicketResolved(ticket_id=TICKET, requester_id=TICKET, note="Done")
    assert duties(heard(done, at("mon 12:00"))) == []
