"""What does RabbitMQ do for the platform? What every broker of ours does."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager

from contracts.refusals import Unavailable
from shared.carried import Batch
from shared.rabbitmq.connecting import answering, connect
from shared.rabbitmq.receiving import consuming
from shared.rabbitmq.sending import Sender
from shared.rabbitmq.topology import declare_hints, declare_queue, queue_of

REPLACE_AFTER = 3
"""So many times in a row a queue cannot be read before another takes its place."""

_INTERNAL_ERROR = 541
_log = logging.getLogger(__name__)


class RabbitMQ:
    """The broker at a URL; publishing and reading have connections of their own."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._broken: Counter[str] = Counter()

    def sender(self) -> Sender:
        return Sender(self._url)

    @contextmanager
    def listening(self, service: str, sources: Sequence[str]) -> Iterator[Batch]:
        """A queue that the broker itself cannot use any more is replaced.

        A RabbitMQ that was killed may come back with the name of a young quorum queue
        and nothing behind it, and everything that is published waits for it. What the
        queue held is in the logs, and is pulled.
        """
        with ExitStack() as stack:
            reading = consuming(self._url, lambda c: declare_queue(c, service, sources))
            try:
                batch = stack.enter_context(reading)
            except Unavailable as error:
                self._count(service, error)
                raise
            self._broken[service] = 0
            yield batch

    def overhearing(self, sources: Sequence[str]) -> AbstractContextManager[Batch]:
        return consuming(self._url, lambda c: declare_hints(c, sources))

    def _count(self, service: str, error: Unavailable) -> None:
        """A broker that is there, and cannot or does not give the queue."""
        cause = error.__cause__
        silent = isinstance(cause, TimeoutError) and self._answers()
        if not silent and getattr(cause, "code", None) != _INTERNAL_ERROR:
            return
        self._broken[service] += 1
        if self._broken[service] >= REPLACE_AFTER:
            self._broken[service] = 0
            _log.error("the broker cannot use %s: replacing it", queue_of(service))
            self._delete(queue_of(service))

    def _answers(self) -> bool:
        try:
            connect(self._url).collect()
        except Unavailable:
            return False
        return True

    def _delete(self, queue: str) -> None:
        connection = connect(self._url)
        try:
            with answering():
                connection.channel().queue_delete(queue)
        finally:
            connection.collect()
