"""Does each of very many messages have exactly one outcome, whatever way it came?"""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager

from infra.mailroom.door import Door
from infra.mailroom.receiving import Handler
from tests.infra.mailroom.boxes import Box, Writer, a_broken_one
from tests.support.cast import ASHGROVE_MAILBOX

MANY = 200
BROKEN = 2
"""One in a hundred. `./caretaker bench --only mail` does it with ten thousand."""


def messages(writer: Writer) -> list[bytes]:
    """What comes: each is another, and of another sender."""
    broken = [a_broken_one(number) for number in range(BROKEN)]
    whole = [
        writer.writes(f"machine {number}").replace(b"Priya <", b"Priya <p%d." % number)
        for number in range(MANY - BROKEN)
    ]
    middle = len(whole) // 2
    return [*whole[:middle], *broken, *whole[middle:]]


def test_as_many_outcomes_as_messages_come_by_lmtp(writer: Writer) -> None:
    with receiver(writer) as port, smtplib.LMTP("127.0.0.1", port) as session:
        for raw in messages(writer):
            assert session.sendmail("mta@msp.example", ASHGROVE_MAILBOX, raw) == {}
    assert writer.fates() == {"ticket": MANY - BROKEN, "review": BROKEN}


def test_and_as_many_as_lie_in_a_mailbox_and_none_by_the_other_way_too(
    box: Box,
) -> None:
    sent = messages(box)
    box.gets(*sent)
    assert box.polls() == MANY
    assert box.fates() == {"ticket": MANY - BROKEN, "review": BROKEN}
    with receiver(box) as port, smtplib.LMTP("127.0.0.1", port) as session:
        for raw in sent[:20]:
            session.sendmail("mta@msp.example", ASHGROVE_MAILBOX, raw)
    assert box.fates().total() == MANY


@contextmanager
def receiver(writer: Writer) -> Iterator[int]:
    """The port at which messages are taken."""
    handler = Handler(writer.platform, "", one_by_one=False)
    door = Door("lmtp", "127.0.0.1", 0, handler)
    door.start()
    try:
        yield door.port
    finally:
        door.stop(30)
