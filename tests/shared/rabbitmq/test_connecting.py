"""Is a broker reached at its URL, or another of its cluster in its place?"""

from __future__ import annotations

import pytest

from contracts.refusals import Unavailable
from infra.rabbitmq.node import Node
from infra.rabbitmq.proxy import Proxy
from shared.rabbitmq.connecting import _parts, connect

NOBODY = "amqp://127.0.0.1:1"


def test_a_url_says_where_the_broker_is_and_who_we_are() -> None:
    parts = _parts("amqp://us:a%2Fb@rabbit.example:5673/desk%2F1")
    assert parts["host"] == "rabbit.example:5673"
    assert (parts["userid"], parts["password"]) == ("us", "a/b")
    assert (parts["virtual_host"], parts["ssl"]) == ("desk/1", False)


def test_a_url_without_more_is_the_usual() -> None:
    parts = _parts("amqp://rabbit.example")
    assert parts["host"] == "rabbit.example:5672"
    assert (parts["userid"], parts["virtual_host"]) == ("guest", "/")


def test_over_tls_the_broker_has_to_be_who_it_says() -> None:
    parts = _parts("amqps://rabbit.example")
    assert parts["host"] == "rabbit.example:5671"
    assert parts["ssl"] == {"server_hostname": "rabbit.example"}


def test_a_broker_that_is_not_there_is_unavailable() -> None:
    with pytest.raises(Unavailable, match="does not answer"):
        connect(f"{NOBODY};{NOBODY}")


def test_of_several_any_that_answers_will_do(rabbitmq: Node) -> None:
    for _ in range(4):
        connect(f"{NOBODY};{rabbitmq.url};{NOBODY}").close()


def test_who_is_not_let_in_is_told_that_it_is_unavailable(rabbitmq: Node) -> None:
    stranger = rabbitmq.url.replace("guest:guest", "guest:wrong")
    with pytest.raises(Unavailable, match="AccessRefused"):
        connect(stranger)


def test_a_broker_that_accepts_and_says_nothing_is_unavailable(
    proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.rabbitmq.connecting.CONNECT_SECONDS", 0.3)
    proxy.half_open()
    with pytest.raises(Unavailable):
        connect(proxy.url())
