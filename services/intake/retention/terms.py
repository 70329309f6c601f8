"""What do the rules of keeping and erasing have to know of what is kept?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from contracts.refusals import NotFound
from contracts.retention import ApproveErasure, ListDue, PlaceLegalHold, RecordClass
from services.intake.retention.due import (
    gone_of,
    how_much,
    kept_by,
    months_before,
    oldest,
)
from services.intake.retention.holding import Hold, Named
from services.intake.retention.listing import DueList, Standing, check_may_approve
from services.intake.retention.tables import due_lists, kept_records
from shared.application import Handler
from shared.work import Cause, Work


def named_by(work: Work, _: Hold, command: Any) -> Named:
    """Who or what a hold is to be on."""
    if not isinstance(command, PlaceLegalHold):
        return Named()
    email = command.email.strip()
    person = work.keyring.pseudonym(work.school, email) if email else None
    which = {"of_school": work.school, "of_ticket": command.ticket_id}
    row = work.connection.execute(_TICKET, which).one_or_none()
    if row is None:
        return Named(person)
    return Named(person, row.record_id, row.erased_at is not None)


def standing(work: Work, listed: DueList, command: Any) -> Standing:
    """What is due now of a class; or how what was listed stands now."""
    if isinstance(command, ListDue):
        of = command.record_class
    elif isinstance(command, ApproveErasure) and listed.drawn is not None:
        of = listed.drawn.record_class
    else:
        return Standing()
    months = kept_by(work.connection, work.school).times[of].months
    before = months_before(work.now, months)
    which = (work.connection, work.school, of, before)
    if isinstance(command, ApproveErasure):
        assert listed.drawn is not None, "there is such a list"
        return Standing(gone=gone_of(*which, listed.drawn.records))
    return Standing(months, how_much(*which).number, oldest(*which))


def list_due(work: Work, command: ListDue, cause: Cause) -> None:
    """Draw up a list, for who will approve it."""
    check_may_approve(cause.caller, command.record_class)
    work.execute(command, cause)


def approve_erasure(work: Work, command: ApproveErasure, cause: Cause) -> None:
    """Approve a list; Forbidden but for who answers for what is in it."""
    check_may_approve(cause.caller, class_of(work, command.list_id))
    work.execute(command, cause)


def class_of(work: Work, list_id: UUID) -> RecordClass:
    """What a list is of; NotFound where there is none."""
    which = {"of_school": work.school, "of_list": list_id}
    found = work.connection.execute(_CLASS, which).scalar()
    if found is None:
        raise NotFound("There is no such list.")
    return RecordClass(found)


HANDLERS: Mapping[type, Handler] = {
    ListDue: list_due,
    ApproveErasure: approve_erasure,
}

# Made once: to build a statement takes several times as long as to carry it out.
_TICKET = select(kept_records.c.record_id, kept_records.c.erased_at).where(
    kept_records.c.school == bindparam("of_school"),
    kept_records.c.kind == "ticket",
    kept_records.c.record_id == bindparam("of_ticket"),
)
_CLASS = select(due_lists.c.record_class).where(
    due_lists.c.school == bindparam("of_school"),
    due_lists.c.list_id == bindparam("of_list"),
)
