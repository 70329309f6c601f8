"""What is told of texts that hold personal data, and to whom?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, func, select

from contracts.access import Right
from contracts.personal_data import (
    CountPersonalData,
    FoundCount,
    GetText,
    MarkedText,
    PersonalDataCountsView,
    Sensitive,
    TextState,
    TextView,
)
from contracts.values import LetterState
from services.intake.outgoing.letter_rows import letters_about
from services.intake.personal_data.rows import ids_of, marked
from services.intake.personal_data.tables import marked_texts
from services.intake.personal_data.terms import readable
from services.intake.personal_data.texts import said_in
from services.intake.tables import tickets
from services.intake.tied.tie_rows import merged_into
from shared.application import Answer, Asked

COVERED = frozenset({TextState.RESTRICTED, TextState.REDACTED})
"""How a text stands where it is not shown: that much everybody sees of it."""


def marked_of(
    connection: Connection, ticket: Row[Any], asked: Asked
) -> tuple[MarkedText, ...]:
    """The texts of a ticket, and of those that go on as it, that are marked.

    What was found in them is for who may restrict them; others see what is covered.
    """
    whole = asked.caller.may(Right.RESTRICT_TEXTS, ticket.school)
    found: list[MarkedText] = []
    merged = merged_into(connection, ticket.school, ticket.ticket_id)
    for one in (ticket.ticket_id, *merged):
        which = {"of_school": ticket.school, "of_ticket": one}
        found += (_marked(row, whole) for row in connection.execute(_OF_TICKET, which))
    return tuple(one for one in found if whole or one.state in COVERED)


def get_text(connection: Connection, query: GetText, asked: Asked) -> TextView:
    """A text, and what was found in it; NotFound for one that is not theirs to read."""
    school = query.school_id
    entry = readable(connection, asked.keyring, asked.caller, school, query.entry_id)
    row = marked(connection, school, query.entry_id)
    state = None if row is None else TextState(row.state)
    which = {"of_school": school, "of_ticket": entry.ticket_id}
    said = said_in(connection, entry)
    shown = "\n\n".join(one for one in said if one)
    return TextView(
        entry_id=query.entry_id,
        ticket_id=entry.ticket_id,
        reference=connection.execute(_REFERENCE, which).scalar_one(),
        kind=entry.kind,
        written_at=entry.at,
        text="" if state in COVERED else shown,
        state=state,
        kinds=() if row is None else _kinds(row.kinds),
        despite_warning=row is not None and bool(row.despite_warning),
        letter=_letter(connection, entry),
        erased=row is not None and bool(row.erased),
    )


def count_personal_data(
    connection: Connection, query: CountPersonalData, _: Asked
) -> PersonalDataCountsView:
    """How many texts hold what, by school and kind and by how they stand."""
    which = {"of_school": query.school_id}
    counted = _COUNT if query.school_id is None else _COUNT_OF_SCHOOL
    numbers: Counter[tuple[UUID, Sensitive, str]] = Counter()
    for row in connection.execute(counted, which):
        for kind in _kinds(row.kinds):
            numbers[row.school, kind, row.state] += row.number
    kinds = sorted({(school, kind.value) for school, kind, _ in numbers})
    return PersonalDataCountsView(
        counts=tuple(
            FoundCount(
                school_id=school,
                kind=Sensitive(kind),
                **{
                    state.value: numbers[school, Sensitive(kind), state.value]
                    for state in TextState
                },
            )
            for school, kind in kinds
        )
    )


ANSWERS: Mapping[type, Answer] = {
    GetText: get_text,
    CountPersonalData: count_personal_data,
}


def _marked(row: Row[Any], whole: bool) -> MarkedText:
    return MarkedText(
        entry_id=row.entry_id,
        ticket_id=row.ticket_id,
        state=TextState(row.state),
        kinds=_kinds(row.kinds) if whole else (),
        despite_warning=whole and bool(row.despite_warning),
        marked_at=row.marked_at,
    )


def _kinds(said: str) -> tuple[Sensitive, ...]:
    return tuple(Sensitive(one) for one in said.split(",")) if said else ()


def is_restricted(
    connection: Connection, school: UUID, ticket_id: UUID | None, mail_id: UUID
) -> bool:
    """Whether a message brought a text that is restricted."""
    which = {"of_school": school, "of_ticket": ticket_id}
    return any(
        row.state == TextState.RESTRICTED.value and mail_id in ids_of(row.mails)
        for row in connection.execute(_OF_TICKET, which)
    )


def _letter(connection: Connection, entry: Row[Any]) -> LetterState | None:
    """How the letter stands that tells of a text; None where there is none.

    Every letter about a ticket says what was asked; one that is sent counts first.
    """
    told = letters_about(connection, entry.school, entry.ticket_id)
    if entry.kind != "opened":
        return told.get(entry.event_id)
    states = {*told.values()}
    return LetterState.SENT if LetterState.SENT in states else next(iter(states), None)


# Made once: to build a statement takes several times as long as to carry it out.
_OF_TICKET = (
    select(marked_texts)
    .where(
        marked_texts.c.school == bindparam("of_school"),
        marked_texts.c.ticket_id == bindparam("of_ticket"),
    )
    .order_by(marked_texts.c.marked_at, marked_texts.c.entry_id)
)
_REFERENCE = select(tickets.c.reference).where(
    tickets.c.school == bindparam("of_school"),
    tickets.c.ticket_id == bindparam("of_ticket"),
)
_COUNT = (
    select(
        marked_texts.c.school,
        marked_texts.c.kinds,
        marked_texts.c.state,
        func.count().label("number"),
    )
    .where(marked_texts.c.kinds != "")
    .group_by(marked_texts.c.school, marked_texts.c.kinds, marked_texts.c.state)
)
_COUNT_OF_SCHOOL = _COUNT.where(marked_texts.c.school == bindparam("of_school"))
