"""Is a story told in an order that makes sense, whatever the clocks say?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import permutations
from uuid import UUID, uuid5

from services.audit.telling import places
from tests.support.cast import TICKET
from tests.support.scenario import at


@dataclass(frozen=True)
class Happening:
    """As much of an event as the order of a story depends on."""

    name: str
    service: str
    position: int
    recorded_at: datetime
    follows: str | None = None

    @property
    def event_id(self) -> UUID:
        return uuid5(TICKET, self.name)

    @property
    def causation_id(self) -> UUID | None:
        return uuid5(TICKET, self.follows) if self.follows else None


MAIL = Happening("mail", "intake", 1, at("mon 09:00"))
OPENED = Happening("opened", "intake", 2, at("mon 09:00"), "mail")
STARTED = Happening("started", "sla", 1, at("mon 08:59"), "opened")
REPLIED = Happening("replied", "intake", 3, at("mon 09:10"))
STORY = (MAIL, OPENED, STARTED, REPLIED)


def told(*events: Happening) -> list[str]:
    order = places(events)
    return [e.name for e in sorted(events, key=lambda event: order[event.event_id])]


def test_a_story_is_told_by_when_things_were_recorded() -> None:
    assert told(REPLIED, MAIL) == ["mail", "replied"]


def test_an_effect_never_comes_before_its_cause_though_its_clock_is_behind() -> None:
    assert told(STARTED, OPENED, MAIL) == ["mail", "opened", "started"]


def test_it_is_the_same_story_in_whatever_order_it_was_heard() -> None:
    for heard in permutations(STORY):
        assert told(*heard) == ["mail", "opened", "started", "replied"]


def test_how_far_an_event_is_from_the_first_is_counted_in_causes() -> None:
    order = places(STORY)
    depths = [order[event.event_id].depth for event in STORY]
    assert depths == [0, 1, 2, 0]


def test_what_followed_from_something_not_heard_yet_begins_a_branch() -> None:
    assert places([STARTED])[STARTED.event_id].depth == 0


def test_events_of_one_moment_and_depth_are_told_in_the_order_of_their_log() -> None:
    held = Happening("held", "intake", 4, at("mon 09:10"))
    assert told(held, REPLIED) == ["replied", "held"]


def test_a_long_chain_of_causes_is_told_from_its_beginning() -> None:
    chain = [Happening("0", "sla", 1, at("mon 09:00"))]
    for number in range(1, 3_000):
        link = Happening(
            str(number), "sla", number + 1, at("mon 09:00"), chain[-1].name
        )
        chain.append(link)
    assert told(*reversed(chain)) == [event.name for event in chain]


def test_twin_by_time_alone_an_effect_is_told_before_its_cause() -> None:
    by_time = sorted(STORY, key=lambda event: event.recorded_at)
    assert by_time[0] is STARTED
