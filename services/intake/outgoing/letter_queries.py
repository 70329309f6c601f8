"""Which letters does a person have to decide on?"""

from __future__ import annotations

import os
from collections.abc import Mapping

from sqlalchemy import Connection, Select, func, select, text

from contracts.outgoing import FindLetters, LetterKind, LetterRow, LettersView
from contracts.values import LetterState
from services.intake.outgoing.letter_tables import TO_SEND, UNDECIDED, letters
from services.intake.outgoing.post import hindrance
from services.intake.tables import tickets
from shared.application import Answer, Asked


def find_letters(connection: Connection, query: FindLetters, _: Asked) -> LettersView:
    """The letters that failed or of which nobody knows, the oldest first."""
    school = query.school_id
    found = (
        _undecided()
        .order_by(letters.c.changed_at, letters.c.letter_id)
        .limit(query.limit)
    )
    waiting = select(func.count()).where(text(f"letters.{TO_SEND}"))
    undecided = select(func.count()).where(text(f"letters.{UNDECIDED}"))
    if school is not None:
        found = found.where(letters.c.school == school)
        waiting = waiting.where(letters.c.school == school)
        undecided = undecided.where(letters.c.school == school)
    return LettersView(
        letters=tuple(
            LetterRow(
                school_id=row.school,
                letter_id=row.letter_id,
                ticket_id=row.ticket_id,
                reference=row.reference,
                subject=row.subject,
                requester_name=row.requester_name,
                recipient=row.recipient,
                kind=LetterKind(row.kind),
                state=LetterState(row.state),
                answer=row.answer,
                written_at=row.written_at,
                changed_at=row.changed_at,
            )
            for row in connection.execute(found)
        ),
        waiting=connection.execute(waiting.select_from(letters)).scalar_one(),
        undecided=connection.execute(undecided.select_from(letters)).scalar_one(),
        hindrance=hindrance(os.environ),
    )


def _undecided() -> Select[tuple[object, ...]]:
    return (
        select(
            letters, tickets.c.reference, tickets.c.subject, tickets.c.requester_name
        )
        .join_from(
            letters,
            tickets,
            (letters.c.school == tickets.c.school)
            & (letters.c.ticket_id == tickets.c.ticket_id),
        )
        .where(text(f"letters.{UNDECIDED}"))
    )


ANSWERS: Mapping[type, Answer] = {FindLetters: find_letters}
