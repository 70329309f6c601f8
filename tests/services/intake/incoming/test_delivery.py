"""Does a message come in whole, and is there exactly one outcome of it?"""

from __future__ import annotations

from base64 import b64encode
from uuid import UUID

import pytest
from sqlalchemy import Connection, func, select

from contracts.intake import (
    TicketOpened,
)
from contracts.mail import (
    DeliverMail,
    Fate,
    FileAttached,
    MailReceived,
    Nature,
    Why,
)
from contracts.refusals import Invalid
from contracts.values import Channel
from services.intake import file_store
from services.intake.incoming import delivery as delivery_room
from services.intake.incoming.judging import MOST_AN_HOUR, MOST_ANSWERED
from services.intake.mail import references
from services.intake.outgoing.letter_rows import addressee
from services.intake.tables import files
from shared.keyring import Forgotten
from tests.support.cast import ASHGROVE, ASHGROVE_MAILBOX
from tests.support.incoming import (
    RAW,
    deliver,
    events,
    sign,
    written,
)
from tests.support.town import Town

OURS = "mx.msp.example"
OTHER_ID = UUID("3a110000-0000-4000-8000-000000000009")


def number_of_files(town: Town) -> int:
    def count(connection: Connection) -> int:
        found = select(func.count()).select_from(files)
        return connection.execute(found).scalar_one()

    counted: int = town.applications["intake"].read(count, school=ASHGROVE)
    return counted


def test_a_message_is_recorded_and_then_opens_a_ticket(school: Town) -> None:
    outcome = deliver(school)
    received, opened = school.events("intake", ASHGROVE)
    assert isinstance(received, MailReceived)
    assert isinstance(opened, TicketOpened)
    assert opened.ticket_id == received.ticket_id == outcome.ticket_id
    assert opened.channel is Channel.EMAIL
    assert (opened.subject, opened.description) == ("The projector", "It stays dark.")
    first, second = school.log("intake", ASHGROVE)
    assert second.causation_id == first.event_id
    assert {one.on_behalf_of for one in (first, second)} == {
        f"requester:{opened.requester_id}"
    }
    assert opened.requester_id == received.sender_id


def test_a_message_that_comes_again_has_the_same_outcome(school: Town) -> None:
    first = deliver(school)
    recorded = school.log("intake", ASHGROVE)
    assert deliver(school) == first
    assert school.log("intake", ASHGROVE) == recorded
    assert number_of_files(school) == 1


def test_a_dated_message_is_the_same_by_whatever_way_it_comes(school: Town) -> None:
    dated = written("Date: Mon, 08 Jun 2026 08:00:00 +0100", "", "It is dark.")
    by_another = b"Received: by mx.school.example; Mon, 8 Jun 2026\r\n" + dated
    assert deliver(school, by_another) == deliver(school, dated)
    assert len(events(school, TicketOpened)) == 1


def test_one_message_id_on_two_messages_is_two_tickets(school: Town) -> None:
    dated = ("Date: Mon, 08 Jun 2026 08:00:00 +0100", "Message-ID: <1@scanner>", "")
    one = deliver(school, written(*dated, "Toner is low."))
    other = deliver(school, written(*dated, "Paper is out."))
    assert one.ticket_id != other.ticket_id


@pytest.mark.parametrize("said", ["Message-ID: <>", "Message-ID:", "X-Nothing: 1"])
def test_a_message_without_an_id_is_as_good_as_any(school: Town, said: str) -> None:
    raw = written("Date: Mon, 08 Jun 2026 08:00:00 +0100", said, "", "Hello")
    assert deliver(school, raw).fate is Fate.TICKET
    assert deliver(school, raw) == deliver(school, raw)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", Why.UNREADABLE),
        (b"no message at all", Why.UNREADABLE),
        (b"Subject: nobody\n\nHi", Why.NO_SENDER),
    ],
)
def test_what_nobody_can_read_is_kept_and_held(
    school: Town, raw: bytes, why: Why
) -> None:
    outcome = deliver(school, raw)
    assert (outcome.fate, outcome.why) == (Fate.REVIEW, why)
    [received] = school.events("intake", ASHGROVE)
    assert kept(school, received) == raw


