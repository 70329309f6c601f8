"""What does a raw message (RFC 5322) say, however broken it is?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from contracts.intake import LARGEST_MESSAGE
from services.intake.mail.headers import Header, decode_words, split
from services.intake.mail.parts import describe, parts_of
from services.intake.mail.sender import sender_of
from services.intake.mail.text import one_line, text_of

LONGEST_SUBJECT = 200
LONGEST_ID = 998

# A line that mail servers put before a message they hand to a program (mbox).
_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:>?From (?! *:)[^\n]*\n)?")
_ID = re.compile(r"<[^<>\s]+>")


class NotAMessage(Exception):
    """The bytes are not a message that we can take; its text says why."""


@dataclass(frozen=True, kw_only=True)
class Mail:
    """What is used of a message; every field fits what it becomes part of."""

    message_id: str | None
    sender_name: str
    sender_email: str
    subject: str
    text: str
    sent_at: datetime | None


def read_message(raw: bytes) -> Mail:
    """What the message says; NotAMessage where it is none that we can take."""
    if len(raw) > LARGEST_MESSAGE:
        raise NotAMessage(
            f"The message has {len(raw):,} bytes; we take {LARGEST_MESSAGE:,} (30 MB)."
        )
    if not raw or raw.isspace():
        raise NotAMessage("The message is empty.")
    raw = raw if b"\n" in raw else raw.replace(b"\r", b"\n")
    header = split(raw, _start(raw), len(raw))
    if not header.fields:
        raise NotAMessage("This is not a mail message: it begins with no header.")
    charset = describe(header).charset
    sender = sender_of(header, charset)
    if sender is None:
        raise NotAMessage("The message names no sender.")
    return Mail(
        message_id=_message_id(header),
        sender_name=sender.name,
        sender_email=sender.email,
        subject=_subject(header, charset),
        text=text_of(raw, parts_of(raw, header)),
        sent_at=_sent_at(header),
    )


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


def _sent_at(header: Header) -> datetime | None:
    """When it says it was sent; None where it does not, or cannot have been."""
    try:
        sent_at = parsedate_to_datetime(header.raw("date"))
        # Without a zone (-0000) it is UTC of which nothing more is known.
        sent_at = sent_at.replace(tzinfo=sent_at.tzinfo or UTC).astimezone(UTC)
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return sent_at if sent_at.year >= 1970 else None
