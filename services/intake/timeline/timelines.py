"""What happened to a ticket, and to those that go on as it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, select

from contracts.access import Right
from contracts.intake import TimelineEntry
from contracts.values import LetterState
from services.intake.guarded.rows import seen_by, those_seen
from services.intake.outgoing.letter_rows import letters_about
from services.intake.tables import tickets, timeline
from services.intake.tied.tie_rows import merged_into
from shared.application import Asked


def timeline_of(
    connection: Connection, ticket: Row[Any], asked: Asked
) -> tuple[TimelineEntry, ...]:
    """The entries in order, each of a merged ticket with the reference it is of.

    Notes are there only for who may read them, and of what is merged into it only what
    whoever asks may read.
    """
    whole = asked.caller.may(Right.READ_NOTES, ticket.school)
    letters = letters_about(connection, ticket.school, ticket.ticket_id)
    which: dict[str, Any] = {"of_school": ticket.school, "of_ticket": ticket.ticket_id}
    merged = merged_into(connection, ticket.school, ticket.ticket_id)
    if not merged:
        rows = connection.execute(_ALONE if whole else _ALONE_WITHOUT_NOTES, which)
        return tuple(_entry(row, letters) for row in rows)
    for one in merged:
        letters |= letters_about(connection, ticket.school, one)
    which["of_tickets"] = [ticket.ticket_id, *merged]
    found = _TOGETHER if whole else _TOGETHER_WITHOUT_NOTES
    seen = seen_by(connection, asked)
    if seen:
        found = found.where(_SEEN)
    rows = connection.execute(found, which | seen)
    return tuple(
        _entry(row, letters) if mine else _of_another(_entry(row, letters), row)
        for row in rows
        if (mine := row.ticket_id == ticket.ticket_id)
        or row.kind not in _TOLD_OF_THE_SURVIVOR
    )


def _entry(row: Row[Any], letters: Mapping[UUID, LetterState]) -> TimelineEntry:
    return TimelineEntry(
        kind=row.kind,
        at=row.at,
        actor=row.actor,
        text=row.text,
        detail=row.detail,
        internal=bool(row.internal),
        letter=letters.get(row.event_id),
        quoted=row.quoted,
        entry_id=row.event_id,
        entered_at=row.entered_at,
    )


def _of_another(entry: TimelineEntry, row: Row[Any]) -> TimelineEntry:
    """What was asked there is told where it began: its own page shows it above."""
    asked = f"**{row.subject}**\n\n{row.description}".strip()
    text = asked if entry.kind == "opened" else entry.text
    return replace(entry, text=text, of_reference=row.reference)


_TOLD_OF_THE_SURVIVOR = {"passed_on", "merged"}
"""What the survivor's own entries tell already."""

# Made once: to build a statement takes several times as long as to carry it out.
_OF_SCHOOL = timeline.c.school == bindparam("of_school")
_PLACE = (timeline.c.at, timeline.c.place)
_ALONE = (
    select(timeline)
    .where(_OF_SCHOOL, timeline.c.ticket_id == bindparam("of_ticket"))
    .order_by(*_PLACE)
)
_TOGETHER = (
    select(timeline, tickets.c.reference, tickets.c.subject, tickets.c.description)
    .join(
        tickets,
        (tickets.c.school == timeline.c.school)
        & (tickets.c.ticket_id == timeline.c.ticket_id),
    )
    .where(
        _OF_SCHOOL, timeline.c.ticket_id.in_(bindparam("of_tickets", expanding=True))
    )
    .order_by(*_PLACE)
)
_WITHOUT_NOTES = timeline.c.internal == 0
_ALONE_WITHOUT_NOTES = _ALONE.where(_WITHOUT_NOTES)
_TOGETHER_WITHOUT_NOTES = _TOGETHER.where(_WITHOUT_NOTES)
_SEEN = those_seen()
