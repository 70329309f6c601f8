"""What did somebody write just now, and what only stands below it?

Older messages and signatures are folded away, never lost. What mail programs write
above a quotation, and people above their names, is mail-parser-reply's, in thirteen
languages. Its own search takes the cube of some texts (8,000 blank lines cost it half a
minute), so here each line is looked at once, with a few that follow it.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import Any, NamedTuple

from mailparser_reply.constants import MAIL_LANGUAGES

MOST_LINES = 400
"""Lines that are looked at; whoever writes more has quoted something."""

_WINDOW = 3
_LONGEST_LINE = 120
_LONGEST_SIGNATURE = 12
_QUOTE = re.compile(r"\s*(?:[>|]|&gt;)")
_RULE = re.compile(r"\s*(?:_{20,}|-{5,} ?\w[\w ]{3,40} ?-{5,})\s*")
_DASHES = re.compile(r"-- ?|__ ?|—")


def _told(name: str) -> list[str]:
    """What the library knows by a name, over all its languages."""
    known: list[Any] = [one.get(name) or [] for one in MAIL_LANGUAGES.values()]
    lists = ([one] if isinstance(one, str) else list(one) for one in known)
    return [one for one in chain.from_iterable(lists) if one.strip()]


def _any_of(name: str) -> str:
    return "|".join(f"(?:{one})" for one in _told(name))


_WROTE = re.compile(f"(?im){_any_of('wrote_header')}")
_FROM = re.compile(f"(?im){_any_of('from_header')}")
_CLOSING = re.compile(rf"(?i)\s*(?:{_any_of('signatures')})\W*\Z")
_SENT_FROM = re.compile(rf"(?i)\s*(?:{_any_of('sent_from')})\b")


class Folded(NamedTuple):
    """What was written, and what stood below it; together they are the whole text."""

    said: str
    quoted: str


def fold(text: str) -> Folded:
    """The text in its two parts; all of it was said where nothing else is left.

    Who answers between the lines of a quotation is not cut in two.
    """
    lines = text.split("\n")
    looked_at = range(min(len(lines), MOST_LINES))
    cut = next((at for at in looked_at if _ends(lines, at)), 0)
    cut = _with_heading(lines, cut) if cut else 0
    said = "\n".join(lines[:cut]).rstrip()
    if not said or all(_QUOTE.match(line) for line in said.split("\n") if line.strip()):
        return Folded(text, "")
    return Folded(said, "\n".join(lines[cut:]).strip("\n"))


def _ends(lines: list[str], at: int) -> bool:
    line = lines[at][:_LONGEST_LINE]
    if not line.strip():
        return False
    if _DASHES.fullmatch(line) or _SENT_FROM.match(line) or _CLOSING.match(line):
        return _is_signature(lines, at)
    if _QUOTE.match(line) or _heads(_WROTE, lines, at):
        return not _goes_on(lines, at)
    return bool(_heads(_FROM, lines, at) or _RULE.fullmatch(line))


def _heads(heading: re.Pattern[str], lines: list[str], at: int) -> bool:
    """Whether a heading of a quotation begins in this line."""
    window = "\n".join(one[:_LONGEST_LINE] for one in lines[at : at + _WINDOW])
    return ":" in window and bool(heading.match(window))


def _with_heading(lines: list[str], cut: int) -> int:
    """Where the line above a quotation begins, in a language that nobody knows."""
    above = next(
        (at for at in range(cut - 1, max(cut - 3, 0), -1) if lines[at].strip()), cut
    )
    introduces = _QUOTE.match(lines[cut]) and lines[above].rstrip().endswith(":")
    return above if introduces and 0 < above < cut else cut


def _is_signature(lines: list[str], at: int) -> bool:
    """Whether only a few lines follow, up to the end or to a quotation."""
    few = 0
    for further in range(at + 1, min(len(lines), at + MOST_LINES)):
        if not lines[further].strip():
            continue
        few += 1
        quoted = _QUOTE.match(lines[further])
        if quoted or _heads(_WROTE, lines, further) or _heads(_FROM, lines, further):
            return True
        if few > _LONGEST_SIGNATURE:
            return False
    return True


def _goes_on(lines: list[str], at: int) -> bool:
    """Whether something is said after lines that are quoted: an answer in between."""
    quoted = bool(_QUOTE.match(lines[at]))
    for line in lines[at + 1 : at + MOST_LINES]:
        if _QUOTE.match(line):
            quoted = True
        elif quoted and line.strip():
            return not _DASHES.fullmatch(line)
    return False
