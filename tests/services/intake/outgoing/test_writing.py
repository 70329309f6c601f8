"""Is a letter written in the transaction of what it tells of, once?"""

from __future__ import annotations

from uuid import uuid4

import pytest

from contracts.intake import TicketReplied
from contracts.outgoing import LetterKind, LetterWritten
from contracts.refusals import Conflict
from tests.services.intake.stories import open_it, reply, resolve
from tests.support.cast import ASHGROVE, PRIYA
from tests.support.town import Town


@pytest.fixture
def opened(town: Town) -> Town:
    town.execute(open_it)
    return town


def test_a_reply_and_its_letter_follow_one_another(opened: Town) -> None:
    opened.execute(reply)
    replied, written = opened.events("intake", ASHGROVE)[-2:]
    assert isinstance(replied, TicketReplied)
    assert isinstance(written, LetterWritten)
    assert (written.kind, written.recipient) == (LetterKind.REPLY, PRIYA.email)
    first, second = opened.log("intake", ASHGROVE)[-2:]
    assert written.about == second.causation_id == first.event_id


def test_what_is_sent_twice_is_one_letter(opened: Town) -> None:
    command_id = uuid4()
    first = opened.execute(reply, command_id=command_id)
    again = opened.execute(reply, command_id=command_id)
    assert (first.repeated, again.repeated) == (False, True)
    assert first.stream_version == again.stream_version == 2
    assert len(opened.log("intake", ASHGROVE)) == 3


def test_what_is_refused_writes_no_letter(opened: Town) -> None:
    opened.execute(reply)
    before = len(opened.log("intake", ASHGROVE))
    with pytest.raises(Conflict):
        opened.execute(resolve)
    assert len(opened.log("intake", ASHGROVE)) == before
