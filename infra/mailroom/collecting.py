"""How are many mailboxes collected at once, so that a slow one delays no other?"""

from __future__ import annotations

import logging
import threading
import time

from infra.command_line import client
from infra.mailroom.polling import Poller
from infra.mailroom.settings import Mailbox, Settings
from infra.mailroom.telling import Telling
from infra.mailroom.trouble import Kind, Trouble
from infra.mailroom.turns import Turns
from shared.metrics import MAILBOX_FAILING, MAILBOX_POLLED_AT, MAILBOX_SINCE

_log = logging.getLogger(__name__)


class Collector:
    """A thread for each mailbox, which looks into it until all are told to stop."""

    def __init__(self, settings: Settings, platform: client.Client) -> None:
        self._settings, self._turns = settings, Turns(platform)
        self._stopping = threading.Event()
        for one in settings.mailboxes:
            # How it fares nobody knows before the first look, after a new start either.
            # By this it is missed where the first look never ends.
            MAILBOX_SINCE.labels(one.name).set_to_current_time()
        self._threads = [
            # A mailbox that keeps us waiting does not keep the process from its end.
            threading.Thread(target=self._look_after, args=(one,), daemon=True)
            for one in settings.mailboxes
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self, patience: float) -> bool:
        """Finish the messages in hand; whether all ended in time.

        What does not is cut off. Its message is taken again, and known again.
        """
        self._stopping.set()
        until = time.monotonic() + patience
        for thread in self._threads:
            thread.join(max(until - time.monotonic(), 0))
        return not any(thread.is_alive() for thread in self._threads)

    def _look_after(self, mailbox: Mailbox) -> None:
        poller = Poller(mailbox, self._settings.patience, self._turns)
        telling = Telling(
            f"{mailbox.name} is not collected",
            f"{mailbox.name} is collected again",
            lambda failing: MAILBOX_FAILING.labels(mailbox.name).set(failing),
        )
        while not self._stopping.is_set():
            trouble = self._look(mailbox, poller)
            if trouble is None:
                MAILBOX_POLLED_AT.labels(mailbox.name).set_to_current_time()
                telling.works()
            else:
                telling.fails(trouble)
            self._stopping.wait(self._settings.every)

    def _look(self, mailbox: Mailbox, poller: Poller) -> Trouble | None:
        """What kept us from looking into a mailbox to its end, if anything did."""
        try:
            taken = poller.poll(self._stopping)
        except Trouble as trouble:
            return trouble
        except Exception as error:
            # A fault of ours: the mailbox is looked into again, and somebody is told.
            _log.exception("%s: unexpected", mailbox.name)
            return Trouble(Kind.BROKEN_OFF, type(error).__name__)
        if taken:
            _log.info("%s: %s messages came to their outcome", mailbox.name, taken)
        return None
