"""What does it cost to publish a log, beside a program that sends the same messages?

Both wait until the broker has confirmed a batch, and both send to a quorum queue.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing

from infra.bench import meter
from infra.bench.broker import broker
from infra.bench.places import Place
from infra.bench.results import Compared
from infra.bench.rounds import Plan, fed
from shared.carried import write
from shared.rabbitmq.broker import RabbitMQ
from shared.rabbitmq.connecting import CONNECT_SECONDS, connect
from shared.rabbitmq.topology import declare_queue, queue_of
from shared.relay import BATCH, Relay

LISTENER, PLAIN = "bench_listener", "bench_plain"


class Plain:
    """A program that sends messages to a queue, and promises only what it is told."""

    def __init__(self, url: str) -> None:
        self._connection = connect(url)
        self._channel = self._connection.channel()
        self._channel.confirm_select()
        self._channel.events["basic_ack"].add(self._taken)
        self._open: set[int] = set()
        self._sent = 0
        declare_queue(self._channel, LISTENER, [meter.ROOMS.name])
        declare_queue(self._channel, PLAIN, [])

    def publish(self, bodies: Sequence[str]) -> int:
        """Send messages, and return once all are confirmed; how many."""
        for body in bodies:
            message = self._channel.prepare_message(
                body, content_encoding="utf-8", properties={"delivery_mode": 2}
            )
            self._channel.basic_publish(message, "", queue_of(PLAIN))
            self._sent += 1
            self._open.add(self._sent)
        while self._open:
            self._connection.drain_events(timeout=CONNECT_SECONDS)
        return len(bodies)

    def empty(self) -> None:
        """Nobody reads the queues: away with what is in them."""
        for queue in (LISTENER, PLAIN):
            self._channel.queue_purge(queue_of(queue))

    def close(self) -> None:
        """Remove the queues, and go."""
        for queue in (LISTENER, PLAIN):
            self._channel.queue_delete(queue_of(queue))
        self._connection.collect()

    def _taken(self, tag: int, multiple: bool) -> None:
        if multiple:
            self._open = {one for one in self._open if one > tag}
        else:
            self._open.discard(tag)


def publish(place: Place, plan: Plan) -> Iterator[Compared]:
    """Publish a log in batches as large as they get, each confirmed."""
    with broker(place) as url, meter.opened(place) as (application, _):
        if url is None:
            return
        with (
            closing(Plain(url)) as plain,
            closing(RabbitMQ(url).sender()) as sender,
        ):
            relay = Relay(application, sender)

            def append() -> list[str]:
                plain.empty()
                meter.read(application, litres=tuple(range(BATCH)))
                end = application.heads(None)[0].position
                events = application.feed(meter.SCHOOL, end - BATCH, BATCH)
                return [write(event) for event in events]

            def relayed(bodies: list[str]) -> int:
                relay.publish()
                return len(bodies)

            # What was appended for the other side is sent before this one is timed.
            def caught_up() -> list[str]:
                relay.publish()
                return append()

            work = f"publish with confirms, {BATCH} at once"
            rates = plan.compare(
                work, fed(append, plain.publish), fed(caught_up, relayed)
            )
    yield Compared(
        benchmark="publish",
        database=place.kind,
        work=work,
        unit="events/s",
        bare=rates.bare,
        ours=rates.ours,
    )
