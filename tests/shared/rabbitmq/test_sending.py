"""Does an event count as sent only when a queue has it, whatever the network does?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from kombu.transport.pyamqp import Channel
from prometheus_client import REGISTRY

from contracts.envelope import Recorded
from contracts.refusals import Unavailable
from infra.rabbitmq.node import Node
from infra.rabbitmq.proxy import Proxy
from shared.carried import write
from shared.rabbitmq import connecting, sending
from shared.rabbitmq.sending import Line, Sender
from shared.rabbitmq.topology import EXCHANGE, queue_of
from tests.support.carrier import Carrier
from tests.support.chains import chain, positions
from tests.support.rabbitmq import channel_to, forget, waiting


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody in these tests waits ten seconds for what does not come."""
    monkeypatch.setattr(sending, "CONFIRM_SECONDS", 0.3)
    monkeypatch.setattr(connecting, "CONNECT_SECONDS", 0.5)


@pytest.fixture
def sender(proxy: Proxy, carrier: Carrier, hasty: None) -> Iterator[Sender]:
    """By way of the proxy; the weather's queue is there."""
    sender = Sender(proxy.url())
    yield sender
    sender.close()


def not_taken(kind: str) -> float:
    labels = {"service": "garden", "kind": kind}
    name = "caretaker_batches_not_taken_total"
    return REGISTRY.get_sample_value(name, labels) or 0.0


def test_what_is_sent_is_in_the_queue_when_it_counts_as_sent(
    sender: Sender, rabbitmq: Node, carrier: Carrier
) -> None:
    sender.publish(chain(150))
    assert waiting(rabbitmq, "weather") + len(carrier.take("weather")) >= 150


def test_a_connection_is_kept_from_batch_to_batch(sender: Sender, proxy: Proxy) -> None:
    one, two, three = chain(3)
    sender.publish([one])
    sender.publish([two, three])
    assert proxy.connections == 1


def test_what_no_queue_takes_does_not_count_as_sent_and_alarms(
    sender: Sender, rabbitmq: Node, carrier: Carrier
) -> None:
    forget(rabbitmq)
    before = not_taken("unroutable")
    with pytest.raises(Unavailable, match=r"no queue takes garden\.bed_watered"):
        sender.publish(chain(3))
    assert not_taken("unroutable") == before + 1
    carrier.drop("weather")
    carrier.listen("weather", ["garden"])
    sender.publish(chain(3))
    assert positions(carrier.take("weather")) == [1, 2, 3]


def not_mandatory(self: Line, event: Recorded) -> None:
    message = self._channel.prepare_message(write(event), content_encoding="utf-8")
    self._channel.basic_publish(message, EXCHANGE, event.type)


def test_without_mandatory_what_no_queue_takes_counts_as_sent(
    sender: Sender, rabbitmq: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Line, "_send", not_mandatory)
    forget(rabbitmq)
    sender.publish(chain(3))


def full_queue(channel: Channel) -> None:
    """Another listener's, which refuses what does not fit."""
    arguments = {"x-max-length": 1, "x-overflow": "reject-publish"}
    channel.queue_declare(queue_of("garden"), arguments=arguments, durable=True)
    channel.queue_bind(queue_of("garden"), EXCHANGE, "garden.#")


def test_what_the_broker_refuses_does_not_count_as_sent(
    sender: Sender, rabbitmq: Node
) -> None:
    with channel_to(rabbitmq) as channel:
        full_queue(channel)
        with pytest.raises(Unavailable, match="was refused"):
            sender.publish(chain(5))
        assert channel.queue_declare(queue_of("garden"), passive=True)[1] < 5


def test_without_listening_to_refusals_what_was_refused_counts_as_sent(
    sender: Sender, rabbitmq: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Line, "_refused", Line._confirmed)
    with channel_to(rabbitmq) as channel:
        full_queue(channel)
        sender.publish(chain(5))
        assert channel.queue_declare(queue_of("garden"), passive=True)[1] < 5


def confirm_too_late(sender: Sender, proxy: Proxy) -> None:
    """The first is confirmed when nobody waits any more; the second never arrives."""
    first, second, third = chain(3)
    sender.publish([first])
    proxy.down.hold()
    with pytest.raises(Unavailable):
        sender.publish([second])
    proxy.up.hold()
    proxy.down.release()
    sender.publish([third])


def test_a_confirm_that_comes_late_is_not_taken_for_another_messages(
    sender: Sender, proxy: Proxy, carrier: Carrier
) -> None:
    with pytest.raises(Unavailable):
        confirm_too_late(sender, proxy)
    assert positions(carrier.take("weather")) == [1, 2]


def test_without_a_new_connection_a_late_confirm_is_taken_for_anothers(
    sender: Sender, proxy: Proxy, carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def any_will_do(self: Line, tag: int, multiple: bool) -> None:
        self._waiting.clear()

    def keep(self: Sender) -> None:
        """Go on with the connection as if nothing had been."""

    monkeypatch.setattr(Line, "_confirmed", any_will_do)
    monkeypatch.setattr(Sender, "_throw_away_unless_sure", keep)
    confirm_too_late(sender, proxy)
    assert positions(carrier.take("weather")) == [1, 2]


def test_after_a_cut_a_new_connection_is_made(
    sender: Sender, proxy: Proxy, carrier: Carrier
) -> None:
    sender.publish(chain(1))
    proxy.cut()
    with pytest.raises(Unavailable):
        sender.publish(chain(2))
    sender.publish(chain(2))
    assert set(positions(carrier.take("weather"))) == {1, 2}


def test_a_broker_that_takes_no_bytes_any_more_is_unavailable(
    sender: Sender, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "SILENCE_SECONDS", 0.3)
    sender.publish(chain(1))
    proxy.up.hold()
    proxy.down.hold()
    with pytest.raises(Unavailable):
        sender.publish(chain(12_000))


def test_a_connection_that_is_half_open_is_found_by_its_heartbeat(
    sender: Sender, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "HEARTBEAT_SECONDS", 1)
    sender.publish(chain(1))
    proxy.half_open()
    with pytest.raises(Unavailable):
        beat_for_ever(sender)
    proxy.heal()
    sender.publish(chain(1))


def beat_for_ever(sender: Sender) -> None:
    while True:
        sender.beat()


def test_a_connection_that_rests_is_kept_by_its_heartbeat(
    sender: Sender, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "HEARTBEAT_SECONDS", 1)
    sender.publish(chain(1))
    before = proxy.down.carried
    while proxy.down.carried < before + 3 * HEARTBEAT_BYTES:
        sender.beat()
    sender.publish(chain(1))
    assert proxy.connections == 1


HEARTBEAT_BYTES = 8
