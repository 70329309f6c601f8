"""How does every message of a mailbox come to its outcome, and none to a second?

A message is marked only when the platform has recorded what became of it. Who is cut
off in between takes it again, and the platform knows it again.
"""

from __future__ import annotations

import logging
import threading

from contracts.mail import LARGEST_MESSAGE
from infra.command_line import client
from infra.command_line.delivering import hand_over
from infra.mailroom.imap import BROKEN, Declined, Folder, opened
from infra.mailroom.settings import Mailbox
from infra.mailroom.standing_in import LONGEST_HEADER, stand_in
from infra.mailroom.tokens import Tokens
from infra.mailroom.trouble import Kind, Trouble

_OF_ONE_MESSAGE = {400, 408, 409, 413, 422, 500}
"""What the platform answers where another message may fare better."""

_log = logging.getLogger(__name__)


class Poller:
    """Looks into one mailbox; it remembers what made trouble, to take it last."""

    def __init__(
        self, mailbox: Mailbox, patience: float, platform: client.Client
    ) -> None:
        self._mailbox, self._patience = mailbox, patience
        self._platform = platform
        oauth2 = mailbox.oauth2
        self._tokens = Tokens(oauth2, patience) if oauth2 else None
        self._troubled: set[str] = set()

    def poll(self, stopping: threading.Event) -> int:
        """Take all that waits; how many messages came to an outcome.

        Trouble where the mailbox or the platform cannot be reached, and where messages
        are left over: those that can be taken have been taken all the same.
        """
        with opened(self._mailbox, self._patience, self._tokens) as folder:
            waiting = folder.waiting()
            self._troubled &= set(waiting)
            # What ended the connection once may do so again: the others come first.
            waiting.sort(key=lambda uid: uid in self._troubled)
            sizes = folder.sizes(waiting)
            taken = 0
            for uid in waiting:
                if stopping.is_set():
                    return taken
                if uid in sizes and self._take(folder, uid, sizes[uid]):
                    taken += 1
        if self._troubled:
            told = f"{len(self._troubled)} messages cannot be taken, and stay"
            raise Trouble(Kind.LEFT_OVER, told)
        return taken

    def _take(self, folder: Folder, uid: str, size: int) -> bool:
        """Whether a message came to its outcome, and is marked."""
        try:
            raw = self._read(folder, uid, size)
            if raw is None:
                return False
            self._deliver(raw)
            folder.done(uid)
        except BROKEN:
            self._troubled.add(uid)
            raise
        except (Declined, client.Problem) as error:
            self._troubled.add(uid)
            _log.warning("%s: message %s stays: %s", self._mailbox.name, uid, error)
            return False
        self._troubled.discard(uid)
        return True

    def _read(self, folder: Folder, uid: str, size: int) -> bytes | None:
        if size <= LARGEST_MESSAGE:
            return folder.message(uid)
        header = folder.header(uid, LONGEST_HEADER)
        if header is None:
            return None
        return stand_in(header, size, self._mailbox.address, self._mailbox.host)

    def _deliver(self, raw: bytes) -> None:
        """Return once what became of it is recorded; Problem where it cannot be."""
        mailbox = self._mailbox
        try:
            hand_over(self._platform, mailbox.address, raw, mailbox.authserv_id)
        except client.Unreachable as error:
            raise Trouble(Kind.PLATFORM, error) from error
        except client.Problem as problem:
            if "to" in problem.bad_fields or problem.status == 404:
                told = f"{mailbox.address} is no address of a school"
                raise Trouble(Kind.NOT_OURS, told) from problem
            if problem.status not in _OF_ONE_MESSAGE:
                raise Trouble(Kind.PLATFORM, problem) from problem
            raise
