"""What is kept of a call, however often the exchange tells of it?"""

from __future__ import annotations

from datetime import datetime
from uuid import uuid5

import pytest

from contracts.calls import CallEnded, CallReceived, RecordCall
from contracts.refusals import Invalid
from contracts.values import PROVIDER
from services.intake.phone.calls import CALL
from tests.support.cast import TICKET
from tests.support.scenario import Scenario, at

CALL_ID, NUMBER_ID = uuid5(TICKET, "call"), uuid5(TICKET, "number")

calls = Scenario(CALL, terms=NUMBER_ID)
received = CallReceived(
    call_id=CALL_ID,
    number_id=NUMBER_ID,
    number="+442079460000",
    extension="204",
    started_at=at("mon 09:00"),
)
ended = CallEnded(call_id=CALL_ID, ended_at=at("mon 09:05"), recording="rec/1")


def record(ended_at: datetime | None = None) -> RecordCall:
    return RecordCall(
        school_id=PROVIDER,
        call_id=CALL_ID,
        number="020 7946 0000",
        extension=" 204 ",
        recording="rec/1" if ended_at else "",
        started_at=at("mon 09:00"),
        ended_at=ended_at,
    )


def test_a_call_is_kept_when_it_begins_and_when_it_ends() -> None:
    calls.given().when(record()).then(received)
    calls.given(received).when(record(at("mon 09:05"))).then(ended)


def test_a_call_that_is_told_once_it_is_over_is_kept_whole() -> None:
    calls.given().when(record(at("mon 09:05"))).then(received, ended)


def test_what_was_told_already_is_silence() -> None:
    calls.given(received).when(record()).then_nothing()
    calls.given(received, ended).when(record()).then_nothing()
    calls.given(received, ended).when(record(at("mon 09:06"))).then_nothing()


def test_a_call_does_not_end_before_it_begins() -> None:
    with pytest.raises(Invalid) as told:
        calls.given().when(record(at("mon 08:59")))
    assert {*told.value.errors} == {"ended_at"}
