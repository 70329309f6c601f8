"""Who sent a message, as far as it says so itself?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from email.utils import getaddresses
from typing import NamedTuple

from services.intake.addresses import addresses_in, is_address, normalise
from services.intake.mail.headers import Header, decode_words
from services.intake.mail.text import one_line

LONGEST_NAME = 200

# In the order of what speaks most for a person.
_FIELDS = ("from", "sender", "reply-to", "return-path")

# `Shah, Priya <priya@...>`: nobody quotes the comma as the standard wants it.
_USUAL = re.compile(r"([^<>\"()@]*)<\s*([^<>\"\s]+)\s*>")


class Sender(NamedTuple):
    """A name to address somebody by, and the address."""

    name: str
    email: str


def sender_of(header: Header, charset: str | None) -> Sender | None:
    """The sender; None where no field names one."""
    for field in _FIELDS:
        value = header.text(field, charset).strip()
        for written in dict.fromkeys((value, decode_words(value))):
            for name, address in _named(written):
                email = one_line(normalise(address))
                if is_address(email):
                    return Sender(_name(name, email), email)
    return None


def _named(value: str) -> Iterator[tuple[str, str]]:
    """The names and addresses in a value; what is encoded in them stays encoded.

    Were it decoded first, a name could hold an address that passes for the sender's.
    """
    usual = _USUAL.fullmatch(value)
    if usual:
        yield usual[1], usual[2]
    # The stdlib's parser recurses as deep as the value nests, until it gives up.
    with suppress(Exception):
        yield from getaddresses([value])
    yield from (("", address) for address in addresses_in(value))


def _name(written: str, email: str) -> str:
    name = one_line(decode_words(written)).strip("'\" ")
    return name[:LONGEST_NAME].strip() or email[:LONGEST_NAME]
