"""What does an entry of somebody's calendar mean for a school, by its words?"""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from typing import NamedTuple


class What(Enum):
    """What the days of an entry are; the value is how a file may name it."""

    TERM = "term"
    BEGINS = "term begins"
    ENDS = "term ends"
    HALF_TERM = "half term"
    HOLIDAY = "holiday"
    BANK_HOLIDAY = "bank holiday"
    INSET = "inset"
    EXAMS = "exams"
    PLANNED = "planned"
    EMERGENCY = "emergency"


class Entry(NamedTuple):
    """Days in a row, first and last included, on a line of the file."""

    line: int
    first: date
    last: date
    what: What
    words: str


class Left(NamedTuple):
    """What was left out, and why; `wrong` where somebody has to look at it."""

    line: int
    words: str
    why: str
    wrong: bool = True


_BIT = r"(?<![a-z])(?:{})(?![a-z])"
_NO_EXAMS = _BIT.format("results?|evening|meeting|parents?|options|revision|workshop")
_HALF_BEGINS = r"half[- ]?term[a-z ]*(?:starts?|begins?|ends?|finish)"
_MEANT = (
    (
        What.BANK_HOLIDAY,
        _BIT.format(
            "bank holidays?|public holiday|good friday|easter monday|boxing day"
            "|christmas day|new year'?s day|may day"
        ),
    ),
    (
        What.INSET,
        _BIT.format(
            "inset|in[- ]?service|(?:staff|teacher) (?:training|development)"
            "|training days?|professional (?:development|learning)|staff days?"
            "|(?:pd|td|cpd) days?|non[- ]pupil days?"
        ),
    ),
    (
        What.EXAMS,
        _BIT.format(
            "exams?|examinations?|gcses?|a[- ]?levels?|sats|mocks?|key stage \\d tests"
        ),
    ),
    (
        What.BEGINS,
        (
            r"(?:term|school|pupils|students|children|classes)[a-z0-9 ]*"
            r"(?:starts?|begins?|returns?|re-?opens?|resumes?|back)(?![a-z])"
            r"|first day|(?:start|beginning) of (?:the )?[a-z0-9 ]*term|back to school"
        ),
    ),
    (
        What.ENDS,
        (
            r"(?:term|school)[a-z0-9 ]*(?:ends?|finish(?:es)?|closes)(?![a-z])"
            r"|last day|end of (?:the )?[a-z0-9 ]*term|breaks? up"
        ),
    ),
    (What.HALF_TERM, r"half[- ]?term"),
    (What.HOLIDAY, _BIT.format("holidays?|break|vacation")),
    (What.PLANNED, _BIT.format("closed|closure|polling|strike|snow")),
    (What.TERM, _BIT.format("term|semester")),
)


LONGEST_WORDS = 200
"""Of more than so many characters the rest is not read: to look for a bit of a longer
one takes the square of its length, while nothing else of the process goes on."""


def meant(words: str, first: date, last: date) -> What | None:
    """What an entry with these words is; None where they do not say."""
    said = words[:LONGEST_WORDS].casefold().replace("\u2019", "'")
    if re.search(_HALF_BEGINS, said):
        return What.HALF_TERM if first < last else None
    found = next((what for what, bit in _MEANT if re.search(bit, said)), None)
    if found is What.EXAMS and re.search(_NO_EXAMS, said):
        return None
    if found in (What.BEGINS, What.ENDS) and first < last:
        # What lasts is no moment: 'Autumn term (starts with INSET)'.
        return What.TERM if "term" in said else None
    return None if found is What.TERM and first == last else found


def named(kind: str) -> What | None:
    """What a file calls it in a column or as a category of its own."""
    said = " ".join(kind.casefold().replace("_", " ").replace("-", " ").split())
    return _NAMES.get(said)


_NAMES = {what.value: what for what in What} | {
    "closure": What.PLANNED,
    "closed": What.PLANNED,
    "emergency closure": What.EMERGENCY,
    "inset day": What.INSET,
    "exam": What.EXAMS,
    "halfterm": What.HALF_TERM,
}
