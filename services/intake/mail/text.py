"""What does a message say, as plain text that can be kept?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from contracts.fields import MOST_MARKS
from contracts.intake import LONGEST_TEXT
from services.intake.mail.charsets import decode
from services.intake.mail.markup import plain
from services.intake.mail.parts import Branch, Leaf, Part
from services.intake.mail.transfer import undo
from services.intake.mail.uuencoded import without_uuencoded

MOST_READ = 1024 * 1024
"""Bytes of text that are read, as they travelled; enough for any LONGEST_TEXT."""

# What is tidied away may not make a text too short.
_ENOUGH = 2 * LONGEST_TEXT

CUT = "[The message goes on. It is kept whole, as it was received.]"

_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?")


def text_of(raw: bytes, part: Part) -> str:
    """The text of a message: plain where it has it, else what its HTML says."""
    reading = _Reading(raw)
    said = reading.text(part)
    text = tidy(said[:_ENOUGH]).strip("\n")
    if len(text) <= LONGEST_TEXT and len(said) <= _ENOUGH and not reading.cut:
        return text
    return f"{text[: LONGEST_TEXT - len(CUT) - 2].rstrip()}\n\n{CUT}".lstrip("\n")


def one_line(text: str) -> str:
    """The text tidied, on one line."""
    return " ".join(tidy(text).split())


def tidy(text: str) -> str:
    """The text as it may be kept: no control characters, one kind of line end, NFC."""
    text = _NOT_TEXT.sub("", _LINE_END.sub("\n", text))
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    if text.isascii():
        return text
    # Once before, since normalising takes the square of a pile, and once after it,
    # since it makes two marks of some.
    return _without_piles(unicodedata.normalize("NFC", _without_piles(text)))


class _Reading:
    """One reading of the text of a message, which decodes MOST_READ bytes at most."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._left = MOST_READ
        self.cut = False

    def text(self, part: Part) -> str:
        """The text of a part: the plainest of an alternative, else all of it."""
        if isinstance(part, Leaf):
            return self._content(part)
        if part.alternative:
            return next(self._texts(sorted(part.parts, key=_less_plain)), "")
        return "\n\n".join(self._texts(part.parts))

    def _texts(self, parts: Iterable[Part]) -> Iterator[str]:
        texts = (self.text(part) for part in parts)
        return (text for text in texts if text.strip())

    def _content(self, leaf: Leaf) -> str:
        if leaf.attached or leaf.kind not in ("text/plain", "text/html"):
            return ""
        if leaf.name and leaf.kind == "text/html":
            # A page that has a name is a file, and no other way of saying the text.
            return ""
        end = min(leaf.end, leaf.start + self._left)
        self.cut = self.cut or end < leaf.end
        self._left -= end - leaf.start
        content = undo(leaf.encoding, self._raw[leaf.start : end])
        if leaf.kind == "text/html":
            return plain(decode(content, leaf.charset), _ENOUGH + 1)
        return decode(without_uuencoded(content), leaf.charset)


def _less_plain(part: Part) -> bool:
    return isinstance(part, Branch) or part.kind != "text/plain"


def _without_piles(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)
