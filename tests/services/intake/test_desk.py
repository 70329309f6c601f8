"""What is a ticket given when it is opened, by whatever way it came?"""

from __future__ import annotations

from contracts.intake import OpenTicket, Requester
from contracts.values import Channel, Level
from tests.support.cast import ASHGROVE, PRIYA, TICKET
from tests.support.incoming import deliver, written
from tests.support.town import Town


def test_the_same_person_has_one_id_however_they_ask(school: Town) -> None:
    deliver(school)
    school.execute(
        OpenTicket(
            school_id=ASHGROVE,
            ticket_id=TICKET,
            subject="By telephone",
            description="",
            requester=Requester(name="Priya", email=PRIYA.email.upper()),
            channel=Channel.PHONE,
            impact=Level.LOW,
            urgency=Level.LOW,
        )
    )
    _, by_mail, by_phone = school.events("intake", ASHGROVE)
    assert by_mail.requester_id == by_phone.requester_id


def test_numbers_run_on_without_a_gap(school: Town) -> None:
    outcomes = [deliver(school, written("", said)) for said in "abc"]
    numbers = [str(one.reference).split("-")[1] for one in outcomes]
    assert numbers == ["1", "2", "3"]
