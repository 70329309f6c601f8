"""Who is good at what a ticket is about, and has least to do?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy import text as sql

from contracts.refusals import NotFound
from contracts.teams import ReceiversView, Suggestion, SuggestWho, Team
from contracts.values import PROVIDER
from services.intake.tables import WAITING, tickets
from services.intake.teams.rows import teams_of
from shared.application import Answer, Asked

MOST_SUGGESTED = 5


def suggest_who(connection: Connection, query: SuggestWho, _: Asked) -> ReceiversView:
    """Members with a skill that fits, each once; whoever works on it is not named."""
    which = {"of_ticket": query.ticket_id, "of_school": query.school_id}
    asked = _TICKET if query.school_id is None else _TICKET_OF_SCHOOL
    row = connection.execute(asked, which).one_or_none()
    if row is None:
        raise NotFound("There is no such ticket.")
    about = {row.category, row.service} - {""}
    found = [
        *_fitting(connection, teams_of(connection, PROVIDER).teams, about, own=False),
        *_fitting(connection, teams_of(connection, row.school).teams, about, own=True),
    ]
    first = {one.actor: one for one in reversed(found) if one.actor != row.assignee}
    best = sorted(first.values(), key=_place)[:MOST_SUGGESTED]
    return ReceiversView(ticket_id=query.ticket_id, suggestions=tuple(best))


def _fitting(
    connection: Connection, teams: Iterable[Team], about: set[str], *, own: bool
) -> Iterator[Suggestion]:
    for team in teams:
        for member in team.members:
            skills = about & {*member.skills}
            if skills:
                yield Suggestion(
                    actor=member.actor,
                    team_id=team.team_id,
                    team=team.name,
                    with_school=own,
                    skills=tuple(sorted(skills)),
                    waiting=_waiting(connection, member.actor),
                )


def _place(one: Suggestion) -> tuple[int, int, str]:
    return -len(one.skills), one.waiting, one.actor


def _waiting(connection: Connection, actor: str) -> int:
    found: int = connection.execute(_WAITING, {"actor": actor}).scalar_one()
    return found


ANSWERS: Mapping[type, Answer] = {SuggestWho: suggest_who}

# Made once: to build a statement takes several times as long as to carry it out.
_TICKET = select(
    tickets.c.school, tickets.c.category, tickets.c.service, tickets.c.assignee
).where(tickets.c.ticket_id == bindparam("of_ticket"))
_TICKET_OF_SCHOOL = _TICKET.where(tickets.c.school == bindparam("of_school"))
_WAITING = (
    select(func.count())
    .select_from(tickets)
    .where(sql(WAITING), tickets.c.assignee == bindparam("actor"))
)
