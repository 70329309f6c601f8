"""Does reading the code find what a reader would find?"""

from __future__ import annotations

import pytest

from contracts.declare import declaration_of
from contracts.intake import TicketNoted, TicketOpened, TicketReplied
from contracts.sla import BreachWithdrawn, ClockPaused, TargetBreached
from infra.survey import Survey, events, evolved, messages, services
from tests.support.sample_messages import BedPlanted


def survey(message: type) -> Survey:
    [found] = [
        told
        for service in services()
        for told in events(service)
        if told.declaration.message is message
    ]
    return found


def test_every_service_with_a_log_is_found() -> None:
    assert {"audit", "directory", "intake", "sla"} <= set(services())


def test_messages_of_tests_are_none_of_ours() -> None:
    assert declaration_of(BedPlanted).service == "garden"
    assert not [one for one in messages("event") if one.service == "garden"]


def test_events_come_in_the_order_in_which_they_are_declared() -> None:
    names = [told.declaration.message for told in events("intake")]
    assert names.index(TicketOpened) < names.index(TicketReplied)


@pytest.mark.parametrize(
    ("message", "places"),
    [
        (TicketOpened, ("opening.py",)),
        (TicketReplied, ("callbacks/requests.py", "conversation.py")),
        (BreachWithdrawn, ("counting.py", "late.py")),
    ],
)
def test_an_event_is_decided_where_it_is_made(
    message: type, places: tuple[str, ...]
) -> None:
    assert survey(message).decided_in == places


def test_an_event_stands_in_the_stream_of_the_decider_that_evolves_it() -> None:
    told = survey(TargetBreached)
    assert told.stream == "clock-<ticket_id>"
    assert told.decider is not None
    assert {TargetBreached, ClockPaused} <= evolved(told.decider)


def test_who_keeps_all_of_a_source_hears_each_of_its_events() -> None:
    assert "audit" in survey(TicketNoted).heard_by
    assert "intake" in survey(ClockPaused).heard_by


def test_who_only_answers_hears_what_it_answers() -> None:
    assert "sla" in survey(TicketReplied).heard_by
    assert "sla" not in survey(TicketNoted).heard_by
