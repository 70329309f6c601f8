"""What is a program told of a school's year under other terms?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from contracts.access import platform
from contracts.sla import StartClock
from contracts.sla_what_if import AT_ONCE
from contracts.values import Priority
from tests.services.gateway.api import Api, Program, bad_fields, json_of
from tests.support.cast import ASHGROVE, BECKFIELD

SOONER: dict[str, Any] = {
    "targets": {"p1": {"response": "PT15M", "resolution": "PT4H"}}
}
AT = "/sla/what-if"
OF_ASHGROVE = {"school_id": str(ASHGROVE)}


@pytest.fixture
def ticket(api: Api) -> str:
    """A P1 of Ashgrove's that was answered after twenty minutes; its id."""
    ticket = api.olu.opens(impact="high", urgency="high")
    api.town.clock.advance(minutes=20)
    json_of(api.olu.acts(ticket, "reply", text="I am on my way."))
    api.town.settle()
    return ticket


def asked(program: Program, agreement: dict[str, Any], **more: Any) -> dict[str, Any]:
    body = {"school_id": str(ASHGROVE), "agreement": agreement, **more}
    told: dict[str, Any] = json_of(program.post(AT, body))
    return told


def test_it_says_which_tickets_change_and_how_far(api: Api, ticket: str) -> None:
    told = asked(api.olu, SOONER)
    late, unpromised = told["changed"]
    assert late == {
        "ticket_id": ticket,
        "opened_at": "2026-06-08T08:00:00.000000Z",
        "priority": "p1",
        "target": "response",
        "before": {"verdict": "kept", "over_minutes": -10},
        "after": {"verdict": "missed", "over_minutes": 5},
    }
    assert unpromised["target"] == "next_update"
    assert unpromised["after"] == {"verdict": "not_promised", "over_minutes": None}
    assert told["tallies"][0] == {
        "priority": "p1",
        "target": "response",
        "kept_before": 1,
        "missed_before": 0,
        "kept_after": 0,
        "missed_after": 1,
    }
    assert (told["tickets"], told["looked_at"], told["clocks"]) == (1, 1, 1)
    assert told["next"] is None


def test_a_school_asks_of_its_own_and_of_no_other(api: Api, ticket: str) -> None:
    own = json_of(api.priya.post(AT, {"agreement": SOONER}))
    assert own == asked(api.olu, SOONER)
    theirs = api.ben.post(AT, {"school_id": str(ASHGROVE), "agreement": SOONER})
    assert theirs.status_code == 403
    assert json_of(api.ben.post(AT, {"agreement": SOONER}))["changed"] == []
    assert [*bad_fields(api.olu.post(AT, {"agreement": SOONER}))] == ["school_id"]


def test_a_calendar_can_be_tried_alone(api: Api, ticket: str) -> None:
    api.town.clock.advance(hours=22)
    closed = asked(api.olu, {"closed": ["2026-06-08"]})["changed"]
    assert [(one["target"], one["after"]["verdict"]) for one in closed] == [
        ("next_update", "open"),
        ("resolution", "open"),
    ]
    assert [one["before"]["verdict"] for one in closed] == ["missed", "missed"]
    week = {"mon": [["08:00", "09:05"]], "tue": [["09:00", "24:00"]]}
    told = asked(api.olu, {"hours": week})["changed"]
    assert [one["after"]["over_minutes"] for one in told] == [-55, -235]


def test_what_is_wrong_is_told_in_the_words_of_the_body(api: Api) -> None:
    for agreement, wrong in (
        ({"targets": {"p1": {"response": "PT0S"}}}, "agreement.targets.p1.response"),
        ({"hours": {}}, "agreement.hours"),
        ({"hours": {"mon": [["9", "10:00"]]}}, "agreement.hours.mon.0.0"),
        ({"version": 9}, "agreement.version"),
        ({"colour": "blue"}, "agreement.colour"),
    ):
        tried: dict[str, Any] = {"agreement": agreement} | OF_ASHGROVE
        assert [*bad_fields(api.olu.post(AT, tried))] == [wrong]
    backwards = {"from_on": "2026-06-08", "until_on": "2026-06-07"}
    body: dict[str, Any] = {"agreement": {}, "school_id": str(ASHGROVE)} | backwards
    assert [*bad_fields(api.olu.post(AT, body))] == ["until_on"]


def test_an_answer_ends_where_it_was_told_to_and_goes_on_from_there(api: Api) -> None:
    for number in range(AT_ONCE + 1):
        start = StartClock(
            school_id=BECKFIELD,
            ticket_id=UUID(int=number),
            priority=Priority.P1,
            at=api.town.clock(),
        )
        api.town.execute(start, by=platform("sla"))
    body: dict[str, Any] = {"school_id": str(BECKFIELD), "agreement": {}}
    whole = json_of(api.olu.post(AT, body))
    assert (whole["looked_at"], whole["next"]) == (AT_ONCE + 1, None)
    first = json_of(api.olu.post(AT, body | {"limit": 1}))
    assert first["looked_at"] == AT_ONCE
    rest = json_of(api.olu.post(AT, body | {"after": first["next"]}))
    assert (rest["looked_at"], rest["next"]) == (1, None)
