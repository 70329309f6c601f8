"""Does a person decide on a message that was held, once?"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from contracts.intake import RequesterReplied, TicketOpened
from contracts.mail import (
    Fate,
    FindMails,
    MailOutcome,
    RuleOnMail,
    Ruling,
    SenderTrusted,
)
from contracts.refusals import Conflict, Invalid, NotFound, Refused
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.incoming import deliver, events, ticket, written
from tests.support.town import Town


@pytest.fixture
def held(school: Town) -> UUID:
    """The id of a message that names a ticket whose sender is not on it."""
    first = deliver(school)
    raw = written(f"Subject: {first.reference}", "", "Me too", sender="eve@b.example")
    return deliver(school, raw).mail_id


def rule(town: Town, mail_id: UUID, ruling: Ruling, **more: object) -> MailOutcome:
    command = RuleOnMail(school_id=ASHGROVE, mail_id=mail_id, ruling=ruling)
    outcome = town.execute(replace(command, **more))  # type: ignore[arg-type]
    assert isinstance(outcome, MailOutcome)
    return outcome


def test_a_held_message_opens_a_ticket(school: Town, held: UUID) -> None:
    outcome = rule(school, held, Ruling.OPEN, ticket_id=uuid4())
    assert outcome.fate is Fate.TICKET
    view = ticket(school, outcome)
    assert view.requester.email == "eve@b.example"
    assert view.reference == outcome.reference
    assert not school.ask(FindMails()).mails


def test_a_held_message_is_put_on_a_ticket(school: Town, held: UUID) -> None:
    [row] = school.ask(FindMails()).mails
    outcome = rule(school, held, Ruling.ATTACH, ticket_id=row.about_id)
    assert (outcome.fate, outcome.reference) == (Fate.REPLY, row.about)
    [replied] = events(school, RequesterReplied)
    assert isinstance(replied, RequesterReplied)
    assert (replied.text, replied.writer) == ("Me too", "eve@b.example")


def test_who_was_let_in_once_is_no_stranger_on_that_ticket(
    school: Town, held: UUID
) -> None:
    [row] = school.ask(FindMails()).mails
    rule(school, held, Ruling.ATTACH, ticket_id=row.about_id)
    again = written(
        "Authentication-Results: mx; dmarc=pass",
        f"Subject: {row.about}",
        "",
        "Once more",
        sender="eve@b.example",
    )
    assert deliver(school, again, vouched="mx").ticket_id == row.about_id


def test_a_held_message_is_refused_with_a_reason(school: Town, held: UUID) -> None:
    with pytest.raises(Invalid, match="reason"):
        rule(school, held, Ruling.REFUSE, reason=" ")
    assert rule(school, held, Ruling.REFUSE, reason="Advertising").fate is Fate.REFUSED
    [row] = school.ask(FindMails(fate=Fate.REFUSED)).mails
    assert row.reason == "Advertising"


def test_two_people_do_not_decide_on_one_message(school: Town, held: UUID) -> None:
    rule(school, held, Ruling.OPEN, ticket_id=uuid4())
    with pytest.raises(Conflict, match="already"):
        rule(school, held, Ruling.OPEN, ticket_id=uuid4())
    assert len(events(school, TicketOpened)) == 2


def test_its_sender_is_trusted_where_somebody_says_so(school: Town, held: UUID) -> None:
    rule(school, held, Ruling.REFUSE, reason="It is answered.", trust=True)
    [trusted] = events(school, SenderTrusted)
    assert isinstance(trusted, SenderTrusted)
    assert trusted.sender == "eve@b.example"


@pytest.mark.parametrize("ruling", [Ruling.OPEN, Ruling.ATTACH])
def test_a_ticket_has_to_be_named(school: Town, held: UUID, ruling: Ruling) -> None:
    with pytest.raises(Invalid, match="ticket_id"):
        rule(school, held, ruling)


def test_what_nobody_sent_is_refused_or_left(school: Town) -> None:
    nobodys = deliver(school, b"Subject: nobody\n\nHi").mail_id
    with pytest.raises(Refused, match="by hand"):
        rule(school, nobodys, Ruling.OPEN, ticket_id=uuid4())
    with pytest.raises(Refused, match="no sender"):
        rule(school, nobodys, Ruling.REFUSE, reason="Noise", trust=True)
    assert rule(school, nobodys, Ruling.REFUSE, reason="Noise").fate is Fate.REFUSED


def test_a_message_that_did_not_come_is_not_found(school: Town) -> None:
    with pytest.raises(NotFound):
        rule(school, uuid4(), Ruling.REFUSE, reason="x")


def test_beckfield_has_no_message_of_ashgroves(school: Town, held: UUID) -> None:
    command = RuleOnMail(
        school_id=BECKFIELD, mail_id=held, ruling=Ruling.REFUSE, reason="x"
    )
    with pytest.raises(NotFound):
        school.execute(command)
    assert not school.ask(FindMails(school_id=BECKFIELD)).mails
