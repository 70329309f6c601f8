"""When does RabbitMQ have an event? When it said so of this very message."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from kombu.transport.pyamqp import Connection

from contracts.envelope import Recorded
from contracts.refusals import Unavailable
from shared.carried import write
from shared.metrics import NOT_TAKEN
from shared.rabbitmq.connecting import GONE, answering, connect
from shared.rabbitmq.topology import EXCHANGE, declare_exchange

CONFIRM_SECONDS = 10.0
"""How long the broker may take to confirm a batch."""


class NotTaken(Exception):
    """The broker said that it does not have a message, or that no queue does."""

    def __init__(self, kind: str, what: str) -> None:
        super().__init__(what)
        self.kind = kind


class Sender:
    """Publishes events over one connection, which is thrown away after any doubt.

    A confirm that comes late belongs to a connection that is gone, and cannot be taken
    for another message's.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._line: Line | None = None

    def publish(self, events: Sequence[Recorded]) -> None:
        """Send events, and return once each is in a queue; Unavailable otherwise."""
        try:
            with answering():
                if self._line is None:
                    self._line = Line(connect(self._url))
                self._line.publish(events)
        except NotTaken as refused:
            NOT_TAKEN.labels(events[0].service, refused.kind).inc()
            raise Unavailable(f"the broker did not take it: {refused}") from refused
        except Unavailable:
            NOT_TAKEN.labels(events[0].service, "unknown").inc()
            raise
        finally:
            self._throw_away_unless_sure()

    def beat(self) -> None:
        """Keep the connection while there is nothing to send."""
        if self._line is not None:
            try:
                with answering():
                    self._line.beat()
            except Unavailable:
                self._line.doubtful = True
                raise
            finally:
                self._throw_away_unless_sure()

    def close(self) -> None:
        """End the connection, if there is one."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def _throw_away_unless_sure(self) -> None:
        if self._line is not None and self._line.doubtful:
            self.close()


class Line:
    """One connection, and what was sent over it and is not confirmed yet."""

    def __init__(self, connection: Connection) -> None:
        self.doubtful = False
        self._connection = connection
        try:
            self._channel = connection.channel()
            declare_exchange(self._channel)
            self._channel.confirm_select()
        except GONE:
            self.close()
            raise
        self._sent = 0
        self._waiting: set[int] = set()
        self._channel.events["basic_ack"].add(self._confirmed)
        self._channel.events["basic_nack"].add(self._refused)
        self._channel.events["basic_return"].add(self._returned)

    def publish(self, events: Sequence[Recorded]) -> None:
        """Send a batch and wait until nothing of it is open; NotTaken where it is."""
        self.doubtful = True
        for event in events:
            self._sent += 1
            self._waiting.add(self._sent)
            self._send(event)
        deadline = time.monotonic() + CONFIRM_SECONDS
        while self._waiting:
            patience = max(deadline - time.monotonic(), 0.001)
            self._connection.drain_events(timeout=patience)
        self.doubtful = False

    def beat(self) -> None:
        """Read what the broker said meanwhile, and say that we are there."""
        with suppress(TimeoutError):
            self._connection.drain_events(timeout=0)
        self._connection.heartbeat_tick()

    def close(self) -> None:
        """Leave without a word: whoever does not answer would not answer that."""
        self._connection.collect()

    def _send(self, event: Recorded) -> None:
        message = self._channel.prepare_message(
            write(event),
            content_type="application/json",
            content_encoding="utf-8",
            properties={"delivery_mode": 2, "message_id": str(event.event_id)},
        )
        self._channel.basic_publish(message, EXCHANGE, event.topic, mandatory=True)

    def _confirmed(self, tag: int, multiple: bool) -> None:
        if multiple:
            self._waiting = {waiting for waiting in self._waiting if waiting > tag}
        else:
            self._waiting.discard(tag)

    def _refused(self, tag: int, multiple: bool) -> None:
        raise NotTaken("nacked", f"message {tag} was refused")

    def _returned(self, _: Any, __: str, routing_key: str, ___: Any) -> None:
        raise NotTaken("unroutable", f"no queue takes {routing_key}")
