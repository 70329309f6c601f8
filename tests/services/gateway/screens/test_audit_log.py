"""Which events of a school's logs are on a page, and do they follow each other?"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.envelope import Recorded
from services.gateway.screens import audit_log
from services.gateway.screens.audit_log import Wanted, find, verify
from shared.chain import GENESIS, digest, link, microseconds
from shared.link import LocalLink
from tests.support.cast import ASHGROVE
from tests.support.scenario import at

SERVICES = ("intake", "sla")
MONDAY = at("mon 09:00")


class Feeds(LocalLink):
    """Logs as lists."""

    def __init__(self, logs: dict[str, list[Recorded]]) -> None:
        super().__init__()
        self.logs = logs

    def feed(
        self, service: str, school: UUID, after: int, limit: int
    ) -> list[Recorded]:
        assert after >= 0
        return self.logs[service][after : after + limit]


@cache
def log(service: str, minutes: tuple[int, ...]) -> list[Recorded]:
    """A log whose events were recorded at these minutes of a Monday."""
    events: list[Recorded] = []
    previous = GENESIS
    for position, minute in enumerate(minutes, start=1):
        moment = MONDAY + timedelta(minutes=minute)
        event = Recorded(
            service=service,
            school=ASHGROVE,
            position=position,
            epoch=0,
            event_id=UUID(int=position),
            type=f"{service}.{'even' if position % 2 == 0 else 'odd'}",
            version=1,
            stream="ticket-1",
            stream_version=position,
            happened_at=moment,
            recorded_at=moment,
            actor="olu",
            on_behalf_of=None,
            correlation_id=UUID(int=1),
            causation_id=None,
            body=b"{}",
            hash=b"",
            previous_hash=previous,
        )
        content = digest(service, ASHGROVE, event)
        hashed = link(previous, position, microseconds(moment), 0, content)
        events.append(event._replace(hash=hashed))
        previous = hashed
    return events


def read(feeds: Feeds, wanted: Wanted) -> list[Recorded]:
    """Every page, one after the other, each of them verified."""
    found = find(feeds, ASHGROVE, wanted, None)
    read = found.shown
    while found.more:
        assert all(one.broken is None for one in verify(feeds, ASHGROVE, found))
        found = find(feeds, ASHGROVE, wanted, found.positions)
        read += found.shown
    return read


minutes = st.lists(st.integers(0, 30), max_size=14).map(
    lambda some: tuple(sorted(some))
)
moments = st.none() | st.integers(-2, 32).map(lambda m: MONDAY + timedelta(minutes=m))


@given(
    logs=st.tuples(minutes, minutes),
    since=moments,
    before=moments,
    newest_first=st.booleans(),
    kind=st.sampled_from(["", "intake.odd", "sla.even"]),
    page=st.integers(1, 9),
    scanned=st.integers(1, 9),
    chunk=st.integers(1, 5),
)
def test_pages_hold_all_that_is_wanted_once_and_in_order(
    *,
    logs: tuple[tuple[int, ...], tuple[int, ...]],
    since: datetime | None,
    before: datetime | None,
    newest_first: bool,
    kind: str,
    page: int,
    scanned: int,
    chunk: int,
) -> None:
    feeds = Feeds({s: log(s, m) for s, m in zip(SERVICES, logs, strict=True)})
    wanted = Wanted(SERVICES, kind, since, before, newest_first)
    expected = [
        event
        for events in feeds.logs.values()
        for event in events
        if (since is None or event.recorded_at >= since)
        and (before is None or event.recorded_at < before)
        and kind in ("", event.type)
    ]
    expected.sort(key=lambda e: (e.recorded_at, e.service, e.position))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audit_log, "PAGE", page)
        patch.setattr(audit_log, "SCANNED", scanned)
        patch.setattr(audit_log, "_CHUNK", chunk)
        assert read(feeds, wanted) == (expected[::-1] if newest_first else expected)


@pytest.mark.parametrize("newest_first", [True, False])
def test_an_altered_event_is_named_and_those_after_it_are_not_trusted(
    newest_first: bool,
) -> None:
    altered = list(log("sla", (1, 2, 3, 4)))
    altered[2] = altered[2]._replace(actor="somebody")
    feeds = Feeds({"intake": log("intake", (1, 2)), "sla": altered})
    found = find(feeds, ASHGROVE, Wanted(SERVICES, newest_first=newest_first), None)
    sound, broken = verify(feeds, ASHGROVE, found)
    assert (sound.first, sound.last, sound.broken) == (1, 2, None)
    assert (broken.first, broken.last) == (1, 4)
    assert broken.broken == ("position 3 is not what was recorded: its hash differs")


def test_a_page_in_the_middle_follows_the_event_before_it() -> None:
    """The twin: after another event before it, the same page would be refused."""
    events = log("sla", (1, 2, 3, 4))
    wanted = Wanted(("sla",), since=MONDAY + timedelta(minutes=3))
    feeds = Feeds({"sla": events})
    found = find(feeds, ASHGROVE, wanted, None)
    assert verify(feeds, ASHGROVE, found) == [("sla", 3, 4, None)]
    feeds.logs["sla"] = [events[0], events[1]._replace(hash=bytes(32)), *events[2:]]
    (verdict,) = verify(feeds, ASHGROVE, found)
    assert verdict.broken == "position 3 does not follow the event before it"


def test_a_position_far_beyond_the_end_is_the_end() -> None:
    feeds = Feeds({"sla": log("sla", (1, 2))})
    found = find(feeds, ASHGROVE, Wanted(("sla",)), {"sla": 2**62})
    assert [event.position for event in found.shown] == [2, 1]
