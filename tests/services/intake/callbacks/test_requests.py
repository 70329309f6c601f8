"""May somebody be called back then? Told as given / when / then."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.callbacks import (
    Callback,
    CallbackRequested,
    CallbackTried,
    RecordCallback,
)
from contracts.intake import TicketReplied
from contracts.refusals import Invalid
from contracts.values import Channel, ReplyBy
from tests.services.intake.stories import MESSAGE, open_it, opened, ticket
from tests.support.cast import ASHGROVE, PRIYA, TICKET
from tests.support.scenario import at

WANTED = Callback(
    number="020 7946 0000", from_at=at("mon 10:00"), until_at=at("mon 12:00")
)
ask = replace(open_it, channel=Channel.CALLBACK, callback=WANTED)
asked = CallbackRequested(
    ticket_id=TICKET,
    requester_id=PRIYA.person_id,
    number="+442079460000",
    from_at=WANTED.from_at,
    until_at=WANTED.until_at,
)
begun = replace(opened, channel=Channel.CALLBACK)
record = RecordCallback(
    school_id=ASHGROVE, ticket_id=TICKET, version=2, message_id=MESSAGE, reached=False
)
tried = CallbackTried(
    ticket_id=TICKET, requester_id=PRIYA.person_id, reached=False, text=""
)


def wrong(callback: Callback, channel: Channel = Channel.CALLBACK) -> set[str]:
    with pytest.raises(Invalid) as told:
        ticket.given().when(replace(ask, callback=callback, channel=channel))
    return {*told.value.errors}


def test_who_wants_to_be_called_has_a_ticket_with_the_number_and_the_time() -> None:
    ticket.given().when(ask).then(begun, asked)


def test_who_wants_no_call_is_asked_for_none() -> None:
    ticket.given().when(open_it).then(opened)


def test_a_call_is_asked_for_by_its_own_channel() -> None:
    assert wrong(WANTED, Channel.PORTAL) == {"channel"}


def test_a_number_that_nobody_can_dial_is_named() -> None:
    assert wrong(replace(WANTED, number="204")) == {"callback.number"}


@pytest.mark.parametrize("until", ["mon 09:00", "mon 08:00"])
def test_a_time_that_is_over_is_none(until: str) -> None:
    assert wrong(replace(WANTED, until_at=at(until))) == {"callback.until_at"}


def test_a_time_ends_after_it_begins_and_within_the_day() -> None:
    for until in (WANTED.from_at, WANTED.from_at + timedelta(hours=13)):
        assert wrong(replace(WANTED, until_at=until)) == {"callback.until_at"}


def test_nobody_asks_for_a_call_that_is_far_ahead() -> None:
    late = WANTED.from_at + timedelta(days=29)
    far = replace(WANTED, from_at=late, until_at=late + timedelta(hours=1))
    assert wrong(far) == {"callback.from_at"}


def test_a_call_in_vain_is_kept_and_is_no_reply() -> None:
    ticket.given(begun, asked).when(record).then(tried)
    said = replace(record, text=" With the office. ")
    ticket.given(begun, asked).when(said).then(replace(tried, text="With the office."))


def test_whoever_was_reached_was_told_something_by_phone() -> None:
    reached = replace(record, reached=True, text="Restart it.")
    told = TicketReplied(
        ticket_id=TICKET,
        requester_id=PRIYA.person_id,
        message_id=MESSAGE,
        text="Restart it.",
        by=ReplyBy.PHONE,
    )
    given = ticket.given(begun, asked)
    given.when(reached).then(replace(tried, reached=True), told)
    with pytest.raises(Invalid, match="text"):
        given.when(replace(reached, text=" "))


def test_whoever_asked_in_another_way_may_be_called_too() -> None:
    ticket.given(opened).when(record).then(tried)
