"""By what does an answer find its ticket? By marks that we made, and can prove ours.

Three places carry a mark out and, if the other side keeps to any standard, back again:
the Message-ID of what we send, the address that an answer is asked to, the subject.
Each ends in a keyed hash, so nobody makes one for a ticket that was not told it. A mark
proves that a message of ours was read. Who wrote is another question.

Pure: `sign` is the keyed hash of the school whose mailbox it is.
"""

from __future__ import annotations

import re
from base64 import b32encode
from collections.abc import Callable, Iterable, Iterator
from hmac import compare_digest
from typing import TypeAlias
from uuid import UUID

from contracts.reference import school_code

Sign: TypeAlias = Callable[[bytes], bytes]

LONGEST_LOCAL = 64
"""Characters before the @ (RFC 5321, 4.5.3.1.1)."""

_SIGNED = 12
"""Characters of base 32: nobody guesses one of 2 to the power of 60 by mail."""

_PROOF = rf"([a-z2-7]{{{_SIGNED}}})"
_NUMBER = r"([1-9][0-9]{0,8})"
_MESSAGE_ID = re.compile(rf"<?{_NUMBER}\.([0-9a-f]{{32}})\.{_PROOF}@[^<>@\s]+>?")
_ADDRESS = re.compile(rf"([^@]+)\+{_NUMBER}-{_PROOF}(@[^@]+)")
_SUBJECT = re.compile(rf"\[[0-9a-z]{{4}}-{_NUMBER}:{_PROOF}\]", re.IGNORECASE)
_QUOTED = re.compile(r"\b([0-9A-Z]{4})-([1-9][0-9]{0,8})\b", re.IGNORECASE)


def message_id(sign: Sign, number: int, message: UUID, domain: str) -> str:
    """The Message-ID of a message that we send about a ticket, in its brackets."""
    said = f"{number}.{message.hex}"
    return f"<{said}.{_proof(sign, 'message', said)}@{domain}>"


def reply_address(sign: Sign, number: int, mailbox: str) -> str:
    """Where an answer is asked to; the mailbox itself where it has no room for a mark.

    The mail server of the mailbox has to take `help+anything@` for `help@`.
    """
    local, _, domain = mailbox.rpartition("@")
    marked = f"{local}+{number}-{_of_ticket(sign, number)}"
    return f"{marked}@{domain}" if len(marked) <= LONGEST_LOCAL else mailbox


def subject_mark(sign: Sign, number: int, reference: str) -> str:
    """What a subject ends in: `[K7QM-12:abcdefghijkl]`, read as the ticket's name."""
    return f"[{reference}:{_of_ticket(sign, number)}]"


def mailbox_of(address: str) -> str:
    """The mailbox that an address is of: what it is without a mark of ours.

    Proved or not: a mark that nobody can prove still came to that mailbox.
    """
    found = _ADDRESS.fullmatch(address.strip().lower())
    return found[1] + found[4] if found else address


def number_in_ids(sign: Sign, ids: Iterable[str]) -> int | None:
    """The ticket of the first Message-ID that we made; None where none is ours."""
    for one in ids:
        found = _MESSAGE_ID.fullmatch(one.strip().lower())
        if found and _proves(sign, "message", f"{found[1]}.{found[2]}", found[3]):
            return int(found[1])
    return None


def number_in_address(sign: Sign, address: str) -> int | None:
    """The ticket that an answer was asked to by this address; None: it bears no mark.

    A mark that is not proved is none.
    """
    found = _ADDRESS.fullmatch(address.strip().lower())
    return _proved(sign, found[2], found[3]) if found else None


def number_in_subject(sign: Sign, subject: str) -> int | None:
    """The ticket whose mark is in the subject; None where no mark is proved."""
    marks = (
        _proved(sign, one[1], one[2].lower()) for one in _SUBJECT.finditer(subject)
    )
    return next((number for number in marks if number is not None), None)


def numbers_quoted(school: UUID, text: str) -> Iterator[int]:
    """Tickets of the school that a text names, without a proof of anything."""
    code = school_code(school)
    for found in _QUOTED.finditer(text):
        if found[1].upper() == code:
            yield int(found[2])


def without_marks(subject: str) -> str:
    """A subject as people read it: our marks stand there no longer."""
    return " ".join(_SUBJECT.sub(" ", subject).split())


def _of_ticket(sign: Sign, number: int) -> str:
    return _proof(sign, "ticket", str(number))


def _proved(sign: Sign, number: str, proof: str) -> int | None:
    return int(number) if _proves(sign, "ticket", number, proof) else None


def _proves(sign: Sign, kind: str, said: str, proof: str) -> bool:
    return compare_digest(_proof(sign, kind, said), proof)


def _proof(sign: Sign, kind: str, said: str) -> str:
    # The kind is signed too: a mark of one place must not do in another.
    return b32encode(sign(f"mail {kind}:{said}".encode()))[:_SIGNED].decode().lower()
