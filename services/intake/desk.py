"""How does a request come in by a form, and what is every ticket given?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select

from contracts.access import Caller, Right
from contracts.approvals import GiveApproval
from contracts.intake import (
    AssignTicket,
    ClassifyTicket,
    OpenTicket,
    PassOn,
    ReplyToTicket,
    TriageTicket,
)
from contracts.reference import reference
from contracts.refusals import Forbidden, Refused
from contracts.staff_changes import StaffChange
from contracts.teams import HandOverTicket
from contracts.ties import MergeTicket
from contracts.values import SchoolId
from services.intake.approvals.approving import Approver
from services.intake.callbacks.waiting import check_room
from services.intake.changes.handling import refuse_while_changing
from services.intake.domain import Terms
from services.intake.entering import check_may_enter
from services.intake.incoming.landing import person
from services.intake.matters.categories import says_any
from services.intake.matters.category_rows import names_of
from services.intake.opening import Opening
from services.intake.priorities.matrix_rows import matrix_of
from services.intake.queries import next_number
from services.intake.retention.ending import is_erased
from services.intake.tables import tickets
from services.intake.teams.delivery_rows import first_seat
from services.intake.teams.rows import seat_of
from services.intake.ticket import Ticket, Unopened
from services.intake.tied.tie_rows import merged_into
from services.intake.tied.ties import Bind, other_of
from services.intake.tied.tying import called
from shared.work import Cause, Work


def terms(work: Work, ticket: Ticket, command: object) -> Terms:
    """What is known elsewhere of what is to be done with a ticket.

    Refused where a change of it is not over.
    """
    if not isinstance(ticket, Unopened):
        refuse_while_changing(work, ticket.known.type, command)
    return _given(work, command)


def _given(work: Work, command: object) -> Terms:
    """What a ticket is given when it is opened: its number and its requester's id.

    Of a tie with another ticket: what people call that one. Of an approval: who gives
    it, and who asked for what is merged. What a ticket may be about is read only where
    somebody says it; what gives its priority, where it gets one.
    """
    if isinstance(command, GiveApproval):
        return _approver(work, command)
    if isinstance(command, Bind | PassOn):
        return _other(work, command)
    if isinstance(command, TriageTicket):
        return matrix_of(work.connection, work.school)
    if isinstance(command, ReplyToTicket):
        return None if command.happened_at is None else _opened_at(work, command)
    if isinstance(command, AssignTicket | HandOverTicket):
        which = command.team_id
        return None if which is None else seat_of(work.connection, work.school, which)
    if not isinstance(command, OpenTicket | ClassifyTicket):
        return None
    named = names_of(work.connection, work.school) if says_any(command) else None
    if isinstance(command, ClassifyTicket):
        return named
    number = next_number(work.connection, work.school)
    return Opening(
        number=number,
        reference=reference(work.school, number),
        requester_id=work.keyring.pseudonym(work.school, command.requester.email),
        named=named,
        matrix=matrix_of(work.connection, work.school),
        person_id=_person_of(work, command.change),
        seat=first_seat(work.connection, work.school, command.service),
    )


def _other(work: Work, command: Bind | PassOn) -> str:
    """What people call the other ticket; Refused where one would go on as erased."""
    other = other_of(command)
    if isinstance(command, MergeTicket) and is_erased(
        work.connection, work.school, command.into_id
    ):
        raise Refused("That ticket is erased: nothing is recorded of it any more.")
    return called(work, other) if other else ""


def _approver(work: Work, command: GiveApproval) -> Approver | None:
    """Who approves, and who asked for what goes on as this ticket."""
    if command.approver_email is None:
        return None
    joined = merged_into(work.connection, work.school, command.ticket_id)
    which = {"of_school": work.school, "of_tickets": joined}
    asked = work.connection.execute(_REQUESTERS, which).scalars()
    by = work.keyring.pseudonym(work.school, command.approver_email)
    return Approver(by, frozenset(asked))


def _person_of(work: Work, change: StaffChange | None) -> UUID | None:
    """Who joins, moves or leaves: by their address, else by their name."""
    if change is None:
        return None
    return work.keyring.pseudonym(work.school, change.email or change.person)


def open_ticket(work: Work, command: OpenTicket, cause: Cause) -> None:
    """Open a ticket for its requester, whoever of the desk or the school types it."""
    check_may_enter(command, cause.caller)
    if command.change is not None:
        forbid_tale(cause.caller, command.school_id)
    requester_id = work.keyring.pseudonym(work.school, command.requester.email)
    works = cause.caller.may(Right.WORK_TICKETS, work.school)
    if command.callback is not None and not works:
        check_room(work, requester_id, command.ticket_id)
    # Whose call it was tells who calls the next time: nobody else says so.
    if not works:
        command = replace(command, call_id=None)
    # What a ticket is about says that: nobody makes it so.
    command = replace(command, safeguarding=False)
    work.execute(command, replace(cause, on_behalf_of=person(requester_id)))


def forbid_tale(caller: Caller, school: SchoolId) -> None:
    """Forbidden unless the desk or who runs the school tells who comes and leaves."""
    if not any(caller.may(one, school) for one in (WORKS, RUNS)):
        raise Forbidden("who comes and leaves is told by who runs the school")


WORKS, RUNS = Right.WORK_TICKETS, Right.READ_PEOPLE
"""The desk works on tickets; who runs a school sees who starts and who leaves."""


def _opened_at(work: Work, command: ReplyToTicket) -> datetime | None:
    """When a ticket was opened; None for one that there is not."""
    at = {"of_school": work.school, "of_ticket": command.ticket_id}
    return work.connection.execute(_OPENED_AT, at).scalar()


# Made once: to build a statement takes several times as long as to carry it out.
_OPENED_AT = select(tickets.c.opened_at).where(
    tickets.c.school == bindparam("of_school"),
    tickets.c.ticket_id == bindparam("of_ticket"),
)
_REQUESTERS = select(tickets.c.requester_id).where(
    tickets.c.school == bindparam("of_school"),
    tickets.c.ticket_id.in_(bindparam("of_tickets", expanding=True)),
)
