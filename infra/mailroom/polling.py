"""How does every message of a mailbox come to its outcome, and none to a second?

A message is marked only when the platform has recorded what became of it. Who is cut
off in between takes it again, and the platform knows it again.
"""

from __future__ import annotations

import logging
import threading

from contracts.mail import LARGEST_MESSAGE
from infra.command_line import client
from infra.command_line.delivering import OF_ONE_MESSAGE
from infra.mailroom.fetched import Declined
from infra.mailroom.folder import Folder
from infra.mailroom.imap import BROKEN, opened
from infra.mailroom.settings import Mailbox
from infra.mailroom.standing_in import LONGEST_HEADER, stand_in
from infra.mailroom.tokens import Tokens
from infra.mailroom.trouble import Kind, Trouble
from infra.mailroom.turns import Turns

MOST_UNANSWERED = 3
"""Messages in a row, after which it is the platform that answers nobody."""

_OF_EVERY_MESSAGE = {401, 403, 429}
"""What the platform answers where no other message would fare better."""

_log = logging.getLogger(__name__)


class Unanswered(Exception):
    """The platform did not answer for one message: it may be for that message."""


class Poller:
    """Looks into one mailbox; it remembers what made trouble, to take it last."""

    def __init__(self, mailbox: Mailbox, patience: float, turns: Turns) -> None:
        self._mailbox, self._patience, self._turns = mailbox, patience, turns
        oauth2 = mailbox.oauth2
        self._tokens = Tokens(oauth2, patience) if oauth2 else None
        # Why each stays, in the order of the last try: so none is never tried again.
        self._troubled: dict[str, str] = {}

    def poll(self, stopping: threading.Event) -> int:
        """Take all that waits; how many messages came to an outcome.

        Trouble where the mailbox or the platform cannot be reached, and where messages
        are left over: those that can be taken have been taken all the same.
        """
        with opened(self._mailbox, self._patience, self._tokens) as folder:
            taken = self._take_all(folder, self._in_order(folder.waiting()), stopping)
        if self._troubled and not stopping.is_set():
            *_, why = self._troubled.values()
            told = f"{len(self._troubled)} messages cannot be taken, and stay: {why}"
            raise Trouble(Kind.LEFT_OVER, told)
        return taken

    def _in_order(self, waiting: list[str]) -> list[str]:
        """What made trouble once may do so again: the others come first."""
        there = set(waiting)
        self._troubled = {
            uid: why for uid, why in self._troubled.items() if uid in there
        }
        return [*(uid for uid in waiting if uid not in self._troubled), *self._troubled]

    def _take_all(
        self, folder: Folder, waiting: list[str], stopping: threading.Event
    ) -> int:
        taken = unanswered = 0
        for uid in waiting:
            if stopping.is_set():
                return taken
            try:
                taken += self._take(folder, uid, stopping)
                unanswered = 0
            except Unanswered as error:
                unanswered += 1
                if unanswered in {MOST_UNANSWERED, len(waiting)}:
                    raise Trouble(Kind.PLATFORM, error) from error
        return taken

    def _take(self, folder: Folder, uid: str, stopping: threading.Event) -> bool:
        """Whether a message came to its outcome, and is marked."""
        try:
            raw = self._read(folder, uid)
            if raw is None:
                return False
            self._deliver(raw, stopping)
            folder.done(uid)
        except (Declined, client.Problem, Unanswered, *BROKEN) as error:
            self._stays(uid, error)
            if not isinstance(error, Declined | client.Problem):
                raise
            return False
        self._troubled.pop(uid, None)
        return True

    def _stays(self, uid: str, error: Exception) -> None:
        before, why = self._troubled.pop(uid, ""), str(error)
        self._troubled[uid] = why
        if why != before and isinstance(error, Declined | client.Problem):
            _log.warning("%s: message %s stays: %s", self._mailbox.name, uid, why)

    def _read(self, folder: Folder, uid: str) -> bytes | None:
        # One byte more tells what is too large, whatever the server says of its size.
        found = folder.message(uid, LARGEST_MESSAGE + 1)
        if found is None:
            return None
        if len(found.raw) <= LARGEST_MESSAGE:
            return found.raw
        size = max(found.size, len(found.raw))
        header = found.raw[:LONGEST_HEADER]
        return stand_in(header, size, self._mailbox.address, self._mailbox.host)

    def _deliver(self, raw: bytes, stopping: threading.Event) -> None:
        """Return once what became of it is recorded; Problem where it cannot be."""
        try:
            self._turns.hand_over(self._mailbox, raw, stopping)
        except client.Unreachable as error:
            raise Unanswered(str(error)) from error
        except client.Problem as problem:
            if "to" in problem.bad_fields or problem.status == 404:
                told = f"{self._mailbox.address} is no address of a school"
                raise Trouble(Kind.NOT_OURS, told) from problem
            if problem.status in _OF_EVERY_MESSAGE:
                raise Trouble(Kind.PLATFORM, problem) from problem
            if problem.status in OF_ONE_MESSAGE:
                raise
            raise Unanswered(str(problem)) from problem