def test_a_fault_of_the_reader_loses_no_message(
    school: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(_raw: bytes, _authserv_id: str) -> None:
        raise RecursionError

    monkeypatch.setattr(delivery_room, "read_message", break_down)
    outcome = deliver(school)
    assert (outcome.fate, outcome.why) == (Fate.REVIEW, Why.UNREADABLE)


def kept(town: Town, received: MailReceived) -> bytes:
    with town.applications["intake"].work(ASHGROVE) as work:
        subjects = [received.sender_id, received.mail_id]
        return file_store.read(
            work.keyring, work.connection, ASHGROVE, received.file, subjects
        )


def test_a_message_is_kept_sealed_as_it_was_received(school: Town) -> None:
    deliver(school)
    received, _ = school.events("intake", ASHGROVE)
    assert kept(school, received) == RAW
    with school.applications["intake"].work(ASHGROVE) as work:
        row = work.connection.execute(select(files)).one()
    assert b"dark" not in bytes(row.content)


def test_forgetting_the_sender_forgets_the_message(school: Town) -> None:
    deliver(school)
    received, _ = school.events("intake", ASHGROVE)
    school.keyring.destroy(ASHGROVE, received.sender_id, school.clock())
    with pytest.raises(Forgotten):
        kept(school, received)


def test_what_is_not_base64_is_named(school: Town) -> None:
    command = DeliverMail(
        school_id=ASHGROVE, mail_id=OTHER_ID, address=ASHGROVE_MAILBOX, raw="not it!"
    )
    with pytest.raises(Invalid, match="raw"):
        school.execute(command)


def test_an_automatic_answer_to_nothing_is_refused_and_kept(school: Town) -> None:
    outcome = deliver(school, written("Auto-Submitted: auto-replied", "", "Away."))
    assert (outcome.fate, outcome.why) == (Fate.REFUSED, Why.AUTOMATIC)
    assert number_of_files(school) == 1


def test_our_own_mail_that_comes_back_is_refused(school: Town) -> None:
    deliver(school)
    sent = references.message_id(sign(school), 1, OTHER_ID, "ashgrove.example")
    outcome = deliver(school, written(f"Message-ID: {sent}", "", "It is in hand."))
    assert (outcome.fate, outcome.why) == (Fate.REFUSED, Why.OUR_OWN)


def test_a_storm_is_held_after_so_many_an_hour(school: Town) -> None:
    fates = [
        deliver(school, written(f"Subject: {number}", "", "Help")).fate
        for number in range(MOST_AN_HOUR + 2)
    ]
    assert fates == [Fate.TICKET] * MOST_AN_HOUR + [Fate.REVIEW] * 2
    school.clock.advance(hours=1, seconds=1)
    assert deliver(school, written("Subject: later", "", "Help")).fate is Fate.TICKET


def test_after_a_few_tickets_an_hour_nothing_is_acknowledged(school: Town) -> None:
    for number in range(MOST_ANSWERED + 1):
        deliver(school, written(f"Subject: {number}", "", "Help"))
    received = [e for e in school.events("intake", ASHGROVE) if type(e) is MailReceived]
    assert [e.answerable for e in received] == [True] * MOST_ANSWERED + [False]


def test_who_failed_the_checks_of_our_server_is_held(school: Town) -> None:
    forged = written("Authentication-Results: mx.msp.example; dmarc=fail", "", "Pay up")
    assert deliver(school, forged, vouched="mx.msp.example").why is Why.FAILED_CHECK
    by_anybody = written(
        "Authentication-Results: mx.evil.example; dmarc=fail", "", "Hi"
    )
    assert deliver(school, by_anybody, vouched="mx.msp.example").fate is Fate.TICKET


def test_the_files_of_a_message_are_kept_by_themselves(school: Town) -> None:
    raw = written(
        'Content-Type: multipart/mixed; boundary="b"',
        "",
        "--b",
        "",
        "See the picture.",
        "--b",
        'Content-Type: image/png; name="screen.png"',
        "Content-Transfer-Encoding: base64",
        "",
        b64encode(b"a picture").decode(),
        "--b",
        'Content-Disposition: attachment; filename="run.exe"',
        "",
        "MZ",
        "--b--",
    )
    deliver(school, raw)
    kept_files = [
        e for e in school.events("intake", ASHGROVE) if type(e) is FileAttached
    ]
    assert [(e.name, e.kind, e.offered) for e in kept_files] == [
        ("screen.png", "image/png", True),
        ("run.exe", "text/plain", False),
    ]
    assert number_of_files(school) == 3


def test_a_message_that_a_program_wrote_opens_a_ticket_without_an_answer(
    school: Town,
) -> None:
    deliver(school, written("Auto-Submitted: auto-generated", "", "Disk full"))
    received, opened = school.events("intake", ASHGROVE)
    assert received.nature is Nature.GENERATED
    assert not received.answerable
    assert isinstance(opened, TicketOpened)
    with school.databases["intake"].reading(ASHGROVE) as connection:
        whom = addressee(connection, ASHGROVE, opened.ticket_id)
    assert whom is not None
    assert not whom.answerable
