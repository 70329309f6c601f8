"""Does a text hold a number that stands for one person?

Each rule is as its owner publishes it. A number that merely looks like one is told
apart by its check digit, where it has one.
"""

from __future__ import annotations

import re

_INSURED = re.compile(
    r"(?<![A-Z0-9])([A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])"
    r"[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D](?![A-Z0-9])",
    re.IGNORECASE,
)
_NOT_USED = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}

_PUPIL = re.compile(
    r"(?<![A-Z0-9])[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z](?![A-Z0-9])", re.IGNORECASE
)
_CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"

_PATIENT = re.compile(r"(?<![\d.,+-])(\d{3})([ -]?)(\d{3})\2(\d{4})(?![\d-]|[.,]\d)")
_NHS = re.compile(r"\bnhs\b", re.IGNORECASE)
_BEFORE = 40
"""Characters before a number in which it may be called what it is."""


def has_national_insurance(text: str) -> bool:
    """Whether there is a National Insurance number.

    HMRC, National Insurance Manual NIM39110: two letters, six digits and a letter from
    A to D. Neither of the first two is D, F, I, Q, U or V, the second is no O, and some
    pairs are not given out.
    """
    return any(one.group(1).upper() not in _NOT_USED for one in _INSURED.finditer(text))


def has_upn(text: str) -> bool:
    """Whether there is a unique pupil number, permanent or temporary.

    DfE, Unique pupil numbers: a check letter and twelve digits; the last of a temporary
    one is a letter. The letter is the remainder by 23 of the others, weighted 2 to 13.
    """
    return any(_is_pupil(one.group().upper()) for one in _PUPIL.finditer(text))


def has_nhs_number(text: str) -> bool:
    """Whether there is an NHS number: written as one, or called so.

    NHS Data Dictionary, NHS NUMBER: ten digits in groups of 3, 3 and 4, the last of
    them a check by modulus 11. Those of England and Wales begin with 4, 6 or 7; any
    other number, and one without its gaps, counts only where it says NHS before it.
    """
    for one in _PATIENT.finditer(text):
        if not _is_patient("".join(one.group(1, 3, 4))):
            continue
        usual = bool(one.group(2)) and one.group(1)[0] in "467"
        if usual or _NHS.search(text[max(0, one.start() - _BEFORE) : one.start()]):
            return True
    return False


def _is_pupil(number: str) -> bool:
    values = [_CHECK_LETTERS.find(c) if c.isalpha() else int(c) for c in number[1:]]
    total = sum(weight * value for weight, value in enumerate(values, start=2))
    return _CHECK_LETTERS[total % len(_CHECK_LETTERS)] == number[0]


def _is_patient(digits: str) -> bool:
    total = sum((10 - place) * int(c) for place, c in enumerate(digits[:9]))
    check = 11 - total % 11
    # All the same digit passes the check now and then, and is nobody's.
    return len({*digits}) > 1 and check != 10 and check % 11 == int(digits[9])
