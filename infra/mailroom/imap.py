"""How is one mailbox opened, read and tidied over IMAP?"""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from imaplib import IMAP4
from typing import Any

from imap_tools import BaseMailBox, MailBox, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

from infra.mailroom.settings import Mailbox, Unfit
from infra.mailroom.tokens import Tokens
from infra.mailroom.trouble import Kind, Trouble

TAKEN = "CaretakerTaken"
"""The mark of a message that has its outcome, where it is not moved."""

BROKEN = (IMAP4.abort, OSError, EOFError)
"""What a connection that ended is told by; after it nothing else can be asked."""

_AT_ONCE = 200
_SIZE = re.compile(rb"UID (\d+).*RFC822\.SIZE (\d+)|RFC822\.SIZE (\d+).*UID (\d+)")


class Declined(Exception):
    """The server does not do with one message what it is asked to do."""


class Folder:
    """The folder that messages come to, as it stands open on the server."""

    def __init__(self, mailbox: Mailbox, server: BaseMailBox) -> None:
        self._mailbox, self._server = mailbox, server
        self._marks = mailbox.done_folder is None

    def waiting(self) -> list[str]:
        """The UIDs of what has no outcome yet, in the order in which it came."""
        wanted = f"UNDELETED UNKEYWORD {TAKEN}" if self._marks else "UNDELETED"
        return self._server.uids(wanted, charset=None)

    def sizes(self, uids: Sequence[str]) -> dict[str, int]:
        """How many bytes each message has; none for what is gone meanwhile."""
        found: dict[str, int] = {}
        for first in range(0, len(uids), _AT_ONCE):
            some = ",".join(uids[first : first + _AT_ONCE])
            for line in self._ask("FETCH", some, "(UID RFC822.SIZE)"):
                if isinstance(line, bytes) and (told := _SIZE.search(line)):
                    uid, size = (told[1] or told[4]), (told[2] or told[3])
                    found[uid.decode()] = int(size)
        return found

    def message(self, uid: str) -> bytes | None:
        """A message as it was received; None where it is gone."""
        return _content(self._ask("FETCH", uid, "(UID BODY.PEEK[])"))

    def header(self, uid: str, most: int) -> bytes | None:
        """The first bytes of a message's header; None where it is gone."""
        return _content(self._ask("FETCH", uid, f"(UID BODY.PEEK[HEADER]<0.{most}>)"))

    def done(self, uid: str) -> None:
        """The message has its outcome: it is not to be taken again."""
        if self._mailbox.done_folder is None:
            # Not imap-tools' flag(): it expunges what others have deleted.
            self._ask("STORE", uid, "+FLAGS", f"({TAKEN})")
            return
        try:
            self._server.move(uid, self._mailbox.done_folder)
        except ImapToolsError as error:
            raise Declined(str(error)) from error

    def prepare(self) -> None:
        """See that what is taken can be told from what is not; Trouble if it cannot."""
        done = self._mailbox.done_folder
        if done is not None:
            if not self._server.folder.exists(done):
                self._server.folder.create(done)
            return
        _, told = self._server.client.response("PERMANENTFLAGS")
        kept = b" ".join(one for one in told if isinstance(one, bytes)).decode()
        if "\\*" not in kept and TAKEN.lower() not in kept.lower():
            raise Trouble(
                Kind.NO_FOLDER, "the server keeps no marks of ours: say done_folder"
            )

    def _ask(self, *words: str) -> list[Any]:
        try:
            status, found = self._server.client.uid(*words)
        except IMAP4.abort:
            raise
        except IMAP4.error as error:
            raise Declined(str(error)) from error
        if status != "OK":
            raise Declined(str(found))
        return found


@contextmanager
def opened(
    mailbox: Mailbox, patience: float, tokens: Tokens | None
) -> Iterator[Folder]:
    """The folder of a mailbox; Trouble where we do not get as far as that."""
    server = _connected(mailbox, patience)
    try:
        _let_in(mailbox, server, tokens)
        folder = Folder(mailbox, server)
        try:
            server.folder.set(mailbox.folder)
            folder.prepare()
        except ImapToolsError as error:
            raise Trouble(Kind.NO_FOLDER, error) from error
        yield folder
    except BROKEN as error:
        why = str(error) or type(error).__name__
        raise Trouble(Kind.BROKEN_OFF, f"the connection broke: {why}") from error
    except (ImapToolsError, IMAP4.error) as error:
        raise Trouble(Kind.BROKEN_OFF, error) from error
    finally:
        with suppress(ImapToolsError, IMAP4.error, *BROKEN):
            server.logout()
        with suppress(*BROKEN):
            server.client.shutdown()


def _connected(mailbox: Mailbox, patience: float) -> BaseMailBox:
    host, port = mailbox.host, mailbox.port
    try:
        if mailbox.security == "none":
            return MailBoxUnencrypted(host, port, timeout=patience)
        context = ssl.create_default_context()
        if mailbox.security == "starttls":
            return _hidden(MailBoxUnencrypted(host, port, timeout=patience), context)
        return MailBox(host, port, timeout=patience, ssl_context=context)
    except (ImapToolsError, IMAP4.error, *BROKEN) as error:
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        told = f"{host}:{port} does not answer: {why}"
        raise Trouble(Kind.UNREACHABLE, told) from error


def _hidden(server: BaseMailBox, context: ssl.SSLContext) -> BaseMailBox:
    """The same connection, once nobody can read it; an error where that cannot be."""
    try:
        server.client.starttls(context)
    except BaseException:
        # imap-tools' own way would leave it open.
        with suppress(OSError):
            server.client.shutdown()
        raise
    return server


def _let_in(mailbox: Mailbox, server: BaseMailBox, tokens: Tokens | None) -> None:
    secret = ""
    try:
        if tokens is not None:
            secret = tokens.access()
            server.xoauth2(mailbox.user, secret, None)
        else:
            assert mailbox.password is not None, "one of both is given"
            secret = mailbox.password.read()
            login = server.login if secret.isascii() else server.login_utf8
            login(mailbox.user, secret, None)
        # Who is let in is told more: without it nothing would be moved in one step.
        _, told = server.client.capability()
        server.client.capabilities = tuple(told[-1].decode().upper().split())
    except Unfit as error:
        raise Trouble(Kind.REFUSED, error) from error
    except IMAP4.abort:
        raise
    except (ImapToolsError, IMAP4.error) as error:
        if tokens is not None:
            tokens.forget()
        raise Trouble(Kind.REFUSED, error, secret) from error


def _content(fetched: list[Any]) -> bytes | None:
    parts = [part[1] for part in fetched if isinstance(part, tuple)]
    return parts[0] if parts else None
