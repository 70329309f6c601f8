"""What do the stories of tickets have in common? Priya's ticket and its events."""

from __future__ import annotations

from functools import partial
from uuid import UUID, uuid5

from contracts.intake import (
    AssignTicket,
    ClassifyTicket,
    HoldTicket,
    NoteTicket,
    OpenTicket,
    ReopenTicket,
    ReplyToTicket,
    Requester,
    RequesterReplied,
    ResolveTicket,
    ResumeTicket,
    TicketClassified,
    TicketHeld,
    TicketOpened,
    TicketReopened,
    TicketReplied,
    TicketResolved,
    TicketResumed,
    TicketTriaged,
    TriageTicket,
    WriteToDesk,
)
from contracts.values import Channel, Level, Priority, TicketType
from services.intake.domain import TICKET as DECIDER
from services.intake.opening import Opening
from services.intake.priorities.priority import USUAL_MATRIX
from tests.support.cast import ASHGROVE, PRIYA, TICKET
from tests.support.scenario import Scenario

MESSAGE = UUID("3e55a9e0-0000-4000-8000-000000000001")

ticket = Scenario(
    DECIDER,
    terms=Opening(number=7, reference="MPJT-7", requester_id=PRIYA.person_id),
)

sorting = Scenario(DECIDER, terms=USUAL_MATRIX)
"""The same ticket, where a priority is given to it."""

open_it = OpenTicket(
    school_id=ASHGROVE,
    ticket_id=TICKET,
    subject="The projector in 4B stays dark",
    description="It was fine on Friday.",
    requester=Requester(name=PRIYA.name, email=PRIYA.email),
    channel=Channel.EMAIL,
    impact=Level.MEDIUM,
    urgency=Level.MEDIUM,
)
opened = TicketOpened(
    ticket_id=TICKET,
    number=7,
    reference="MPJT-7",
    requester_id=PRIYA.person_id,
    requester_name=PRIYA.name,
    requester_email=PRIYA.email,
    subject="The projector in 4B stays dark",
    description="It was fine on Friday.",
    channel=Channel.EMAIL,
    impact=Level.MEDIUM,
    urgency=Level.MEDIUM,
    priority=Priority.P3,
    text_id=uuid5(TICKET, "asked"),
)

triage = partial(TriageTicket, school_id=ASHGROVE, ticket_id=TICKET, version=1)
triaged = partial(TicketTriaged, ticket_id=TICKET, requester_id=PRIYA.person_id)
assign = partial(AssignTicket, school_id=ASHGROVE, ticket_id=TICKET, version=1)
classify = ClassifyTicket(
    school_id=ASHGROVE, ticket_id=TICKET, version=1, type=TicketType.SERVICE_REQUEST
)
classified = TicketClassified(
    ticket_id=TICKET, was=TicketType.INCIDENT, type=TicketType.SERVICE_REQUEST
)

reply = ReplyToTicket(
    school_id=ASHGROVE,
    ticket_id=TICKET,
    version=1,
    message_id=MESSAGE,
    text="Does the lamp come on?",
)
replied = TicketReplied(
    ticket_id=TICKET,
    requester_id=PRIYA.person_id,
    message_id=MESSAGE,
    text="Does the lamp come on?",
)
write = WriteToDesk(
    school_id=ASHGROVE,
    ticket_id=TICKET,
    message_id=MESSAGE,
    text="It comes on, and goes off again.",
)
requester_replied = RequesterReplied(
    ticket_id=TICKET,
    requester_id=PRIYA.person_id,
    message_id=MESSAGE,
    text="It comes on, and goes off again.",
)
note = NoteTicket(
    school_id=ASHGROVE,
    ticket_id=TICKET,
    version=1,
    message_id=MESSAGE,
    text="The lamp is five years old.",
)

hold = HoldTicket(
    school_id=ASHGROVE, ticket_id=TICKET, version=1, reason="A lamp is ordered."
)
held = TicketHeld(
    ticket_id=TICKET,
    requester_id=PRIYA.person_id,
    reason="A lamp is ordered.",
    text_id=uuid5(TICKET, "said at 1"),
)
resume = ResumeTicket(school_id=ASHGROVE, ticket_id=TICKET, version=1)
resumed = TicketResumed(ticket_id=TICKET)
resolve = ResolveTicket(
    school_id=ASHGROVE, ticket_id=TICKET, version=1, note="It has a new lamp."
)
resolved = TicketResolved(
    ticket_id=TICKET,
    requester_id=PRIYA.person_id,
    note="It has a new lamp.",
    text_id=uuid5(TICKET, "said at 1"),
)
reopen = ReopenTicket(
    school_id=ASHGROVE, ticket_id=TICKET, version=1, reason="It is dark again."
)
reopened = TicketReopened(
    ticket_id=TICKET,
    requester_id=PRIYA.person_id,
    reason="It is dark again.",
    text_id=uuid5(TICKET, "said at 1"),
)
