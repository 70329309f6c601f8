"""Of which events are hooks told, in the transaction of the event?"""

from __future__ import annotations

from typing import Any
from uuid import uuid5

from contracts.access import platform
from contracts.hooks import Occasion, WriteNotices
from contracts.intake import (
    RequesterReplied,
    TicketAssigned,
    TicketHeld,
    TicketOpened,
    TicketReopened,
    TicketReplied,
    TicketResolved,
    TicketResumed,
    TicketTriaged,
)
from contracts.ties import TicketMerged
from contracts.values import PROVIDER
from services.intake.guarded.rows import guarded_among
from services.intake.webhooks.hook_rows import wanting
from services.intake.webhooks.notices import Notices, Wants
from shared.work import Cause, Fresh, Work

_OCCASIONS = {
    TicketOpened: Occasion.OPENED,
    TicketAssigned: Occasion.ASSIGNED,
    TicketTriaged: Occasion.TRIAGED,
    TicketReplied: Occasion.REPLIED,
    RequesterReplied: Occasion.REQUESTER_REPLIED,
    TicketHeld: Occasion.HELD,
    TicketResumed: Occasion.RESUMED,
    TicketResolved: Occasion.RESOLVED,
    TicketReopened: Occasion.REOPENED,
    TicketMerged: Occasion.MERGED,
}


def follow(work: Work) -> None:
    """Have hooks told of what just happened; without any, nothing is written."""
    told = [one for one in work.happened if type(one.event) in _OCCASIONS]
    if told and wanting(work.connection, work.school):
        for one in told:
            _write(work, one)


def terms(work: Work, _: Notices, command: Any) -> list[Wants]:
    """Who may be told of a ticket, where that is asked.

    Of what is about safeguarding only the MSP's are: who reads what a school's are told
    is known to nobody.
    """
    if not isinstance(command, WriteNotices):
        return []
    wants = wanting(work.connection, work.school)
    if guarded_among(work.connection, [(work.school, command.ticket_id)]):
        return [one for one in wants if one.home == PROVIDER]
    return wants


def _write(work: Work, fresh: Fresh) -> None:
    command = WriteNotices(
        school_id=work.school,
        about=fresh.event_id,
        ticket_id=fresh.event.ticket_id,
        occasion=_OCCASIONS[type(fresh.event)],
        at=fresh.happened_at,
    )
    cause = Cause(
        caller=platform("intake"),
        command_id=uuid5(fresh.event_id, "notices"),
        correlation_id=fresh.correlation_id,
        causation_id=fresh.event_id,
        on_behalf_of=fresh.on_behalf_of or fresh.actor,
    )
    work.execute(command, cause)
