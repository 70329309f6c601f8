"""What may a school's own technician do, and with which tickets?"""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select

from contracts.intake import AssignTicket, ReplyToTicket, ResolveTicket
from contracts.refusals import Forbidden, Invalid, NotFound
from contracts.teams import HandOverTicket, SchoolAct, WorkForSchool
from services.intake.outgoing.writing import tell
from services.intake.tables import tickets
from shared.work import Cause, Work


def work_for_school(work: Work, command: WorkForSchool, cause: Cause) -> None:
    """Do it as the desk would; Forbidden where the ticket is not with the school."""
    at = {"of_school": work.school, "of_ticket": command.ticket_id}
    with_school = work.connection.execute(_WITH_SCHOOL, at).scalar()
    if with_school is None:
        raise NotFound("There is no such ticket.")
    if not with_school:
        raise Forbidden("Only what is with the school's own team is worked on here.")
    step = _step(command, cause)
    if isinstance(step, ReplyToTicket | ResolveTicket):
        tell(work, step, cause)
    else:
        work.execute(step, cause)


def _step(command: WorkForSchool, cause: Cause) -> Any:
    """What the desk's own command would be."""
    told: dict[str, Any] = {"despite_warning": command.despite_warning}
    which: dict[str, Any] = {
        "school_id": command.school_id,
        "ticket_id": command.ticket_id,
        "version": command.version,
    }
    match command.act:
        case SchoolAct.TAKE:
            return AssignTicket(**which, assignee=cause.caller.actor)
        case SchoolAct.REPLY:
            text = _said(command)
            message = {"message_id": command.message_id, "text": text}
            return ReplyToTicket(**which | message | told)
        case SchoolAct.RESOLVE:
            return ResolveTicket(**which, note=_said(command), **told)
        case SchoolAct.HAND_BACK:
            if not command.next.strip():
                raise Invalid({"next": ["Must not be blank."]})
            return HandOverTicket(
                **which,
                message_id=command.message_id,
                known=_said(command),
                next=command.next,
                **told,
            )


def _said(command: WorkForSchool) -> str:
    if not command.said.strip():
        raise Invalid({"said": ["Must not be blank."]})
    return command.said


# Made once: to build a statement takes several times as long as to carry it out.
_WITH_SCHOOL = select(tickets.c.with_school).where(
    tickets.c.school == bindparam("of_school"),
    tickets.c.ticket_id == bindparam("of_ticket"),
)
