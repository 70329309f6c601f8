"""Does a real mail server hand mail over, keep it while it must, and bring DSNs?"""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from infra.mailroom.door import Door
from infra.mailroom.receiving import Handler
from services.intake.outgoing.post import URL
from services.intake.outgoing.sending import Sender
from tests.infra.mailroom.boxes import Writer, a_broken_one
from tests.support.cast import ASHGROVE_MAILBOX
from tests.support.postfix import Postfix
from tests.support.waiting import until

STRANGER = "priya@elsewhere.example"


@contextmanager
def receiving(writer: Writer, postfix: Postfix) -> Iterator[None]:
    """Our receiver is where the mail server was told that it is."""
    handler = Handler(writer.platform, "", one_by_one=False)
    door = Door("lmtp", "127.0.0.1", postfix.lmtp_port, handler)
    door.start()
    try:
        yield
    finally:
        door.stop(30)


def sent(writer: Writer, postfix: Postfix, subject: str) -> None:
    raw = writer.writes(subject).replace(
        b"ashgrove.example>\r\nTo", b"x.example>\r\nTo"
    )
    postfix.takes(STRANGER, ASHGROVE_MAILBOX, raw)


def came(writer: Writer, **fates: int) -> None:
    """Wait for these outcomes, and see that there are no others."""
    until(lambda: writer.fates().total() >= sum(fates.values()))
    assert writer.fates() == fates


def test_what_it_takes_for_a_mailbox_is_a_ticket_here(
    writer: Writer, postfix: Postfix
) -> None:
    with receiving(writer, postfix):
        for number in range(10):
            sent(writer, postfix, f"projector {number}")
        postfix.takes("", ASHGROVE_MAILBOX, a_broken_one(1))
        came(writer, ticket=10, review=1)
    assert writer.subjects() == [f"projector {number}" for number in range(10)]


def test_what_is_for_nobody_of_ours_is_refused_before_it_is_taken(
    writer: Writer, postfix: Postfix
) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        postfix.takes(STRANGER, "nobody@ashgrove.example", writer.writes("the lamp"))


def test_while_our_receiver_is_away_it_keeps_mail_and_brings_it_once(
    writer: Writer, postfix: Postfix
) -> None:
    sent(writer, postfix, "the projector")
    until(lambda: "Connection refused" in postfix.log)
    assert writer.fates().total() == 0
    with receiving(writer, postfix):
        came(writer, ticket=1)


def test_what_of_ours_cannot_be_delivered_comes_back_to_its_ticket(
    writer: Writer, postfix: Postfix
) -> None:
    town = writer.desk.town
    with receiving(writer, postfix):
        sent(writer, postfix, "the kiln")
        came(writer, ticket=1)
        town.settle()
        # All that was asked before is acknowledged as well, to nobody.
        Sender().send_letters(town.applications["intake"], {URL: postfix.url})
        until(lambda: returned(writer, "the kiln"))
    [told] = returned(writer, "the kiln")
    assert "could not be delivered: Undelivered Mail Returned to Sender" in told
    assert "mailer-daemon@mx.msp.example" in told.lower()
    assert writer.fates().keys() == {"ticket", "reply"}


def returned(writer: Writer, subject: str) -> list[str]:
    """What a ticket tells of letters about it that came back."""
    [ticket] = writer.platform.get("tickets", search=subject)["tickets"]
    timeline = writer.platform.get("tickets", ticket["ticket_id"])["timeline"]
    mails = [one for one in timeline if one["kind"] == "mail" and one["internal"]]
    return [one["detail"] for one in mails]
