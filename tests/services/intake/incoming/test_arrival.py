"""Is a message recorded once, and decided on once?"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from contracts.mail import (
    AttachFile,
    Checks,
    Fate,
    FileAttached,
    MailReceived,
    MailSettled,
    Nature,
    ReceiveMail,
    SettleMail,
    Why,
)
from contracts.refusals import Conflict, NotFound
from services.intake.incoming.arrival import ARRIVAL, record_key
from tests.support.cast import ASHGROVE, PRIYA, TICKET
from tests.support.scenario import Scenario

MAIL = UUID("3a110000-0000-4000-8000-000000000001")

mail = Scenario(ARRIVAL)

receive = ReceiveMail(
    school_id=ASHGROVE,
    mail_id=MAIL,
    fate=Fate.REVIEW,
    why=Why.STRANGER,
    ticket_id=None,
    about=TICKET,
    sender_id=PRIYA.person_id,
    sender=PRIYA.email,
    subject="The projector",
    nature=Nature.PERSON,
    answerable=False,
    checks=Checks(spf="pass"),
    identity="1d",
    file="f" * 64,
    size=1_024,
)
received = MailReceived(
    mail_id=MAIL,
    fate=Fate.REVIEW,
    why=Why.STRANGER,
    ticket_id=None,
    about=TICKET,
    sender_id=PRIYA.person_id,
    sender=PRIYA.email,
    subject="The projector",
    nature=Nature.PERSON,
    answerable=False,
    checks=Checks(spf="pass"),
    identity="1d",
    file="f" * 64,
    size=1_024,
    record_id=record_key(MAIL),
)
attach = AttachFile(
    school_id=ASHGROVE,
    mail_id=MAIL,
    place=0,
    sender_id=PRIYA.person_id,
    name="screen.png",
    kind="image/png",
    content_id="",
    file="e" * 64,
    size=9,
    offered=True,
)
attached = FileAttached(
    mail_id=MAIL,
    place=0,
    sender_id=PRIYA.person_id,
    name="screen.png",
    kind="image/png",
    content_id="",
    file="e" * 64,
    size=9,
    offered=True,
)
settle = SettleMail(
    school_id=ASHGROVE,
    mail_id=MAIL,
    fate=Fate.REPLY,
    ticket_id=TICKET,
    reason="She is the new caretaker.",
)
settled = MailSettled(
    mail_id=MAIL,
    fate=Fate.REPLY,
    ticket_id=TICKET,
    reason="She is the new caretaker.",
)


def test_a_message_is_recorded_as_it_came() -> None:
    mail.given().when(receive).then(received)


def test_a_message_that_comes_again_is_recorded_already() -> None:
    mail.given(received).when(receive).then_nothing()


def test_a_file_is_recorded_once() -> None:
    mail.given(received).when(attach).then(attached)
    mail.given(received, attached).when(attach).then_nothing()


def test_a_held_message_is_decided_on() -> None:
    mail.given(received).when(settle).then(settled)


def test_a_message_is_decided_on_by_one_person_only() -> None:
    with pytest.raises(Conflict, match="already"):
        mail.given(received, settled).when(settle).then_nothing()


def test_a_message_that_was_not_held_is_not_decided_on() -> None:
    taken = replace(received, fate=Fate.TICKET, why=None, ticket_id=TICKET)
    with pytest.raises(Conflict):
        mail.given(taken).when(settle).then_nothing()


def test_a_message_that_did_not_come_is_not_found() -> None:
    with pytest.raises(NotFound):
        mail.given().when(settle).then_nothing()
