"""How is what a folder holds found, read and tidied over IMAP?"""

from __future__ import annotations

from collections.abc import Sequence
from imaplib import IMAP4
from typing import Any

from imap_tools import BaseMailBox
from imap_tools.utils import encode_folder

from infra.mailroom.fetched import Declined, Fetched, read_fetched
from infra.mailroom.settings import Mailbox
from infra.mailroom.trouble import Kind, Trouble, without

TAKEN = "CaretakerTaken"
"""The mark of a message that has its outcome, where it is not moved."""


class Folder:
    """The folder that messages come to, as it stands open on the server.

    `secrets` are what the server was sent, and may repeat to us.
    """

    def __init__(
        self, mailbox: Mailbox, server: BaseMailBox, secrets: Sequence[str]
    ) -> None:
        self._server, self._secrets = server, secrets
        self._done = mailbox.done_folder

    def waiting(self) -> list[str]:
        """The UIDs of what has no outcome yet, in the order in which it came."""
        wanted = "UNDELETED" if self._done else f"UNDELETED UNKEYWORD {TAKEN}"
        return self._server.uids(wanted, charset=None)

    def message(self, uid: str, most: int) -> Fetched | None:
        """A message up to so many bytes, whatever its size is said to be; None: gone.

        Declined for one that the server does not give.
        """
        # A no may have come behind a part of the answer: that is of another message.
        self._server.client.response("FETCH")
        return read_fetched(
            self._ask("FETCH", uid, f"(UID RFC822.SIZE BODY.PEEK[]<0.{most}>)"), uid
        )

    def done(self, uid: str) -> None:
        """The message has its outcome: it is not to be taken again."""
        # Not imap-tools' flag() nor move(): they expunge what others have deleted.
        if self._done is None:
            self._ask("STORE", uid, "+FLAGS", f"({TAKEN})")
            return
        place = encode_folder(self._done).decode("ascii")
        if self._can("MOVE"):
            self._ask("MOVE", uid, place)
            return
        self._ask("COPY", uid, place)
        self._ask("STORE", uid, "+FLAGS", r"(\Deleted)")
        self._ask("EXPUNGE", uid)

    def prepare(self) -> None:
        """See that what is taken can be told from what is not; Trouble if it cannot."""
        if self._done is None:
            self._see_that_marks_last()
            return
        if not (self._can("MOVE") or self._can("UIDPLUS")):
            told = "the server cannot move one message by itself: say no done_folder"
            raise Trouble(Kind.NO_FOLDER, told)
        if not self._server.folder.exists(self._done):
            self._server.folder.create(self._done)

    def _see_that_marks_last(self) -> None:
        _, told = self._server.client.response("PERMANENTFLAGS")
        kept = b" ".join(one for one in told if isinstance(one, bytes)).decode()
        if "\\*" not in kept and TAKEN.lower() not in kept.lower():
            raise Trouble(
                Kind.NO_FOLDER, "the server keeps no marks of ours: say done_folder"
            )

    def _can(self, what: str) -> bool:
        return what in self._server.client.capabilities

    def _ask(self, *words: str) -> list[Any]:
        try:
            status, found = self._server.client.uid(*words)
        except IMAP4.abort:
            raise
        except IMAP4.error as error:
            raise Declined(without(str(error), self._secrets)) from error
        if status != "OK":
            raise Declined(without(str(found), self._secrets))
        return found
