"""What does a process need around its services? Databases, keys, a link, a broker."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial

from kombu.exceptions import OperationalError

from contracts.languages import learn_all
from contracts.refusals import Unavailable
from shared.application import Application, Rooms
from shared.broker import IN_MEMORY, Listener, Sender, events_of, overhearing
from shared.clock import Clock, now
from shared.config import KEYS as KEYS_DATABASE
from shared.config import Settings
from shared.database import Database
from shared.hints import Hints
from shared.keyring import KEYS, Keyring
from shared.link import Hosted, Link, LocalLink, Switchboard
from shared.readiness import Behind, make_ready
from shared.relay import Relay

BEACON_SECONDS = 2.0
"""How often the heads of every source are compared with what was heard."""

LOOK_SECONDS = 5.0
"""How often the relay looks for events that nobody told it of."""

STOP_SECONDS = 20.0
"""How long what runs may take to end; what takes longer is cut off, and loses nothing."""

_REST_SECONDS = 1.0
_log = logging.getLogger(__name__)


@dataclass
class Process:
    """One process of the platform; every service in it shares keys, link and broker.

    It is `started` once all its services are there, `leaving` when it should be sent
    nothing new, and `stopping` when it ends what it does by itself.
    """

    settings: Settings
    clock: Clock = now
    elsewhere: Link | None = None
    here: LocalLink = field(default_factory=LocalLink)
    hints: Hints = field(default_factory=Hints)
    started: threading.Event = field(default_factory=threading.Event)
    leaving: threading.Event = field(default_factory=threading.Event)
    stopping: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        learn_all()
        self.broker_url = self.settings.broker_url or IN_MEMORY
        self._stop_by = 0.0
        elsewhere = self.elsewhere
        self.link: Link = Switchboard(self.here, elsewhere) if elsewhere else self.here

    @cached_property
    def keyring(self) -> Keyring:
        """Only where a service needs it: the gateway comes without the master key."""
        keys = Database(self.settings.database(KEYS_DATABASE), KEYS, kernel=False)
        self._once_there(KEYS_DATABASE)
        return Keyring(keys, self.settings.master)

    def host(self, rooms: Rooms) -> Loops:
        """Open a service over its database, and make it known to the others."""
        url = self.settings.database(rooms.name)
        self._once_there(rooms.name)
        database = Database(url, rooms.tables)
        application = Application(rooms, database, self.keyring, self.clock)
        hosted = Hosted(application, self.link)
        self.here.hosted[rooms.name] = hosted
        return Loops(hosted, self)

    def not_ready(self) -> str:
        """What keeps this process from its work, if anything does."""
        if self.leaving.is_set():
            return "stopping"
        return "" if self.started.is_set() else "starting"

    def leave(self, drain: float) -> None:
        """Be sent nothing new; after a while, have the loops end."""
        self.leaving.set()
        time.sleep(drain)
        self._stop_by = time.monotonic() + STOP_SECONDS
        self.stopping.set()
        self.started.set()

    def patience(self) -> float:
        """How many seconds are left to end in."""
        return max(self._stop_by - time.monotonic(), 0.1)

    def _once_there(self, name: str) -> None:
        """Wait for a server that is not there yet; a file is there or will never be.

        NotAdmitted where our login there would see too much.
        """
        while True:
            try:
                make_ready(self.settings.database(name), name)
                return
            except (Unavailable, Behind) as error:
                if self.settings.database_url is None or self.leaving.is_set():
                    raise
                why = getattr(error.__cause__, "orig", error)
                _log.warning("waiting for a database: %s", why)
            self.leaving.wait(_REST_SECONDS)

    def overhear(self, *sources: str) -> None:
        """Hand on hints of what is published, until the process stops."""
        while not self.stopping.is_set():
            try:
                with overhearing(self.broker_url, sources) as batch:
                    while not self.stopping.is_set():
                        messages = batch(_REST_SECONDS)
                        self.hints.give(events_of(messages))
                        for message in messages:
                            message.ack()
            except (OperationalError, OSError) as error:
                _log.warning("no hints: %s", error)
                self.stopping.wait(_REST_SECONDS)


class Loops:
    """What one service does by itself: publish, listen, and heal."""

    def __init__(self, hosted: Hosted, process: Process) -> None:
        self.hosted = hosted
        self._started = process.started
        self._stopping = process.stopping
        self._relay = Relay(hosted.application, Sender(process.broker_url))
        self._listener = Listener(
            process.broker_url, hosted.application.name, hosted.subscription.sources
        )
        self._appended = threading.Event()
        self._missed = threading.Event()
        hosted.application.appended.append(lambda _: self._appended.set())

    def all(self) -> list[Callable[[], None]]:
        """The loops to run, each in a thread of its own, until the process stops."""
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
            if not self._attempt(self._relay.send):
                self._stopping.wait(_REST_SECONDS)
            if time.monotonic() - looked_at > _REST_SECONDS:
                # Saving each time would cost more than sending some events twice.
                self._attempt(self._relay.save)
                self._attempt(self._relay.look)
                self._attempt(self._relay.send)
                looked_at = time.monotonic()
        self._attempt(self._relay.save)

    def listen(self) -> None:
        """Apply what the broker brings, and acknowledge it once it is committed."""
        while not self._stopping.is_set():
            if not self._attempt(self._listen):
                self._stopping.wait(_REST_SECONDS)

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
        with self._listener.listening() as batch:
            while not self._stopping.is_set():
                messages = batch(_REST_SECONDS)
                subscription.receive(events_of(messages))
                for message in messages:
                    message.ack()
                if subscription.behind:
                    self._missed.set()

    def _attempt(self, step: Callable[[], object]) -> bool:
        """Whether a step went through; a loop outlives what went wrong in it."""
        try:
            step()
        except (Unavailable, OperationalError, OSError) as error:
            _log.warning("%s: %s", self.hosted.application.name, error)
            return False
        except Exception:
            _log.exception("%s: unexpected", self.hosted.application.name)
            return False
        return True
