"""What is a ticket given when it is opened, by whatever way it came?"""

from __future__ import annotations

from dataclasses import replace

from contracts.intake import OpenTicket, Requester
from contracts.values import Channel, Level
from services.intake.rooms import ROOMS
from tests.services.intake.stories import open_it
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


def test_nobody_says_of_a_ticket_that_it_is_about_safeguarding(school: Town) -> None:
    school.execute(replace(open_it, safeguarding=True))
    assert school.events("intake", ASHGROVE)[-1].safeguarding is False


def test_without_its_handler_anybody_would(school: Town) -> None:
    school.open(replace(ROOMS, handlers={}))
    school.execute(replace(open_it, safeguarding=True))
    assert school.events("intake", ASHGROVE)[-1].safeguarding is True


def test_numbers_run_on_without_a_gap(school: Town) -> None:
    outcomes = [deliver(school, written("", said)) for said in "abc"]
    numbers = [str(one.reference).split("-")[1] for one in outcomes]
    assert numbers == ["1", "2", "3"]
