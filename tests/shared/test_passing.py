"""Does what is sent to another process arrive as it was?"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest

from contracts.access import Caller, Role, person, platform
from contracts.directory import GetSchool
from contracts.refusals import Throttled, Unreadable
from shared.passing import (
    caller_in,
    caller_out,
    cause_in,
    cause_out,
    head_in,
    head_out,
    message_in,
    message_out,
    refusal_in,
    refusal_out,
)
from shared.store import Head
from shared.work import Cause
from tests.support.cast import ASHGROVE, BEN, OLU, PRIYA

CALLERS = [
    OLU.caller,
    BEN.caller,
    platform("sla"),
    person(PRIYA.person_id, {Role.STAFF, Role.GOVERNOR, Role.DPO}, ASHGROVE),
]


@pytest.mark.parametrize("caller", CALLERS, ids=lambda caller: caller.actor)
def test_a_caller_arrives_with_all_roles_and_no_others(caller: Caller) -> None:
    assert caller_in(json.loads(json.dumps(caller_out(caller)))) == caller


def test_a_cause_arrives_whole() -> None:
    plain = Cause(caller=PRIYA.caller)
    full = Cause(
        caller=CALLERS[3],
        causation_id=UUID(int=7),
        on_behalf_of="requester:1",
        happened_at=datetime(2026, 6, 8, 9, tzinfo=UTC),
    )
    for cause in (plain, full):
        assert cause_in(json.loads(json.dumps(cause_out(cause)))) == cause


def test_a_message_arrives_as_what_it_is() -> None:
    query = GetSchool(school_id=ASHGROVE)
    assert message_in(json.loads(json.dumps(message_out(query)))) == query
    with pytest.raises(Unreadable, match="unknown query"):
        message_in({"kind": "query", "name": "directory.get_weather", "message": {}})


def test_the_end_of_a_log_arrives_whole() -> None:
    head = Head(ASHGROVE, 3, bytes(range(32)), 1)
    assert head_in(json.loads(json.dumps(head_out(head)))) == head


def test_a_refusal_arrives_with_its_details() -> None:
    told = json.loads(json.dumps(refusal_out(Throttled("Too many tries.", 42))))
    arrived = refusal_in(told)
    assert isinstance(arrived, Throttled)
    assert (str(arrived), arrived.seconds) == ("Too many tries.", 42)
