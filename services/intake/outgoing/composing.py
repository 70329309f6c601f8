"""What does a letter look like? Plain text, and HTML that everybody can read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from contracts.colours import WHITE, Colour, darkened, lightened, parse
from contracts.outgoing import TO_WATCHERS, LetterKind
from services.intake.outgoing import wording
from shared.markdown import render

OURS = Colour(0x0B, 0x57, 0xA4)
"""The colour of a school that has chosen none."""

PAPER, PAGE = Colour(0xFF, 0xFF, 0xFF), Colour(0xF4, 0xF6, 0xF8)
DARK_PAPER, DARK_PAGE = Colour(0x1D, 0x21, 0x26), Colour(0x15, 0x18, 0x1C)
"""What is written on, in light and in dark."""

_LINES = SMTP.clone(max_line_length=300)
"""A subject stays on its line: Python begins one that is folded with a blank."""

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All that a letter is made of; `text` is what the desk wrote, in Markdown.

    `mailbox` is where it comes from, `answers_to` the address with the ticket's mark,
    `mark` the same for the subject. `message_id` and `earlier` are in their brackets.
    `rate` is where it is said how it was, or what a survey asks.
    """

    kind: LetterKind
    school: str
    accent: str | None
    mailbox: str
    answers_to: str
    recipient: str
    requester: str
    reference: str
    mark: str
    subject: str
    description: str
    text: str
    response_at: datetime | None
    resolution_at: datetime | None
    with_school: bool
    link: str | None
    rate: str | None
    message_id: str
    earlier: tuple[str, ...]
    written_at: datetime


def compose(facts: Facts) -> bytes:
    """The message (RFC 5322, multipart/alternative) that says so."""
    message = EmailMessage(policy=SMTP)
    _address(message, facts)
    if facts.kind is LetterKind.ACKNOWLEDGEMENT:
        # RFC 3834: no machine shall answer what a machine has said.
        message["Auto-Submitted"] = "auto-replied"
    elif facts.kind in TO_WATCHERS or facts.kind is LetterKind.SURVEY:
        message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    values = _values(facts)
    plain = _environment().get_template("letter.txt").render(values)
    html = _environment().get_template("letter.html").render(values)
    message.set_content(plain, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    return message.as_bytes(policy=_LINES)


def _address(message: EmailMessage, facts: Facts) -> None:
    message["From"] = Address(_named(facts.school), addr_spec=facts.mailbox)
    message["To"] = _to(facts)
    message["Reply-To"] = facts.answers_to
    message["Subject"] = wording.subject(facts.kind, facts.subject, facts.mark)
    message["Date"] = format_datetime(facts.written_at)
    message["Message-ID"] = facts.message_id
    if facts.earlier:
        message["In-Reply-To"] = facts.earlier[-1]
        message["References"] = " ".join(facts.earlier)


def _to(facts: Facts) -> Any:
    local, _, domain = facts.recipient.rpartition("@")
    named = "" if facts.kind in TO_WATCHERS else _named(facts.requester)
    return Address(named, username=local, domain=domain)


def _named(name: str) -> str:
    """A name as a header takes it, on one line."""
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())


def _values(facts: Facts) -> dict[str, Any]:
    accent = parse(facts.accent or "") or OURS
    return {
        "letter": facts,
        "title": wording.subject(facts.kind, facts.subject, "").strip(),
        "promises": wording.promises(
            facts.response_at, facts.resolution_at, with_school=facts.with_school
        ),
        "quoted": wording.quoted(facts.description),
        "said": render(facts.text),
        "ratings": wording.ratings(facts.rate),
        "accent": accent,
        "link": darkened(accent, PAPER, PAGE),
        "accent_in_dark": lightened(accent, DARK_PAPER, DARK_PAGE),
        "white": WHITE,
        "paper": (PAPER, PAGE),
        "dark": (DARK_PAPER, DARK_PAGE),
    }


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
