"""Which letters do two schools have that are alike in every id?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from contracts.outgoing import (
    DropLetter,
    LetterKind,
    Outcome,
    RecordOutcome,
    ResendLetter,
    TryLetter,
    WriteLetter,
)
from tests.support.cast import TICKET

RESENT, DROPPED, SENT, REFUSED = (
    uuid5(TICKET, f"letter {word}") for word in ("resent", "dropped", "sent", "refused")
)


def letters_of(school: UUID, word: str) -> Iterator[Any]:
    """Letters of a school that have come to every end, answered in its own words."""
    mine: dict[str, Any] = {"school_id": school}
    for letter in (RESENT, DROPPED, SENT, REFUSED):
        whose = mine | {"letter_id": letter}
        outcome = Outcome.SENT if letter == SENT else Outcome.FAILED
        yield WriteLetter(
            **whose, ticket_id=TICKET, kind=LetterKind.REPLY, about=letter
        )
        yield TryLetter(**whose, attempt=1)
        yield RecordOutcome(**whose, attempt=1, outcome=outcome, answer=word)
    yield ResendLetter(**mine, letter_id=RESENT)
    yield DropLetter(**mine, letter_id=DROPPED)
