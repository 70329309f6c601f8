"""Does a request come in whole, by form or by mail, once?"""

from __future__ import annotations

from base64 import b64encode
from uuid import UUID, uuid4, uuid5

import pytest
from sqlalchemy import Connection, func, select

from contracts.directory import AddSchool
from contracts.intake import (
    DeliverMail,
    MailOutcome,
    MailReceived,
    OpenTicket,
    Requester,
    TicketOpened,
)
from contracts.refusals import Invalid, Refused
from contracts.values import Channel, Level
from services.intake.desk import kept_mail
from services.intake.tables import files
from shared.keyring import Forgotten
from tests.support.cast import ASHGROVE, ASHGROVE_MAILBOX, ASHGROVE_NAME
from tests.support.town import Town

RAW = b"""\
From: Priya Nair <priya@ashgrove.example>\r
To: help@ashgrove.example\r
Subject: The projector\r
\r
It stays dark.\r
"""
MAIL_ID = UUID("3a110000-0000-4000-8000-000000000001")


@pytest.fixture
def school(town: Town) -> Town:
    town.execute(AddSchool(school_id=ASHGROVE, name=ASHGROVE_NAME))
    return town


def delivery(raw: bytes = RAW, mail_id: UUID = MAIL_ID) -> DeliverMail:
    return DeliverMail(
        school_id=ASHGROVE,
        mail_id=mail_id,
        ticket_id=uuid5(mail_id, "ticket"),
        address=ASHGROVE_MAILBOX,
        raw=b64encode(raw).decode(),
    )


def deliver(town: Town, command: DeliverMail) -> MailOutcome:
    outcome = town.execute(command, command_id=command.mail_id)
    assert isinstance(outcome, MailOutcome)
    return outcome


def number_of_files(town: Town) -> int:
    def count(connection: Connection) -> int:
        found = select(func.count()).select_from(files)
        return connection.execute(found).scalar_one()

    counted: int = town.applications["intake"].read(count, school=ASHGROVE)
    return counted


def test_a_message_is_recorded_and_then_opens_a_ticket(school: Town) -> None:
    outcome = deliver(school, delivery())
    received, opened = school.events("intake", ASHGROVE)
    assert isinstance(received, MailReceived)
    assert isinstance(opened, TicketOpened)
    assert opened.ticket_id == received.ticket_id == outcome.ticket_id
    assert opened.channel is Channel.EMAIL
    assert (opened.subject, opened.description) == ("The projector", "It stays dark.")
    first, second = school.log("intake", ASHGROVE)
    assert second.causation_id == first.event_id


def test_who_wrote_is_who_it_is_done_for(school: Town) -> None:
    deliver(school, delivery())
    received, opened = school.events("intake", ASHGROVE)
    log = school.log("intake", ASHGROVE)
    assert {event.on_behalf_of for event in log} == {f"requester:{opened.requester_id}"}
    assert opened.requester_id == received.sender_id


def test_the_same_person_has_one_id_however_they_ask(school: Town) -> None:
    deliver(school, delivery())
    school.execute(
        OpenTicket(
            school_id=ASHGROVE,
            ticket_id=uuid4(),
            subject="By telephone",
            description="",
            requester=Requester(name="Priya", email="PRIYA@ashgrove.example"),
            channel=Channel.PHONE,
            impact=Level.LOW,
            urgency=Level.LOW,
        )
    )
    _, by_mail, by_phone = school.events("intake", ASHGROVE)
    assert by_mail.requester_id == by_phone.requester_id


def test_a_message_that_comes_again_is_the_same_ticket(school: Town) -> None:
    first = deliver(school, delivery())
    again = deliver(school, delivery())
    assert again == first
    assert len(school.log("intake", ASHGROVE)) == 2
    assert number_of_files(school) == 1


def test_numbers_run_on_without_a_gap(school: Town) -> None:
    references = [deliver(school, delivery(mail_id=uuid4())).reference for _ in "abc"]
    assert [reference.split("-")[1] for reference in references] == ["1", "2", "3"]


@pytest.mark.parametrize("raw", [b"", b"no message at all", b"Subject: nobody\n\nHi"])
def test_what_is_no_message_is_refused_and_nothing_is_kept(
    school: Town, raw: bytes
) -> None:
    with pytest.raises(Refused):
        deliver(school, delivery(raw))
    assert school.log("intake", ASHGROVE) == []
    assert number_of_files(school) == 0


def test_what_is_not_base64_is_named(school: Town) -> None:
    command = DeliverMail(
        school_id=ASHGROVE,
        mail_id=MAIL_ID,
        ticket_id=uuid4(),
        address=ASHGROVE_MAILBOX,
        raw="not base64!",
    )
    with pytest.raises(Invalid, match="raw"):
        school.execute(command)


def test_a_message_is_kept_sealed_as_it_was_received(school: Town) -> None:
    deliver(school, delivery())
    received, _ = school.events("intake", ASHGROVE)
    with school.applications["intake"].work(ASHGROVE) as work:
        raw = kept_mail(work, received.file, received.mail_id, received.sender_id)
        row = work.connection.execute(select(files)).one()
    assert raw == RAW
    assert b"dark" not in bytes(row.content)
    assert row.name == received.file


def test_forgetting_the_sender_forgets_the_message(school: Town) -> None:
    deliver(school, delivery())
    received, _ = school.events("intake", ASHGROVE)
    school.keyring.destroy(ASHGROVE, received.sender_id, school.clock())
    with school.applications["intake"].work(ASHGROVE) as work, pytest.raises(Forgotten):
        kept_mail(work, received.file, received.mail_id, received.sender_id)
