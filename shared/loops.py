"""What does a service do by itself? Publish, listen and heal, until it is stopped."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from functools import partial

from contracts.refusals import Unavailable
from shared.backing_off import BackOff
from shared.carried import Broker
from shared.link import Hosted
from shared.relay import Relay
from shared.wariness import receive_warily

BEACON_SECONDS = 2.0
"""How often the heads of every source are compared with what was heard."""

LOOK_SECONDS = 5.0
"""How often the relay looks for events that nobody told it of."""

REST_SECONDS = 1.0
_log = logging.getLogger(__name__)


class Loops:
    """The loops of one service; each runs in a thread of its own."""

    def __init__(
        self,
        hosted: Hosted,
        broker: Broker,
        started: threading.Event,
        stopping: threading.Event,
    ) -> None:
        self.hosted = hosted
        self._broker = broker
        self._started = started
        self._stopping = stopping
        self._sender = broker.sender()
        self._relay = Relay(hosted.application, self._sender)
        self._publishing, self._listening = BackOff(stopping), BackOff(stopping)
        self._appended = threading.Event()
        self._missed = threading.Event()
        hosted.application.appended.append(lambda _: self._appended.set())

    def all(self) -> list[Callable[[], None]]:
        """The loops to run, until the process stops."""
        if self.hosted.subscription.sources:
            return [self.publish, self.listen, self.heal]
        return [self.publish]

    def wake(self) -> None:
        """Let loops that wait see that the process is stopping."""
        self._appended.set()
        self._missed.set()

    def publish(self) -> None:
        """Publish as soon as something was appended; look now and then all the same."""
        looked_at = 0.0
        while not self._stopping.is_set():
            self._appended.wait(LOOK_SECONDS)
            self._appended.clear()
            sent = self._attempt(self._relay.send)
            if time.monotonic() - looked_at > REST_SECONDS:
                # Saving each time would cost more than sending some events twice.
                self._attempt(self._relay.save)
                self._attempt(self._relay.look)
                sent = sent and self._attempt(self._relay.send)
                looked_at = time.monotonic()
            if sent and self._attempt(self._sender.beat):
                self._publishing.reset()
            else:
                self._publishing.wait()
                self._appended.set()
        self._attempt(self._relay.save)
        self._sender.close()

    def listen(self) -> None:
        """Apply what the broker brings, and acknowledge it once it is committed."""
        while not self._stopping.is_set():
            if not self._attempt(self._listen):
                self._listening.wait()

    def heal(self) -> None:
        """Compare heads at every beacon, and pull what is missing."""
        self._started.wait()
        while not self._stopping.is_set():
            for source in self.hosted.subscription.sources:
                listen = partial(self.hosted.subscription.listen_to_beacon, source)
                self._attempt(listen)
            self._attempt(self.hosted.subscription.catch_up)
            self._missed.wait(BEACON_SECONDS)
            self._missed.clear()

    def _listen(self) -> None:
        subscription = self.hosted.subscription
        name, sources = self.hosted.application.name, subscription.sources
        with self._broker.listening(name, sources) as batch:
            while not self._stopping.is_set():
                brought = batch(REST_SECONDS)
                receive_warily(subscription, brought.again)
                subscription.receive(brought.events)
                brought.acknowledge()
                self._listening.reset()
                if subscription.behind:
                    self._missed.set()

    def _attempt(self, step: Callable[[], object]) -> bool:
        """Whether a step went through; a loop outlives what went wrong in it."""
        try:
            step()
        except (Unavailable, OSError) as error:
            _log.warning("%s: %s", self.hosted.application.name, error)
            return False
        except Exception:
            _log.exception("%s: unexpected", self.hosted.application.name)
            return False
        return True
