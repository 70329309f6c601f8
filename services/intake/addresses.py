"""What is an e-mail address, and which ways of writing one are the same?"""

import re

LONGEST_ADDRESS = 254
"""Characters (RFC 5321, 4.5.3.1.3: a path, less its brackets)."""

_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_MAILBOX = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LABEL}")
_BETWEEN = re.compile(r"[\s<>(),:;\"]+")
_ADDRESS = re.compile(r"[^\s@<>(),:;\"]+@[^\s@<>(),:;\"]+")


def normalise(address: str) -> str:
    """One way of writing an address: no mail system here tells capitals apart."""
    return address.strip().lower()


def is_address(address: str) -> bool:
    """Whether this may be where somebody writes from, on a local network perhaps."""
    return len(address) <= LONGEST_ADDRESS and bool(_ADDRESS.fullmatch(address))


def addresses_in(text: str) -> list[str]:
    """What looks like addresses in a text, in order."""
    # Words are cut first: a search would take the square of one that is no address.
    return [word for word in _BETWEEN.split(text) if is_address(word)]


def is_mailbox(address: str) -> bool:
    """Whether a normalised address is one that anybody can write to."""
    return len(address) <= LONGEST_ADDRESS and bool(_MAILBOX.fullmatch(address))
