"""Is what could not be applied seen, and tried again?"""

from __future__ import annotations

import json

import pytest

from shared import checkpoints
from tests.infra.command_line.answering import Answer, answering
from tests.infra.command_line.desks import Desk, run
from tests.support.cast import ASHGROVE

RETRY = ("parked", "retry", "--service", "sla", "--source", "intake", "--school")


@pytest.fixture
def parked(desk: Desk) -> int:
    """An event of intake that sla could not apply; its position."""
    desk.town.settle()
    desk.opens()
    event = desk.town.log("intake", ASHGROVE)[-1]
    with desk.town.databases["sla"].school(ASHGROVE) as connection:
        checkpoints.lock(connection, "intake", ASHGROVE)
        checkpoints.park(connection, event, "Odd: \x1bno", desk.town.clock())
    return event.position


def test_nothing_parked_is_said_so(desk: Desk) -> None:
    done = desk.types("parked", "list")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "Nothing is parked.\n")


def test_a_parked_event_is_listed_with_its_reason_and_applied_again(
    desk: Desk, parked: int
) -> None:
    heading, row = desk.gets("parked", "list").splitlines()
    told = dict(zip(heading.split("\t"), row.split("\t"), strict=True))
    assert told == {
        "service": "sla",
        "source": "intake",
        "school": str(ASHGROVE),
        "position": str(parked),
        "type": "intake.ticket_opened",
        "tries": "1",
        "since": "08/06/2026 09:00",
        "why": "Odd: �no",
    }
    assert desk.gets("parked", "list", "--service", "sla").count("\n") == 2
    assert desk.types("parked", "list", "--service", "intake").stdout == ""
    done = desk.types(*RETRY, "ashgrove")
    assert (done.exit_code, done.stderr) == (
        0,
        "It is applied, with what waited behind it.\n",
    )
    assert desk.types("parked", "list").stdout == ""


def test_an_event_that_is_parked_again_ends_with_one(desk: Desk) -> None:
    answer = Answer(200, json.dumps({"parked": True}).encode(), "application/json")
    with answering(answer):
        done = run(*RETRY, ASHGROVE, "--url", answer.url, "--token", "ct_x")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "It could not be applied this time either.\n"
    assert answer.asked == ["POST /api/v1/operations/parked/retry"]
