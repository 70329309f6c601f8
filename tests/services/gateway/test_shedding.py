"""Is what is too much refused at once, and is who was let in answered?"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import nullcontext
from io import RawIOBase
from threading import Semaphore
from typing import Any

import pytest
from flask import Flask, Response, request

from services.gateway.app import create_app
from services.gateway.shedding import Shedding
from shared.metrics import SHED
from tests.services.gateway.api import Api, json_of

MOST = 3


class SlowBody(RawIOBase):
    """A body whose first byte comes once it is let go, and then no other."""

    def __init__(self, crowd: Crowd) -> None:
        super().__init__()
        self._crowd = crowd

    def read(self, _size: int = -1) -> bytes:
        self._crowd.taken.release()
        self._crowd.sent.acquire(timeout=30)
        return b"x" * 10


class Crowd:
    """Requests that are being answered until they are let go."""

    def __init__(self, api: Api, most: int) -> None:
        self.shedding = Shedding(most=most)
        self.app: Flask = create_app(api.town.link, api.town.clock, None, self.shedding)
        self.taken, self.go_on, self.sent = (Semaphore(0) for _ in range(3))
        self.app.add_url_rule("/slow", view_func=self._slow)
        self.app.add_url_rule("/echo", view_func=self._echo, methods=["POST"])
        self._threads = ThreadPoolExecutor(max_workers=2 * MOST)

    def _slow(self) -> str:
        self.taken.release()
        self.go_on.acquire(timeout=30)
        return "done"

    def _echo(self) -> bytes:
        return request.get_data()

    def ask(self, path: str = "/slow") -> Future[Any]:
        """Ask from elsewhere."""
        return self._threads.submit(lambda: self.app.test_client().get(path))

    def send_slowly(self) -> Future[Any]:
        """Send a form of which the end does not come for a while."""
        sent = {"wsgi.input": SlowBody(self), "CONTENT_LENGTH": "10"}
        return self._threads.submit(
            lambda: self.app.test_client().post("/echo", environ_overrides=sent)
        )

    def fill(self, number: int) -> list[Future[Any]]:
        """Have so many asked, and wait until each is let in."""
        asked = [self.ask() for _ in range(number)]
        for _ in range(number):
            assert self.taken.acquire(timeout=30)
        return asked

    def let_go(self, number: int) -> None:
        self.go_on.release(number)

    def close(self) -> None:
        self.go_on.release(100)
        self.sent.release(100)
        self._threads.shutdown()


@pytest.fixture
def crowd(api: Api) -> Iterator[Crowd]:
    crowd = Crowd(api, MOST)
    yield crowd
    crowd.close()


def test_what_is_too_much_is_refused_at_once_and_told_when_to_come_again(
    crowd: Crowd,
) -> None:
    shed = SHED._value.get()
    asked = crowd.fill(MOST)
    answer = crowd.app.test_client().get("/api/v1/tickets")
    assert json_of(answer, 503)["detail"] == "too much is asked of us at this moment"
    assert int(answer.headers["Retry-After"]) > 0
    assert SHED._value.get() == shed + 1
    crowd.let_go(MOST)
    assert [one.result().text for one in asked] == ["done"] * MOST


def test_a_browser_is_shown_a_page_that_says_so(crowd: Crowd) -> None:
    crowd.fill(MOST)
    answer = crowd.app.test_client().get("/sign-in")
    assert answer.status_code == 503
    assert answer.content_type.startswith("text/html")
    assert "too much is asked of us" in answer.text
    assert int(answer.headers["Retry-After"]) > 0


def test_whoever_comes_afterwards_is_let_in(crowd: Crowd) -> None:
    asked = crowd.fill(MOST)
    crowd.let_go(1)
    next(one for one in asked if one.result(timeout=30) or True)
    crowd.let_go(MOST - 1)
    assert [one.result().status_code for one in asked] == [200] * MOST
    assert crowd.shedding.busy == 0
    assert crowd.app.test_client().get("/sign-in").status_code == 200


def test_the_probes_answer_however_much_is_asked(crowd: Crowd) -> None:
    crowd.fill(MOST)
    for path in ("/healthz", "/readyz", "/metrics"):
        assert crowd.app.test_client().get(path).status_code == 200


def test_whoever_sends_a_body_slowly_keeps_nobody_out(crowd: Crowd) -> None:
    asked = [crowd.send_slowly() for _ in range(2 * MOST)]
    for _ in asked:
        assert crowd.taken.acquire(timeout=30)
    assert crowd.shedding.busy == 0
    assert crowd.app.test_client().get("/sign-in").status_code == 200
    ended = as_completed(asked, timeout=30)
    for _ in asked:
        crowd.sent.release()
        assert next(ended).result().status_code == 200
    assert crowd.shedding.busy == 0


def test_what_has_come_in_meanwhile_is_too_much_where_others_are_answered(
    crowd: Crowd,
) -> None:
    slow = crowd.send_slowly()
    assert crowd.taken.acquire(timeout=30)
    shed = SHED._value.get()
    crowd.fill(MOST)
    crowd.sent.release()
    assert slow.result(timeout=30).status_code == 503
    assert SHED._value.get() == shed + 1
    assert crowd.shedding.busy == MOST


def test_without_leaving_out_what_comes_in_slowly_it_keeps_everybody_out(
    crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Shedding, "waiting", lambda _: nullcontext())
    for _ in range(MOST):
        crowd.send_slowly()
        assert crowd.taken.acquire(timeout=30)
    assert crowd.app.test_client().get("/sign-in").status_code == 503


def test_what_is_sent_bit_by_bit_counts_until_it_begins(crowd: Crowd) -> None:
    def bits() -> Iterator[str]:
        yield "first"
        crowd.go_on.acquire(timeout=30)
        yield "last"

    crowd.app.add_url_rule("/live", view_func=lambda: Response(bits()))
    begun = [crowd.app.test_client().get("/live", buffered=False) for _ in range(MOST)]
    assert crowd.shedding.busy == 0
    crowd.let_go(MOST)
    assert [one.text for one in begun] == ["firstlast"] * MOST


def test_what_fails_does_not_count_for_ever(crowd: Crowd) -> None:
    for path in ("/nowhere", "/api/v1/tickets", "/console"):
        crowd.app.test_client().get(path)
    assert crowd.shedding.busy == 0


def test_without_a_limit_all_of_it_is_let_in_and_waits(api: Api) -> None:
    crowd = Crowd(api, most=1_000)
    try:
        crowd.fill(2 * MOST)
        assert crowd.shedding.busy == 2 * MOST
    finally:
        crowd.close()
