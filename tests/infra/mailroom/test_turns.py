"""Do very many mailboxes leave the platform room, and ask again where it is busy?"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from infra.command_line import client, delivering
from infra.mailroom import turns
from infra.mailroom.trouble import Kind
from infra.mailroom.turns import Turns
from tests.infra.command_line.answering import answering, problem
from tests.infra.mailroom.boxes import Box
from tests.support.waiting import until

MANY = 40


class Counted:
    """How many hand over at the same time; all wait until they may go."""

    def __init__(self) -> None:
        self.now = self.most = 0
        self.go = threading.Event()
        self._lock = threading.Lock()

    def __call__(self, *_: object) -> None:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        self.go.wait(60)
        with self._lock:
            self.now -= 1


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counted]:
    made = Counted()
    monkeypatch.setattr(turns, "hand_over", made)
    yield made
    made.go.set()


def all_hand_over(box: Box, counted: Counted, waiting: int) -> None:
    way = Turns(client.Client("http://127.0.0.1:9", "ct_x"))
    never = threading.Event()
    with ThreadPoolExecutor(MANY) as threads:
        for _ in range(MANY):
            threads.submit(way.hand_over, box.mailbox, b"", never)
        until(lambda: counted.now == waiting)
        counted.go.set()


def test_no_more_hand_over_at_once_than_there_are_turns(
    box: Box, counted: Counted
) -> None:
    all_hand_over(box, counted, turns.AT_ONCE)
    assert counted.most == turns.AT_ONCE


def test_without_turns_all_would_do_so(
    box: Box, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "AT_ONCE", MANY)
    all_hand_over(box, counted, MANY)
    assert counted.most == MANY


def test_a_platform_that_is_busy_for_a_moment_is_asked_again(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PAUSES", (0.0, 0.0))
    busy = iter([503, 503])

    def hand(platform: client.Client, to: str, raw: bytes, by: str) -> client.Json:
        for status in busy:
            raise client.Problem(status, {})
        return delivering.hand_over(platform, to, raw, by)

    monkeypatch.setattr(turns, "hand_over", hand)
    box.gets(box.writes("the projector"))
    assert box.polls() == 1


def test_what_it_says_for_good_is_not_asked_again(box: Box) -> None:
    box.gets(box.writes("the projector"))
    with answering(problem(500)) as trouble:
        box.desk.url, url = trouble.url, box.desk.url
        kind = box.fails().kind
        box.desk.url = url
    assert kind is Kind.LEFT_OVER
    assert len(trouble.asked) == 1


def test_whoever_is_told_to_stop_waits_for_no_other_try(box: Box) -> None:
    stopping = threading.Event()
    stopping.set()
    with answering(problem(503)) as trouble:
        way = Turns(client.Client(trouble.url, "ct_x"))
        with pytest.raises(client.Problem):
            way.hand_over(box.mailbox, b"", stopping)
    assert len(trouble.asked) == 1
