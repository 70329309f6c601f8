"""Does a text hold what somebody pays with: a card, or a bank account?"""

from __future__ import annotations

import re

_CARD = re.compile(
    r"(?<![\w.+-])(?:"
    r"\d{12,19}"
    r"|\d{4}([ -])\d{4}\1\d{4}\1\d{1,4}(?:\1\d{1,3})?"
    r"|\d{4}([ -])\d{6}\2\d{4,5}"
    r")(?![\w-]|\.\d)"
)

_ISSUERS: tuple[tuple[int, int, range], ...] = (
    (34, 34, range(15, 16)),
    (37, 37, range(15, 16)),
    (36, 36, range(14, 20)),
    (38, 39, range(16, 20)),
    (300, 305, range(16, 20)),
    (3528, 3589, range(16, 20)),
    (4, 4, range(16, 17)),
    (4, 4, range(19, 20)),
    (51, 55, range(16, 17)),
    (2221, 2720, range(16, 17)),
    (6011, 6011, range(16, 20)),
    (644, 659, range(16, 20)),
    (62, 62, range(16, 20)),
    (5018, 5018, range(12, 20)),
    (5020, 5020, range(12, 20)),
    (5038, 5038, range(12, 20)),
    (5893, 5893, range(12, 20)),
    (6304, 6304, range(12, 20)),
    (6759, 6763, range(12, 20)),
)
"""First and last beginning of an issuer's numbers, and how long they are."""

_SORTED = re.compile(r"(?<![\d-])\d{2}([ -])\d{2}\1\d{2}(?![\d-])")
_SORTED_AS_CALLED = re.compile(
    r"\bsort\s?code\b[^\d\n]{0,20}\d{2}[ -]?\d{2}[ -]?\d{2}(?!\d)", re.IGNORECASE
)
_ACCOUNT = re.compile(r"(?<![\d-])\d{8}(?![\d-])")
_CALLED = re.compile(r"\b(?:sort\s?code|account|acc(?:oun)?t?|a/c)\b", re.IGNORECASE)
_TOGETHER = 80
"""Characters between a sort code and the account that it is of, at most."""


def has_payment_card(text: str) -> bool:
    """Whether there is the number of a payment card.

    ISO/IEC 7812-1: it begins with its issuer's digits, has the length that this issuer
    gives out, and ends in the check digit of Luhn's formula.
    """
    return any(
        _is_card(re.sub("[ -]", "", one.group())) for one in _CARD.finditer(text)
    )


def has_bank_account(text: str) -> bool:
    """Whether a sort code and an account number stand together, and are called so.

    Pay.UK, Validating account numbers: six digits of a sort code and eight of an
    account. Most such pairs pass the banks' own check, so what they are called has to
    tell them from dates and serial numbers.
    """
    sorted_at = [*_SORTED.finditer(text), *_SORTED_AS_CALLED.finditer(text)]
    return any(_has_account(text, one) for one in sorted_at)


def _has_account(text: str, code: re.Match[str]) -> bool:
    start, end = max(0, code.start() - _TOGETHER), code.end() + _TOGETHER
    around = text[start:end]
    return bool(_CALLED.search(around) and _ACCOUNT.search(around))


def _is_card(digits: str) -> bool:
    return _is_issued(digits) and _luhn(digits)


def _is_issued(digits: str) -> bool:
    return any(
        len(digits) in lengths and first <= int(digits[: len(str(first))]) <= last
        for first, last, lengths in _ISSUERS
    )


def _luhn(digits: str) -> bool:
    doubled = [sum(divmod(2 * int(c), 10)) for c in digits[-2::-2]]
    return (sum(doubled) + sum(int(c) for c in digits[-1::-2])) % 10 == 0
