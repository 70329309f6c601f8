"""What does a raw message (RFC 5322) say, however broken it is?"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from contracts.mail import LARGEST_MESSAGE, Checks, Nature
from services.intake.addresses import addresses_in
from services.intake.mail.attachments import Carried, files_of
from services.intake.mail.checks import checks_of
from services.intake.mail.headers import Header, decode_words, split
from services.intake.mail.nature import nature_of
from services.intake.mail.page import html_of, safe
from services.intake.mail.parts import describe, parts_of
from services.intake.mail.sender import sender_of
from services.intake.mail.text import one_line, text_of

LONGEST_SUBJECT = 200
LONGEST_ID = 998

# A line that mail servers put before a message they hand to a program (mbox).
_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:>?From (?! *:)[^\n]*\n)?")
_ID = re.compile(r"<[^<>\s]+>")
_RETURNED = re.compile(rb"^Message-ID:\s*(<[^<>\s]+>)", re.MULTILINE | re.IGNORECASE)
_MOST_RETURNED = 1024 * 1024
_MOST_IDS = 100
_TO = ("delivered-to", "x-original-to", "to", "cc")


class NotAMessage(Exception):
    """The bytes are not a message that we can take; its text says why."""


class NamesNoSender(NotAMessage):
    """It may be a message, and nobody can be answered."""


@dataclass(frozen=True, kw_only=True)
class Mail:
    """What is used of a message; every field fits what it becomes part of.

    `answers` are the Message-IDs it answers, the nearest first; `addressed` are the
    addresses it says it was sent to, which may bear a mark of ours; `copied` those of
    them that are in copy. The body begins at `body_at`.
    """

    message_id: str | None
    sender_name: str
    sender_email: str
    subject: str
    text: str
    sent_at: datetime | None
    nature: Nature = Nature.PERSON
    checks: Checks = field(default_factory=Checks)
    answers: tuple[str, ...] = ()
    addressed: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()
    body_at: int = 0


def read_message(raw: bytes, authserv_id: str = "") -> Mail:
    """What the message says; NotAMessage where it is none that we can take.

    `authserv_id` is the server whose findings about the sender are believed.
    """
    if len(raw) > LARGEST_MESSAGE:
        raise NotAMessage(
            f"The message has {len(raw):,} bytes; we take {LARGEST_MESSAGE:,} (30 MB)."
        )
    if not raw or raw.isspace():
        raise NotAMessage("The message is empty.")
    raw = raw if b"\n" in raw else raw.replace(b"\r", b"\n")
    start = _start(raw)
    header = split(raw, start, len(raw))
    if not header.fields:
        raise NotAMessage("This is not a mail message: it begins with no header.")
    charset = describe(header).charset
    sender = sender_of(header, charset)
    if sender is None:
        raise NamesNoSender("The message names no sender.")
    nature = nature_of(header)
    return Mail(
        message_id=_message_id(header),
        sender_name=sender.name,
        sender_email=sender.email,
        subject=_subject(header, charset),
        text=text_of(raw, parts_of(raw, header)),
        sent_at=_sent_at(header),
        nature=nature,
        checks=checks_of(raw[start : header.end], authserv_id),
        answers=_answers(header, raw if nature is Nature.BOUNCE else b""),
        addressed=_addressed(header),
        copied=tuple(dict.fromkeys(addresses_in(header.raw("cc")))),
        body_at=header.end,
    )


def files_in(raw: bytes) -> list[Carried]:
    """The files that a message carries; none where it is no message."""
    header = split(raw, _start(raw), len(raw))
    return files_of(raw, parts_of(raw, header)) if header.fields else []


def page_of(raw: bytes) -> str | None:
    """What its HTML shows, made safe; None where it has none."""
    header = split(raw, _start(raw), len(raw))
    part = parts_of(raw, header)
    html = html_of(raw, part)
    return None if html is None else safe(html, files_of(raw, part))


def _start(raw: bytes) -> int:
    match = _START.match(raw)
    assert match is not None, "nothing in it has to be there"
    return match.end()


def _subject(header: Header, charset: str | None) -> str:
    subject = one_line(decode_words(header.text("subject", charset)))
    if len(subject) > LONGEST_SUBJECT:
        subject = subject[: LONGEST_SUBJECT - 1].rstrip() + "…"
    return subject or "(no subject)"


def _message_id(header: Header) -> str | None:
    value = one_line(header.text("message-id", None))
    found = _ID.search(value)
    message_id = found[0] if found else value
    return message_id if 0 < len(message_id) <= LONGEST_ID else None


def _answers(header: Header, returned: bytes) -> tuple[str, ...]:
    """In-Reply-To, then References from the last to the first (RFC 5322, 3.6.4).

    A message that was returned is in the bounce, with a Message-ID of its own.
    """
    replied = _ID.findall(header.raw("in-reply-to"))
    threaded = _ID.findall(header.raw("references"))[::-1]
    inside = _RETURNED.findall(returned[header.end :][:_MOST_RETURNED])
    ids = [*replied, *threaded, *(one.decode("latin-1") for one in inside)]
    known = dict.fromkeys(one for one in ids if len(one) <= LONGEST_ID)
    return tuple(known)[:_MOST_IDS]


def _addressed(header: Header) -> tuple[str, ...]:
    fields = (header.raw(name) for name in _TO)
    return tuple(dict.fromkeys(one for field in fields for one in addresses_in(field)))


def _sent_at(header: Header) -> datetime | None:
    """When it says it was sent; None where it does not, or cannot have been."""
    try:
        sent_at = parsedate_to_datetime(header.raw("date"))
        # Without a zone (-0000) it is UTC of which nothing more is known.
        sent_at = sent_at.replace(tzinfo=sent_at.tzinfo or UTC).astimezone(UTC)
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return sent_at if sent_at.year >= 1970 else None
