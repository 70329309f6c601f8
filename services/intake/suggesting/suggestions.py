"""What is suggested of a ticket: what it is about, how soon, and what it may double?

All of it is read in a bounded number of questions and rows. What somebody of the desk
has set is left alone, and nothing is suggested of what is done or merged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, select

from contracts.refusals import NotFound
from contracts.suggestions import (
    CategorySuggested,
    GetSuggestions,
    LikelyDuplicate,
    PrioritySuggested,
    SuggestFor,
    SuggestionsView,
)
from contracts.values import Level, TicketState
from services.intake.matters.categories import Matters
from services.intake.matters.category_rows import matters_of
from services.intake.priorities.matrix_rows import matrix_of
from services.intake.priorities.priority import derive
from services.intake.suggesting.dismissed_rows import dismissed_of
from services.intake.suggesting.evidence import conclude, rare_in, telling
from services.intake.suggesting.past import Done, Waits, done_with, waiting_with
from services.intake.tables import tickets, ties, timeline
from shared.application import Answer, Asked

MOST_DUPLICATES = 5
"""More of them nobody compares."""


class Request(NamedTuple):
    """What is known of a ticket that something is suggested of.

    `settled` is what somebody of the desk has set; `apart` are the tickets that it is
    not to be compared with.
    """

    school: UUID
    subject: str
    email: str
    category: str = ""
    levels: tuple[Level, Level] | None = None
    settled: frozenset[str] = frozenset()
    apart: frozenset[UUID] = frozenset()


def get_suggestions(
    connection: Connection, query: GetSuggestions, _: Asked
) -> SuggestionsView:
    """What is suggested of a ticket; NotFound where there is none."""
    which = {"of_ticket": query.ticket_id, "of_school": query.school_id}
    found = _TICKET if query.school_id is None else _TICKET_OF_SCHOOL
    row = connection.execute(found, which).one_or_none()
    if row is None:
        raise NotFound("There is no such ticket.")
    return suggested_of(connection, row)


def suggest_for(connection: Connection, query: SuggestFor, _: Asked) -> SuggestionsView:
    """What would be suggested of a ticket with such a subject."""
    request = Request(query.school_id, query.subject, query.requester_email)
    return _suggested(connection, request)


def suggested_of(connection: Connection, ticket: Row[Any]) -> SuggestionsView:
    """What is suggested of a ticket as its row has it."""
    if ticket.state == TicketState.RESOLVED.value or ticket.merged_into is not None:
        return SuggestionsView(
            school_id=ticket.school, category=None, priority=None, duplicates=()
        )
    which = {"of_school": ticket.school, "of_ticket": ticket.ticket_id}
    tied = connection.execute(_TIED, which).scalars()
    apart = {ticket.ticket_id, *tied, *dismissed_of(connection, ticket)}
    request = Request(
        school=ticket.school,
        subject=ticket.subject,
        email=ticket.requester_email,
        category=ticket.category,
        levels=(Level(ticket.impact), Level(ticket.urgency)),
        settled=frozenset(connection.execute(_SETTLED, which).scalars()),
        apart=frozenset(apart),
    )
    return _suggested(connection, request)


def _suggested(connection: Connection, request: Request) -> SuggestionsView:
    school, words = request.school, telling(request.subject)
    matters = matters_of(connection, school)
    past = done_with(connection, school, words, matters)
    waiting = waiting_with(connection, school, words, matters)
    return SuggestionsView(
        school_id=school,
        category=_category(request, words, past, matters),
        priority=_priority(connection, request, words, past),
        duplicates=tuple(_duplicates(request, waiting, past))[:MOST_DUPLICATES],
    )


def _category(
    request: Request, words: Mapping[str, str], past: list[Done], matters: Matters
) -> CategorySuggested | None:
    """What most tickets with its words were about, of those that say so."""
    titles = {one.name: one.title for one in matters.categories}
    if "classified" in request.settled or not titles:
        return None
    had = ((one.words, one.category) for one in past)
    found = conclude(words, had, allowed=titles)
    if found is None or found.value == request.category:
        return None
    return CategorySuggested(
        category=found.value, title=titles[found.value], because=found.because
    )


def _priority(
    connection: Connection,
    request: Request,
    words: Mapping[str, str],
    past: list[Done],
) -> PrioritySuggested | None:
    """The impact and urgency that most tickets with its words had."""
    if "triaged" in request.settled:
        return None
    found = conclude(words, ((one.words, one.levels) for one in past))
    if found is None or found.value == request.levels:
        return None
    impact, urgency = found.value
    return PrioritySuggested(
        impact=impact,
        urgency=urgency,
        priority=derive(matrix_of(connection, request.school), impact, urgency),
        because=found.because,
    )


def _duplicates(
    request: Request, waiting: list[Waits], past: list[Done]
) -> Iterator[LikelyDuplicate]:
    """What waits and has two of its words, or a rare one and the same requester."""
    others = [one for one in waiting if one.row.ticket_id not in request.apart]
    rare = rare_in([one.words for one in others] + [one.words for one in past])
    email = request.email.casefold()
    told = [
        (one, bool(email) and one.row.requester_email.casefold() == email)
        for one in others
    ]
    told.sort(key=lambda one: (-len(one[0].words), not one[1], -one[0].row.number))
    for one, is_theirs in told:
        if len(one.words) > 1 or (is_theirs and one.words & rare):
            yield LikelyDuplicate(
                ticket_id=one.row.ticket_id,
                reference=one.row.reference,
                subject=one.row.subject,
                state=TicketState(one.row.state),
                opened_at=one.row.opened_at,
                words=tuple(sorted(one.words)),
                same_requester=is_theirs,
            )


ANSWERS: Mapping[type, Answer] = {
    GetSuggestions: get_suggestions,
    SuggestFor: suggest_for,
}

# Made once: to build a statement takes several times as long as to carry it out.
_TICKET = select(tickets).where(tickets.c.ticket_id == bindparam("of_ticket"))
_TICKET_OF_SCHOOL = _TICKET.where(tickets.c.school == bindparam("of_school"))
_TIED = select(ties.c.other_id).where(
    ties.c.school == bindparam("of_school"),
    ties.c.ticket_id == bindparam("of_ticket"),
)
_SETTLED = select(timeline.c.kind).where(
    timeline.c.school == bindparam("of_school"),
    timeline.c.ticket_id == bindparam("of_ticket"),
    timeline.c.kind.in_(("triaged", "classified")),
)
