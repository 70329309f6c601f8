"""What does a process need around its services? Databases, keys, a link, a broker."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, field
from functools import cached_property

from contracts.languages import learn_all
from contracts.refusals import Unavailable
from shared.application import Application, Rooms
from shared.backing_off import BackOff
from shared.broker import broker_at
from shared.clock import Clock, now
from shared.config import KEYS as KEYS_DATABASE
from shared.config import Settings
from shared.database import Database
from shared.hints import Hints
from shared.keyring import KEYS, Keyring
from shared.link import Hosted, Link, LocalLink, Switchboard
from shared.loops import REST_SECONDS, Loops
from shared.readiness import Behind, make_ready

STOP_SECONDS = 20.0
"""How long what runs may take to end; what takes longer is cut off, not lost."""

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
        self.broker = broker_at(self.settings.broker_url)
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
        return Loops(hosted, self.broker, self.started, self.stopping)

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
            self.leaving.wait(REST_SECONDS)

    def overhear(self, *sources: str) -> None:
        """Hand on hints of what is published, until the process stops."""
        back_off = BackOff(self.stopping)
        while not self.stopping.is_set():
            try:
                with self.broker.overhearing(sources) as batch:
                    while not self.stopping.is_set():
                        brought = batch(REST_SECONDS)
                        self.hints.give([*brought.events, *brought.again])
                        brought.acknowledge()
                        back_off.reset()
            except (Unavailable, OSError) as error:
                _log.warning("no hints: %s", error)
                back_off.wait()
