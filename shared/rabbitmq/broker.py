"""What does RabbitMQ do for the platform? What every broker of ours does."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager

from shared.carried import Batch
from shared.rabbitmq.receiving import consuming
from shared.rabbitmq.sending import Sender
from shared.rabbitmq.topology import declare_hints, declare_queue


class RabbitMQ:
    """The broker at a URL; publishing and reading have connections of their own."""

    def __init__(self, url: str) -> None:
        self._url = url

    def sender(self) -> Sender:
        return Sender(self._url)

    def listening(
        self, service: str, sources: Sequence[str]
    ) -> AbstractContextManager[Batch]:
        return consuming(self._url, lambda c: declare_queue(c, service, sources))

    def overhearing(self, sources: Sequence[str]) -> AbstractContextManager[Batch]:
        return consuming(self._url, lambda c: declare_hints(c, sources))
