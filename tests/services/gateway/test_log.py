"""How does a school read its log?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from contracts.access import Role
from contracts.declare import CATALOGUE
from contracts.envelope import Recorded, from_wire
from services.gateway import log
from services.gateway.log import SERVICES
from shared.chain import GENESIS, first_break, moment_of
from shared.link import LocalLink
from tests.services.gateway.api import Api, Program, bad_fields, json_of, problem_of
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.scenario import at

EVENTS = f"/schools/{ASHGROVE}/events"


@pytest.fixture
def busy(api: Api) -> Api:
    """A town in which something happened in every service that records."""
    first, second = api.olu.opens(), api.priya.opens()
    api.town.settle()
    api.town.clock.advance(minutes=5)
    api.olu.acts(first, "reply", text="I am on my way. " * 40)
    api.olu.opens(BECKFIELD)
    api.town.clock.advance(minutes=5)
    api.olu.acts(second, "hold", reason="A part is ordered.")
    api.town.settle()
    return api


def _pages(program: Program, **query: Any) -> Iterator[dict[str, Any]]:
    after = ""
    while True:
        page = json_of(program.get(EVENTS, after=after, **query))
        yield page
        after = page["after"]
        if not page["events"]:
            return


def _read(program: Program, **query: Any) -> list[dict[str, Any]]:
    return [event for page in _pages(program, **query) for event in page["events"]]


def test_every_service_with_events_of_its_own_has_a_log_here() -> None:
    speaking = {
        declared.service
        for declared in CATALOGUE.all("event")
        if declared.message.__module__.startswith("contracts.")
    }
    # What the kernel itself records stands in the log of every service.
    assert speaking - {"log"} <= set(SERVICES)
    assert list(SERVICES) == sorted(SERVICES)


def test_an_event_is_shown_with_everything_that_is_hashed(busy: Api) -> None:
    event = _read(busy.olu, service="intake")[0]
    recorded = busy.town.log("intake", ASHGROVE)[0]
    assert list(event) == [
        *("service", "position", "event_id", "type", "version"),
        *("stream", "stream_version", "happened_at", "recorded_at"),
        *("actor", "on_behalf_of", "correlation_id", "causation_id"),
        *("epoch", "body", "hash", "previous_hash"),
    ]
    assert (event["service"], event["position"]) == ("intake", 1)
    assert event["type"] == "intake.ticket_opened"
    assert event["actor"] == recorded.actor
    assert event["recorded_at"] == "2026-06-08T08:00:00.000000Z"
    assert event["hash"] == recorded.hash.hex()
    assert event["body"]["ticket_id"] in event["stream"]


def test_personal_text_leaves_sealed(busy: Api) -> None:
    texts = str(_read(busy.olu))
    assert "jammed" not in texts
    assert "priya@" not in texts


def test_the_log_of_each_service_can_be_verified_from_what_is_shown(busy: Api) -> None:
    for service in SERVICES:
        shown = _read(busy.olu, service=service, limit=3)
        events = [_as_recorded(event) for event in shown]
        assert events == busy.town.log(service, ASHGROVE)
        assert first_break(events, GENESIS, 0) is None


def test_one_changed_letter_would_be_found(busy: Api) -> None:
    shown = _read(busy.olu, service="intake")
    shown[1]["body"]["ticket_id"] = shown[1]["body"]["ticket_id"].replace("-", "+", 1)
    broken = first_break([_as_recorded(event) for event in shown], GENESIS, 0)
    assert broken is not None
    assert "position 2" in broken


@pytest.mark.parametrize("limit", [1, 2, 7, 1_000])
def test_pages_over_all_services_hold_every_event_once_and_in_order(
    busy: Api, limit: int
) -> None:
    logs = [e for service in SERVICES for e in busy.town.log(service, ASHGROVE)]
    logs.sort(key=lambda e: (e.recorded_at, e.service, e.position))
    shown = _read(busy.olu, limit=limit)
    assert [event["event_id"] for event in shown] == [str(e.event_id) for e in logs]
    assert {e.service for e in logs} == {"directory", "intake", "sla"}


def test_whoever_has_read_all_can_wait_for_more(busy: Api) -> None:
    *_, last = _pages(busy.olu)
    assert last["events"] == []
    busy.olu.opens()
    more = json_of(busy.olu.get(EVENTS, after=last["after"]))
    assert [event["type"] for event in more["events"]] == ["intake.ticket_opened"]


def test_one_service_is_read_by_its_positions(busy: Api) -> None:
    page = json_of(busy.olu.get(EVENTS, service="intake", limit=2))
    assert page["after"] == 2
    rest = json_of(busy.olu.get(EVENTS, service="intake", after="2"))
    positions = [event["position"] for event in rest["events"]]
    assert positions == list(range(3, rest["after"] + 1))
    end = json_of(busy.olu.get(EVENTS, service="intake", after="99"))
    assert end == {"events": [], "after": 99}


def test_a_page_ends_early_rather_than_grow_too_large(
    busy: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = _read(busy.olu)
    monkeypatch.setattr(log, "PAGE_BYTES", 500)
    pages = list(_pages(busy.olu))
    assert [event for page in pages for event in page["events"]] == whole
    assert 2 < len(pages) < len(whole)


def test_a_school_reads_its_own_log_only_and_only_its_leaders_do(busy: Api) -> None:
    head = busy.program(Role.HEAD, ASHGROVE)
    assert _read(head) == _read(busy.olu)
    for other in (busy.program(Role.HEAD, BECKFIELD), busy.priya):
        problem_of(other.get(EVENTS), 403, "forbidden")


def test_a_school_that_nothing_happened_to_has_an_empty_log(busy: Api) -> None:
    page = json_of(busy.olu.get(f"/schools/{UUID(int=7)}/events"))
    assert page["events"] == []


def test_a_bad_parameter_is_named(busy: Api) -> None:
    other = json_of(busy.olu.get(f"/schools/{BECKFIELD}/events"))["after"]
    for query, field in (
        ({"service": "gateway"}, "service"),
        ({"limit": 1_001}, "limit"),
        ({"limit": 0}, "limit"),
        ({"after": "x"}, "after"),
        ({"after": other}, "after"),
        ({"after": "a" * 2_000}, "after"),
        ({"after": other, "service": "intake"}, "after"),
    ):
        assert set(bad_fields(busy.olu.get(EVENTS, **query))) == {field}, query


def test_no_page_is_shown_that_would_be_out_of_order(busy: Api) -> None:
    busy.town.link.hosted.pop("sla")
    problem_of(busy.olu.get(EVENTS), 503, "unavailable")
    json_of(busy.olu.get(EVENTS, service="intake"))


class _Feeds(LocalLink):
    """Logs as lists, whose feeds end a page wherever they like."""

    def __init__(self, logs: dict[str, list[Recorded]], longest: int) -> None:
        super().__init__()
        self._logs = logs
        self._longest = longest

    def feed(
        self, service: str, school: UUID, after: int, limit: int
    ) -> list[Recorded]:
        return self._logs[service][after : after + min(limit, self._longest)]


@given(
    moments=st.fixed_dictionaries(
        {
            service: st.lists(st.integers(0, 20), max_size=12, unique=True).map(sorted)
            for service in SERVICES
        }
    ),
    limit=st.integers(1, 9),
    longest=st.integers(1, 5),
)
def test_however_the_logs_interleave_paging_keeps_every_order(
    moments: dict[str, list[int]], limit: int, longest: int
) -> None:
    logs = {
        service: [
            _event(service, place, moment)
            for place, moment in enumerate(recorded, start=1)
        ]
        for service, recorded in moments.items()
    }
    link = _Feeds(logs, longest)
    read: list[Recorded] = []
    at_ = dict.fromkeys(SERVICES, 0)
    while page := list(log._page(log.merged(link, ASHGROVE, at_, limit), limit)):
        assert len(page) <= limit
        read += page
        at_ |= {event.service: event.position for event in page}
    everything = [event for recorded in logs.values() for event in recorded]
    assert read == sorted(everything, key=log._moment)


def _event(service: str, position: int, moment: int) -> Recorded:
    return Recorded(
        service=service,
        school=ASHGROVE,
        position=position,
        epoch=1,
        event_id=UUID(int=position),
        type=f"{service}.happened",
        version=1,
        stream="stream-1",
        stream_version=position,
        happened_at=at("mon 09:00"),
        recorded_at=moment_of(moment),
        actor="service:test",
        on_behalf_of=None,
        correlation_id=UUID(int=1),
        causation_id=None,
        body=b"{}",
        hash=bytes(32),
        previous_hash=bytes(32),
    )


def _as_recorded(event: dict[str, Any]) -> Recorded:
    """The event again from what was shown of it; its bytes by RFC 8785 alone."""
    bare = from_wire({**event, "school": str(ASHGROVE), "body": ""})
    return bare._replace(body=rfc8785.dumps(event["body"]))
