"""How is one mailbox opened over IMAP?"""

from __future__ import annotations

import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from imaplib import IMAP4

from imap_tools import BaseMailBox, MailBox, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

from infra.mailroom.folder import Folder
from infra.mailroom.settings import Mailbox, Unfit
from infra.mailroom.tokens import Tokens
from infra.mailroom.trouble import Kind, Trouble

BROKEN = (IMAP4.abort, OSError, EOFError)
"""What a connection that ended is told by; after it nothing else can be asked."""


@contextmanager
def opened(
    mailbox: Mailbox, patience: float, tokens: Tokens | None
) -> Iterator[Folder]:
    """The folder of a mailbox; Trouble where we do not get as far as that."""
    server = _connected(mailbox, patience)
    # Whatever the server says from now on, it may say with what it was sent.
    secrets: list[str] = []
    try:
        _let_in(mailbox, server, tokens, secrets)
        folder = Folder(mailbox, server, secrets)
        try:
            server.folder.set(mailbox.folder)
            folder.prepare()
        except ImapToolsError as error:
            raise Trouble(Kind.NO_FOLDER, error, *secrets) from error
        yield folder
    except BROKEN as error:
        why = f"the connection broke: {str(error) or type(error).__name__}"
        raise Trouble(Kind.BROKEN_OFF, why, *secrets) from error
    except (ImapToolsError, IMAP4.error) as error:
        raise Trouble(Kind.BROKEN_OFF, error, *secrets) from error
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
    # A name that cannot be one is told by a UnicodeError.
    except (ImapToolsError, IMAP4.error, UnicodeError, *BROKEN) as error:
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


def _let_in(
    mailbox: Mailbox, server: BaseMailBox, tokens: Tokens | None, secrets: list[str]
) -> None:
    try:
        if tokens is not None:
            _show_token(mailbox.user, tokens.access(), server, secrets)
        else:
            assert mailbox.password is not None, "one of both is given"
            _say_password(mailbox.user, mailbox.password.read(), server, secrets)
        server.client.capabilities = _capabilities(server)
    except Unfit as error:
        raise Trouble(Kind.REFUSED, error) from error
    except IMAP4.abort:
        raise
    except (ImapToolsError, IMAP4.error) as error:
        if tokens is not None:
            tokens.forget()
        raise Trouble(Kind.REFUSED, error, *secrets) from error


def _show_token(user: str, token: str, server: BaseMailBox, secrets: list[str]) -> None:
    secrets += [token, _coded(f"user={user}\1auth=Bearer {token}\1\1")]
    server.xoauth2(user, token, None)


def _say_password(
    user: str, password: str, server: BaseMailBox, secrets: list[str]
) -> None:
    secrets += [password, _coded(f"\0{user}\0{password}")]
    # What LOGIN is given is ASCII; by AUTHENTICATE any text is sent.
    plain = f"{user}{password}".isascii()
    login = server.login if plain else server.login_utf8
    login(user, password, None)


def _coded(said: str) -> str:
    return b64encode(said.encode()).decode()


def _capabilities(server: BaseMailBox) -> tuple[str, ...]:
    """What the server does for us: who is let in may be told more than who knocks."""
    _, told = server.client.capability()
    return tuple(told[-1].decode().upper().split())
