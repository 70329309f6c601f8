"""Does a text say a password in so many words?

Nobody publishes how people write passwords down. NCSC's guidance on passwords says that
they are not to be shared or written where others read them; the words below are ours.
"""

from __future__ import annotations

import re

_SAID = re.compile(
    r"\b(?:pass ?words?|pass ?codes?|pass ?phrases?|pwd|pw)\b"
    r"(?: (?:for|to|of|on) [^\n:=]{1,40}?)?"
    r"(?: (?:is|was|now|still)| ?[:=](?:[ \t]*\n)?)+[ \t]*"
    r"(?P<opened>[\"'\u201c\u2018`*]*)(?P<word>[^\s\"'\u201d\u2019`]{4,64})",
    re.IGNORECASE,
)
_PIN = re.compile(
    r"\bpin(?: ?code| number)?\b(?: (?:is|was)| ?[:=])+ ?\d{4,8}(?!\d)", re.IGNORECASE
)
_NO_PASSWORDS = re.compile(r"://|@[\w-]+\.\w|^[\[<({]|^\d{1,2}[/.:-]\d")
_MIXED = re.compile(r"(?=.*[A-Za-z])(?=.*[\d!@#$%^&*_+=?~|\\-]).")
_STRENGTH = re.compile(r"[a-z]+(?:[-/'][a-z]+)+", re.IGNORECASE)
_QUOTED = frozenset("\"'\u201c\u2018`")


def has_password(text: str) -> bool:
    """Whether a password, a passcode or a PIN is said.

    What follows the word has to look like one: letters with digits or signs, digits
    alone, or anything in quotation marks. "The password is wrong" says none.
    """
    return any(_is_said(one) for one in _SAID.finditer(text)) or bool(_PIN.search(text))


def _is_said(one: re.Match[str]) -> bool:
    word = one.group("word").rstrip(".,;:!?)*")
    if len(word) < 4 or _NO_PASSWORDS.search(word) or _STRENGTH.fullmatch(word):
        return False
    quoted = bool(_QUOTED & {*one.group("opened")})
    return quoted or word.isdecimal() or bool(_MIXED.match(word))
