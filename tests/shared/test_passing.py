"""Do messages, callers, causes, heads and refusals pass between processes whole?"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest

from contracts.access import Caller, Role, platform
from contracts.log import Receipt, RetryParked
from contracts.refusals import Conflict, Refusal, Unavailable, Unreadable
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
from tests.support.cast import ASHGROVE, OLU, PRIYA
from tests.support.sample_messages import BED, PlantBed
from tests.support.scenario import at

RECEIPT = Receipt(
    school_id=ASHGROVE, service="garden", position=2, stream_version=1, repeated=False
)
SEVERAL = Caller(
    actor="person:1",
    role=Role.HEAD,
    school=ASHGROVE,
    roles=frozenset({Role.HEAD, Role.DSL}),
)


def over(wire: dict[str, Any]) -> dict[str, Any]:
    """What arrives of what was sent."""
    arrived: dict[str, Any] = json.loads(json.dumps(wire))
    return arrived


@pytest.mark.parametrize(
    "message",
    [
        PlantBed(school_id=ASHGROVE, bed_id=BED, crop="beans"),
        RetryParked(service="garden", source="weather", school_id=ASHGROVE),
        RECEIPT,
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_message_arrives_as_itself(message: object) -> None:
    assert message_in(over(message_out(message))) == message


def test_a_message_that_nobody_declared_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        message_in({"kind": "command", "name": "garden.sing", "message": {}})


@pytest.mark.parametrize(
    "caller", [OLU.caller, PRIYA.caller, SEVERAL, platform("garden")]
)
def test_a_caller_arrives_with_all_roles_and_the_school(caller: Caller) -> None:
    assert caller_in(over(caller_out(caller))) == caller


@pytest.mark.parametrize(
    "cause",
    [
        Cause(caller=OLU.caller),
        Cause(
            caller=PRIYA.caller,
            causation_id=UUID(int=1),
            on_behalf_of="staff:1",
            happened_at=at("mon 09:00"),
        ),
    ],
)
def test_a_cause_arrives_as_it_was(cause: Cause) -> None:
    assert cause_in(over(cause_out(cause))) == cause


def test_a_head_arrives_as_it_was() -> None:
    head = Head(ASHGROVE, 7, bytes(range(32)), 2)
    assert head_in(over(head_out(head))) == head


@pytest.mark.parametrize(
    "refusal", [Conflict("changed", 3, [{"version": 3}]), Unavailable("later")]
)
def test_a_refusal_arrives_as_itself(refusal: Refusal) -> None:
    again = refusal_in(over(refusal_out(refusal)))
    assert (type(again), str(again)) == (type(refusal), str(refusal))
    assert again.details() == refusal.details()
