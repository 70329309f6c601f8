"""How does what recurs become a problem, with its incidents, in one transaction?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy import text as sql

from contracts.intake import OpenTicket, Requester
from contracts.problems import MOST_INCIDENTS, OpenProblem
from contracts.recurring import AlikeBy
from contracts.refusals import Refused
from contracts.ties import Link, LinkBack
from contracts.values import Channel, TicketType
from services.intake.desk import open_ticket
from services.intake.incidents.about import INCIDENTS
from services.intake.tables import WAITING, tickets
from shared.work import Cause, Work


def open_problem(work: Work, command: OpenProblem, cause: Cause) -> None:
    """Open the problem and link every incident about the same; asked twice, once."""
    _refuse_second(work, command)
    alike = _alike(work, command)
    if not alike:
        raise Refused("Nothing recurs there: no incident of these days is about it.")
    opened = OpenTicket(
        school_id=work.school,
        ticket_id=command.ticket_id,
        subject=command.subject,
        description="",
        requester=Requester(name=command.requester_name, email=command.requester_email),
        channel=Channel.ALERT,
        impact=command.impact,
        urgency=command.urgency,
        type=TicketType.PROBLEM,
        category=command.name if command.by is AlikeBy.CATEGORY else "",
        service=command.name if command.by is AlikeBy.SERVICE else "",
    )
    before = len(work.happened)
    open_ticket(work, opened, cause)
    if len(work.happened) > before:
        _link(work, command.ticket_id, alike, cause)


def _link(work: Work, problem: UUID, alike: Sequence[UUID], cause: Cause) -> None:
    """Record at both of each pair what the other is to it."""
    for one in alike:
        for at, other, link in (
            (problem, one, Link.EFFECT),
            (one, problem, Link.CAUSE),
        ):
            linked = LinkBack(
                school_id=work.school, ticket_id=at, other_id=other, link=link
            )
            own = uuid5(cause.command_id, f"{link.value} {one}")
            work.execute(linked, replace(cause, command_id=own))


def _refuse_second(work: Work, command: OpenProblem) -> None:
    found = work.connection.execute(
        select(tickets.c.reference).where(
            tickets.c.school == work.school,
            tickets.c[command.by.value] == command.name,
            tickets.c.type == TicketType.PROBLEM.value,
            tickets.c.ticket_id != command.ticket_id,
            sql(WAITING),
        )
    ).first()
    if found is not None:
        raise Refused(f"There is a problem about it already: {found.reference}.")


def _alike(work: Work, command: OpenProblem) -> Sequence[UUID]:
    """The incidents that the rule of what recurs counts, the newest first."""
    since = work.now - timedelta(days=command.days)
    return (
        work.connection.execute(
            select(tickets.c.ticket_id)
            .where(
                tickets.c.school == work.school,
                tickets.c[command.by.value] == command.name,
                tickets.c.type.in_([one.value for one in INCIDENTS]),
                tickets.c.merged_into.is_(None),
                tickets.c.updated_at >= since,
                tickets.c.opened_at >= since,
            )
            .order_by(tickets.c.number.desc())
            .limit(MOST_INCIDENTS)
        )
        .scalars()
        .all()
    )
