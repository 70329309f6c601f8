"""How does a test come by a letter that needs a person?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from contracts.access import platform
from contracts.outgoing import (
    LetterKind,
    Outcome,
    RecordOutcome,
    TryLetter,
    WriteLetter,
)
from tests.support.cast import ASHGROVE, TICKET
from tests.support.town import Town

LETTER, OTHER_LETTER = uuid5(TICKET, "letter"), uuid5(TICKET, "other letter")
REFUSED = "550 5.1.1 Nobody of that name"


def refused_letter(
    town: Town,
    letter_id: UUID = LETTER,
    ticket_id: UUID = TICKET,
    outcome: Outcome = Outcome.FAILED,
    kind: LetterKind = LetterKind.REPLY,
) -> UUID:
    """A letter about a ticket of Ashgrove that could not be sent; its id."""
    mine: dict[str, Any] = {"school_id": ASHGROVE, "letter_id": letter_id}
    for command in (
        WriteLetter(**mine, ticket_id=ticket_id, kind=kind, about=letter_id),
        TryLetter(**mine, attempt=1),
        RecordOutcome(**mine, attempt=1, outcome=outcome, answer=REFUSED),
    ):
        town.execute(command, by=platform("intake"))
    return letter_id
