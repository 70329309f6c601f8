"""How is a connection to RabbitMQ made, so that no silence lasts for ever?

py-amqp by way of kombu: plain sockets, which eventlet makes green, and a channel that
tells each confirm by itself (`docs/decisions/0008-*`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import SystemRandom
from typing import Any
from urllib.parse import unquote, urlsplit

from kombu.transport.pyamqp import Connection

from contracts.refusals import Unavailable

HEARTBEAT_SECONDS = 20
CONNECT_SECONDS = 5.0

SILENCE_SECONDS = 10.0
"""The longest wait for one answer, and for room to write; then it is thrown away."""

GONE = (*Connection.connection_errors, *Connection.channel_errors)
"""What may go wrong with a connection or a channel: it is not used again after that."""

_chance = SystemRandom()


@contextmanager
def answering() -> Iterator[None]:
    """Whatever goes wrong with the broker, it is unavailable."""
    try:
        yield
    except GONE as error:
        why = f"{type(error).__name__}: {error}"
        raise Unavailable(f"the broker does not answer: {why}") from error


def connect(url: str) -> Connection:
    """A connection to any broker of the URL that answers; Unavailable if none does.

    Several are parted by semicolons, as the nodes of a cluster are.
    """
    places = url.split(";")
    for place in _chance.sample(places, len(places) - 1):
        try:
            return _connect(place)
        except GONE:
            places.remove(place)
    with answering():
        return _connect(places[0])


def _connect(url: str) -> Connection:
    connection = Connection(
        **_parts(url), heartbeat=HEARTBEAT_SECONDS, connect_timeout=CONNECT_SECONDS
    )
    try:
        connection.connect()
    except GONE:
        connection.collect()
        raise
    # For whatever has no shorter time of its own. SO_SNDTIMEO, which py-amqp offers,
    # means nothing to the sockets of a green process.
    connection.sock.settimeout(SILENCE_SECONDS)
    return connection


def _parts(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    secure = parts.scheme == "amqps"
    return {
        "host": f"{parts.hostname}:{parts.port or (5671 if secure else 5672)}",
        "userid": unquote(parts.username or "guest"),
        "password": unquote(parts.password or "guest"),
        "virtual_host": unquote(parts.path[1:]) or "/",
        "ssl": {"server_hostname": parts.hostname} if secure else False,
    }
