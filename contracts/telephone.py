"""How is a telephone number written, so that the same one is known again?"""

import re

_BETWEEN = re.compile(r"[\s().\-/]")
_NUMBER = re.compile(r"\+?\d{3,20}", re.ASCII)
_WORLDWIDE = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)


def normal_number(said: str) -> str:
    """A number as it is known by, with its country: British where it names none.

    Nothing for what is no number: withheld ones come as words.
    """
    digits = _BETWEEN.sub("", said.replace("(0)", ""))
    if not _NUMBER.fullmatch(digits):
        return ""
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    # One's own extensions are short, and begin with no 0.
    return f"+44{digits[1:]}" if digits.startswith("0") else digits


def worldwide_number(said: str) -> str:
    """The same as it is dialled from anywhere (E.164); nothing where it cannot be.

    An extension, a short code or half a number is none of anybody.
    """
    known_by = normal_number(said)
    return known_by if _WORLDWIDE.fullmatch(known_by) else ""
