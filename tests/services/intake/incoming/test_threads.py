"""Does a message find the ticket it is about, and a stranger no way in?"""

from __future__ import annotations

from uuid import UUID, uuid5

from contracts.intake import (
    OpenTicket,
    Requester,
    RequesterReplied,
)
from contracts.mail import (
    Fate,
    TrustSender,
    Why,
)
from contracts.values import Channel, Level
from services.intake.mail import references
from tests.support.cast import ASHGROVE, ASHGROVE_MAILBOX, TICKET
from tests.support.incoming import (
    BOUNCE,
    deliver,
    events,
    sign,
    ticket,
    written,
)
from tests.support.town import Town

OURS = "mx.msp.example"
OTHER_ID = UUID("3a110000-0000-4000-8000-000000000009")


def test_an_answer_to_what_we_sent_finds_its_ticket(school: Town) -> None:
    first = deliver(school)
    sent = references.message_id(sign(school), 1, OTHER_ID, "ashgrove.example")
    marked = references.subject_mark(sign(school), 1, first.reference or "")
    address = references.reply_address(sign(school), 1, ASHGROVE_MAILBOX)
    for raw, to in (
        (written(f"References: {sent}", "", "by References"), ASHGROVE_MAILBOX),
        (written(f"Subject: Re: x {marked}", "", "by subject"), ASHGROVE_MAILBOX),
        (written("Subject: Re: x", "", "by address"), address),
        (written(f"To: <{address}>", "", "by the To field"), ASHGROVE_MAILBOX),
    ):
        outcome = deliver(school, raw, to=to)
        assert (outcome.fate, outcome.ticket_id) == (Fate.REPLY, first.ticket_id)


def test_a_stranger_with_a_mark_does_not_get_into_a_ticket(school: Town) -> None:
    first = deliver(school)
    sent = references.message_id(sign(school), 1, OTHER_ID, "ashgrove.example")
    raw = written(f"In-Reply-To: {sent}", "", "Me too", sender="eve@elsewhere.example")
    outcome = deliver(school, raw)
    assert (outcome.fate, outcome.why) == (Fate.REVIEW, Why.STRANGER)
    received = school.events("intake", ASHGROVE)[-1]
    assert received.about == first.ticket_id
    assert not events(school, RequesterReplied)


def test_who_is_trusted_is_no_stranger(school: Town) -> None:
    first = deliver(school)
    school.execute(TrustSender(school_id=ASHGROVE, email="eve@elsewhere.example"))
    sent = references.message_id(sign(school), 1, OTHER_ID, "ashgrove.example")
    raw = written(f"In-Reply-To: {sent}", "", "Me too", sender="eve@elsewhere.example")
    assert deliver(school, raw).ticket_id == first.ticket_id


def test_a_reference_that_is_only_quoted_does_not_open_a_ticket_to_anybody(
    school: Town,
) -> None:
    first = deliver(school)
    raw = written(f"Subject: About {first.reference}", "", "Me too")
    assert deliver(school, raw).why is Why.STRANGER
    vouched = (
        "Authentication-Results: mx.msp.example; dmarc=pass header.from=x",
        f"Subject: About {first.reference}",
    )
    outcome = deliver(
        school, written(*vouched, "", "Me again"), vouched="mx.msp.example"
    )
    assert (outcome.fate, outcome.ticket_id) == (Fate.REPLY, first.ticket_id)


def test_a_bounce_is_put_on_the_ticket_whose_mail_came_back(school: Town) -> None:
    first = deliver(school)
    sent = references.message_id(sign(school), 1, OTHER_ID, "ashgrove.example")
    outcome = deliver(school, BOUNCE.replace(b"<sent>", sent.encode()))
    assert (outcome.fate, outcome.ticket_id) == (Fate.REPLY, first.ticket_id)
    [told] = [e for e in ticket(school, first).timeline if "delivered" in str(e.detail)]
    assert told.internal
    assert not events(school, RequesterReplied)


def test_a_ticket_that_was_opened_by_telephone_is_its_requesters_by_mail(
    school: Town,
) -> None:
    school.execute(
        OpenTicket(
            school_id=ASHGROVE,
            ticket_id=TICKET,
            subject="By telephone",
            description="",
            requester=Requester(name="Priya", email="PRIYA@ashgrove.example"),
            channel=Channel.PHONE,
            impact=Level.LOW,
            urgency=Level.LOW,
        )
    )
    marked = references.subject_mark(sign(school), 1, "MPJT-1")
    outcome = deliver(school, written(f"Subject: Re: {marked}", "", "It is solved."))
    assert (outcome.fate, outcome.ticket_id) == (Fate.REPLY, TICKET)
    assert uuid5(outcome.mail_id, "ticket") != TICKET
