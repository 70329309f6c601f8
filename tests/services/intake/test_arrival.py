"""Is a message recorded once?"""

from __future__ import annotations

from uuid import UUID

from contracts.intake import MailReceived, ReceiveMail
from services.intake.arrival import ARRIVAL
from tests.support.cast import ASHGROVE, PRIYA, TICKET
from tests.support.scenario import Scenario

MAIL = UUID("3a110000-0000-4000-8000-000000000001")

mail = Scenario(ARRIVAL)

receive = ReceiveMail(
    school_id=ASHGROVE,
    mail_id=MAIL,
    ticket_id=TICKET,
    sender_id=PRIYA.person_id,
    sender=PRIYA.email,
    file="f" * 64,
    size=1_024,
)
received = MailReceived(
    mail_id=MAIL,
    ticket_id=TICKET,
    sender_id=PRIYA.person_id,
    sender=PRIYA.email,
    file="f" * 64,
    size=1_024,
)


def test_a_message_is_recorded_as_it_came() -> None:
    mail.given().when(receive).then(received)


def test_a_message_that_comes_again_is_recorded_already() -> None:
    mail.given(received).when(receive).then_nothing()
