"""How is something done with two tickets at once, in one transaction?

Each tie is recorded at both, so of two that contradict each other one finds that the
ticket has changed, and is decided again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Row, bindparam, select

from contracts.intake import OpenTicket, PassOn, Requester, WriteToDesk
from contracts.refusals import NotFound, Refused
from contracts.ties import (
    JoinTicket,
    LinkBack,
    LinkTickets,
    MergeTicket,
    PartTicket,
    SplitOffTicket,
    SplitTicket,
    UnlinkBack,
    UnlinkTickets,
    UnmergeTicket,
)
from contracts.values import Channel, Level, TicketType
from services.intake.incidents.guarding import refuse_running
from services.intake.matters.category_rows import names_of
from services.intake.tables import tickets, timeline
from services.intake.tied.tie_rows import survivor_of
from services.intake.tied.ties import BACK
from services.intake.watching.safeguarding import is_safeguarding
from shared.work import Cause, Work


def merge_ticket(work: Work, command: MergeTicket, cause: Cause) -> None:
    """Have a ticket go on as another; each of the two records it."""
    refuse_running(work, command.ticket_id)
    joined = JoinTicket(
        school_id=work.school,
        ticket_id=command.into_id,
        from_id=command.ticket_id,
        safeguarding=is_safeguarding(work.connection, work.school, command.ticket_id),
    )
    work.execute(joined, _beside(cause))
    work.execute(command, cause)


def unmerge_ticket(work: Work, command: UnmergeTicket, cause: Cause) -> None:
    """Undo a merge; each of the two records it."""
    into = _row(work, command.ticket_id).merged_into
    if into is not None:
        parted = PartTicket(
            school_id=work.school, ticket_id=into, from_id=command.ticket_id
        )
        work.execute(parted, _beside(cause))
    work.execute(command, cause)


def split_ticket(work: Work, command: SplitTicket, cause: Cause) -> None:
    """Open a ticket of what the school wrote in an entry of another, about the same."""
    source = _row(work, command.ticket_id)
    opened = OpenTicket(
        school_id=work.school,
        ticket_id=command.new_id,
        subject=command.subject,
        description=_written(work, command),
        requester=Requester(name=source.requester_name, email=source.requester_email),
        channel=Channel(source.channel),
        impact=Level(source.impact),
        urgency=Level(source.urgency),
        type=TicketType(source.type),
        **_about(work, source),
        change=None,
        safeguarding=is_safeguarding(work.connection, work.school, command.ticket_id),
    )
    behalf = f"requester:{source.requester_id}"
    beside = _beside(cause)
    work.execute(opened, replace(beside, on_behalf_of=behalf))
    split_off = SplitOffTicket(
        school_id=work.school, ticket_id=command.new_id, from_id=command.ticket_id
    )
    work.execute(split_off, _beside(beside))
    work.execute(command, cause)


def link_tickets(
    work: Work, command: LinkTickets | UnlinkTickets, cause: Cause
) -> None:
    """Say at both tickets what each is to the other, or that it is so no more."""
    made = LinkBack if isinstance(command, LinkTickets) else UnlinkBack
    back = made(
        school_id=work.school,
        ticket_id=command.other_id,
        other_id=command.ticket_id,
        link=BACK[command.link],
    )
    work.execute(back, _beside(cause))
    work.execute(command, cause)


def write_to_desk(work: Work, command: WriteToDesk, cause: Cause) -> None:
    """Have the desk told, at the survivor where the ticket is merged."""
    survivor = survivor_of(work.connection, work.school, command.ticket_id)
    if survivor == command.ticket_id:
        work.execute(command, cause)
        return
    passed_on = PassOn(
        school_id=work.school,
        ticket_id=survivor,
        message_id=command.message_id,
        requester_id=_row(work, command.ticket_id).requester_id,
        text=command.text,
        sent_to=command.ticket_id,
        despite_warning=command.despite_warning,
    )
    work.execute(passed_on, cause)


def called(work: Work, ticket_id: UUID) -> str:
    """What people call another ticket of the school; NotFound where there is none."""
    reference: str = _row(work, ticket_id).reference
    return reference


def _about(work: Work, source: Row[Any]) -> dict[str, Any]:
    """What a ticket is about, as far as the school has it still.

    Who splits something off it could not mend what the school has no more.
    """
    has = names_of(work.connection, work.school)
    return {
        "category": source.category if source.category in has.categories else "",
        "service": source.service if source.service in has.services else "",
    }


def _beside(cause: Cause) -> Cause:
    """The cause of what is recorded at the other of two tickets."""
    return replace(cause, command_id=uuid5(cause.command_id, "beside"))


def _row(work: Work, ticket_id: UUID) -> Row[Any]:
    which = {"of_school": work.school, "of_ticket": ticket_id}
    row = work.connection.execute(_TICKET, which).one_or_none()
    if row is None:
        raise NotFound("There is no such ticket.")
    return row


def _written(work: Work, command: SplitTicket) -> str:
    which = {"of_school": work.school, "of_ticket": command.ticket_id}
    entry = work.connection.execute(
        _ENTRY, which | {"of_entry": command.entry_id}
    ).one_or_none()
    if entry is None or entry.kind != "requester_replied":
        raise Refused("Only what the school wrote about a ticket can be split off it.")
    text: str = entry.text
    return text


# Made once: to build a statement takes several times as long as to carry it out.
_TICKET = select(tickets).where(
    tickets.c.school == bindparam("of_school"),
    tickets.c.ticket_id == bindparam("of_ticket"),
)
_ENTRY = select(timeline).where(
    timeline.c.school == bindparam("of_school"),
    timeline.c.event_id == bindparam("of_entry"),
    timeline.c.ticket_id == bindparam("of_ticket"),
)
