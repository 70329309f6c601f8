"""How is a password kept so that nobody can read it, and told from a wrong one?"""

from __future__ import annotations

import threading
import unicodedata

from argon2 import PasswordHasher, profiles
from argon2.exceptions import VerifyMismatchError

from shared import heavy

HASHER = PasswordHasher.from_parameters(profiles.RFC_9106_LOW_MEMORY)
"""Argon2id with 64 MiB, 3 passes and 4 lanes: what RFC 9106 advises for a server that
does other work too. One hash costs 64 MiB and about 100 ms of a processor."""

NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$hnek+m49W8Gdk5nHpCUmqQ"
    "$cLTFlhikh8bE4aHjZqtzPWZRh5T6ZMhOU6CF4luIIX8"
)
"""The hash of a password that nobody has, for those whom we do not know."""

TURNS = threading.BoundedSemaphore(2)
"""To be held by whoever hashes, and from before a guess is counted: so guessing takes
neither all memory nor all processors, and a class that signs in at nine from behind one
address is not counted as so many guesses at once."""


def hash_of(password: str) -> str:
    """What is kept of a password."""
    return heavy.run(HASHER.hash, _normal(password))


def is_right(password: str, hashed: str | None) -> bool:
    """Whether it is the password that was kept; None takes as long as a wrong one."""
    try:
        heavy.run(HASHER.verify, hashed or NOBODY, _normal(password))
    except VerifyMismatchError:
        return False
    return hashed is not None


def _normal(password: str) -> str:
    """One form for what looks the same: keyboards differ in how they send an é."""
    return unicodedata.normalize("NFKC", password)
