"""Is a password good enough? Long, and neither common nor a name; nothing else.

As the NCSC advises: three random words are welcome, no kinds of characters are asked
for, and none expires.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from contracts.sign_in import LONGEST_PASSWORD

SHORTEST = 12

_LEAST_OWN = 8
"""Letters and digits that are not a name's; fewer are guessed in no time."""

_ROWS = (
    "1234567890",
    "0987654321",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
)
"""What fingers and counting go along."""

_LONGEST_UNIT = 4
"""What is one such piece over and over is as good as that piece."""

_SHORTEST_WORD = 3


def mistakes(password: str, names: Iterable[str]) -> list[str]:
    """What is wrong with it, for the person who chose it; `names` are known to all."""
    if len(password) < SHORTEST:
        return [f"Use at least {SHORTEST} characters: three random words do well."]
    if len(password) > LONGEST_PASSWORD:
        return [f"Use at most {LONGEST_PASSWORD} characters."]
    bare = _bare(password)
    if _is_common(bare):
        return ["This is among the first that anybody would guess."]
    if _is_a_name(bare, names):
        return ["This is little more than a name that others know."]
    return []


def _is_common(bare: str) -> bool:
    # Digits before and after are what everybody puts there.
    worn = {bare, bare.strip("0123456789")}
    along = any(bare in row * 3 for row in _ROWS)
    return bool(worn & common()) or along or _is_repeated(bare)


def _is_repeated(bare: str) -> bool:
    units = (bare[:length] for length in range(1, _LONGEST_UNIT + 1))
    return any(bare == (unit * len(bare))[: len(bare)] for unit in units)


def _is_a_name(bare: str, names: Iterable[str]) -> bool:
    words = {_bare(word) for name in names for word in re.split(r"\W+|_", name)}
    own = bare
    for word in sorted(words, key=len, reverse=True):
        if len(word) >= _SHORTEST_WORD:
            own = own.replace(word, "")
    return own != bare and len(own) < _LEAST_OWN


@cache
def common() -> frozenset[str]:
    """The passwords of the list, as they are compared."""
    place = files("services.directory").joinpath("common_passwords.txt")
    lines = place.read_text().splitlines()
    return frozenset(_bare(line) for line in lines if not line.startswith("#"))


def _bare(text: str) -> str:
    """Without what is there only for show: capitals, blanks and punctuation."""
    return "".join(character for character in text.casefold() if character.isalnum())
