"""How does a message get to the mail server, and what is known of it afterwards?

SMTP (RFC 5321) is certain until the message itself has been sent: whoever has not heard
an answer to that never learns what became of it.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from contracts.outgoing import LONGEST_ANSWER, Outcome
from contracts.refusals import Unavailable
from shared.places import with_files

URL = "CARETAKER_SMTP_URL"
SENDER = "CARETAKER_MAIL_FROM"
PUBLIC = "CARETAKER_PUBLIC_URL"

NOT_TOLD = f"No mail server is set ({URL}), so letters wait."

SECONDS = 20.0
"""How long one answer is waited for; the longest session stays under a minute."""

_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_GOES_ON, _TAKEN = 354, 250


class Answer(NamedTuple):
    """What came of handing a message over, and what the mail server said."""

    outcome: Outcome
    said: str


@dataclass(frozen=True, kw_only=True)
class Post:
    """The mail server, and what letters need to know of this installation.

    `kind` is smtp (encrypted where the server offers it), smtp+starttls (encrypted or
    not at all), or smtps. `sender` is for schools that have no mailbox; `public` is
    where people reach the portal.
    """

    kind: str
    host: str
    port: int
    user: str | None
    password: str | None
    sender: str | None
    public: str | None


def post_of(environment: Mapping[str, str]) -> Post | None:
    """The mail server that the environment names; None where it names none.

    ValueError where what it says cannot be meant.
    """
    known = with_files(environment)
    if not known.get(URL):
        return None
    url = urlsplit(known[URL])
    if url.scheme not in _PORTS or not url.hostname:
        raise ValueError(f"{URL} is written smtp+starttls://user:password@host:587")
    post = Post(
        kind=url.scheme,
        host=url.hostname,
        port=url.port or _PORTS[url.scheme],
        user=unquote(url.username) if url.username else None,
        password=unquote(url.password) if url.password else None,
        sender=known.get(SENDER) or None,
        public=(known.get(PUBLIC) or "").rstrip("/") or None,
    )
    if post.user and post.kind == "smtp" and not _is_here(post.host):
        raise ValueError(f"{URL} would send a password in the clear: use smtp+starttls")
    return post


def hindrance(environment: Mapping[str, str]) -> str | None:
    """Why no letter is sent at all; None where letters are."""
    try:
        return None if post_of(environment) else NOT_TOLD
    except ValueError as error:
        return f"{error}. Letters wait until then."


@contextmanager
def session(post: Post) -> Iterator[Session]:
    """A session with the mail server, signed in; Unavailable where there is none."""
    try:
        smtp = _connect(post)
    except (OSError, smtplib.SMTPException) as error:
        raise Unavailable(f"the mail server cannot be reached: {error}") from error
    try:
        yield Session(smtp)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            smtp.quit()
        smtp.close()


class Session:
    """A mail server that takes one message after another."""

    def __init__(self, smtp: smtplib.SMTP) -> None:
        self._smtp = smtp

    def hand_over(self, sender: str, recipient: str, message: bytes) -> Answer:
        """Have a message delivered to a recipient; never an error, always an answer."""
        try:
            refusal = self._announce(sender, recipient)
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            return Answer(Outcome.PUT_OFF, _text(error))
        if refusal is not None:
            return refusal
        try:
            self._smtp.send(_dotted(message))
            return _judged(self._smtp.getreply(), _TAKEN)
        except (OSError, smtplib.SMTPException) as error:
            return Answer(Outcome.UNCERTAIN, _text(error))

    def _announce(self, sender: str, recipient: str) -> Answer | None:
        """Say from whom to whom; what the server has against it, if anything."""
        self._smtp.rset()
        options = []
        if not f"{sender}{recipient}".isascii():
            if not self._smtp.has_extn("smtputf8"):
                said = "The mail server takes no addresses in other scripts (SMTPUTF8)."
                return Answer(Outcome.FAILED, said)
            options = ["SMTPUTF8", "BODY=8BITMIME"]
            self._smtp.command_encoding = "utf-8"
        steps: tuple[tuple[Callable[[], tuple[int, bytes]], int], ...] = (
            (lambda: self._smtp.mail(sender, options), _TAKEN),
            (lambda: self._smtp.rcpt(recipient), _TAKEN),
            (lambda: self._smtp.docmd("DATA"), _GOES_ON),
        )
        answers = (_judged(ask(), wanted) for ask, wanted in steps)
        return next((one for one in answers if one.outcome is not Outcome.SENT), None)


def _connect(post: Post) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if post.kind == "smtps":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            post.host, post.port, timeout=SECONDS, context=context
        )
    else:
        smtp = smtplib.SMTP(post.host, post.port, timeout=SECONDS)
    try:
        _greet(smtp, post, context)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _greet(smtp: smtplib.SMTP, post: Post, context: ssl.SSLContext) -> None:
    smtp.ehlo_or_helo_if_needed()
    if post.kind == "smtp+starttls":
        smtp.starttls(context=context)
    elif post.kind == "smtp" and not _is_here(post.host) and smtp.has_extn("starttls"):
        # Better than nothing, and no better: nobody says whose certificate it must be.
        smtp.starttls(context=ssl._create_unverified_context())  # noqa: S323, SLF001
    smtp.ehlo_or_helo_if_needed()
    if post.user:
        smtp.login(post.user, post.password or "")


def _is_here(host: str) -> bool:
    """Whether a host is this machine, so that nobody listens in between."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _judged(reply: tuple[int, bytes], wanted: int) -> Answer:
    """What a reply code means (RFC 5321, 4.2.1): 4 is not now, 5 is never."""
    code, words = reply
    said = f"{code} {words.decode(errors='replace')}"[:LONGEST_ANSWER]
    if code == wanted or (wanted == _TAKEN and 250 <= code < 300):
        return Answer(Outcome.SENT, said)
    return Answer(Outcome.FAILED if code >= 500 else Outcome.PUT_OFF, said)


def _dotted(message: bytes) -> bytes:
    """A message as it is sent, its end told apart from its dots (RFC 5321, 4.5.2)."""
    lines = b"\r\n".join(message.splitlines())
    stuffed = b"\r\n" + lines
    return stuffed.replace(b"\r\n.", b"\r\n..")[2:] + b"\r\n.\r\n"


def _text(error: Exception) -> str:
    return (str(error) or type(error).__name__)[:LONGEST_ANSWER]
