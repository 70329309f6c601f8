"""What may be done with tickets? They are opened, read, found, and worked on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any
from uuid import UUID, uuid5

from contracts.access import Role
from contracts.approvals import AskApproval, DeclineApproval, GiveApproval
from contracts.callbacks import RecordCallback
from contracts.intake import (
    AssignTicket,
    ClassifyTicket,
    FindTickets,
    GetTicket,
    HoldTicket,
    NoteTicket,
    OpenTicket,
    ReopenTicket,
    ReplyToTicket,
    ResolveTicket,
    ResumeTicket,
    TicketsView,
    TicketView,
    TriageTicket,
    WriteToDesk,
)
from contracts.macros import AnswerTicket
from contracts.refusals import Unavailable
from contracts.sla import GetClock
from contracts.staff_changes import ChangeStaffDay, MarkAction
from contracts.suggestions import DismissDuplicate
from contracts.teams import HandOverTicket, WorkForSchool
from contracts.ties import (
    GetTies,
    LinkTickets,
    MergeTicket,
    SplitTicket,
    TiesView,
    UnlinkTickets,
    UnmergeTicket,
)
from services.gateway import open_hours
from services.gateway.asking import Asker, replayed
from services.gateway.mentions import mentioned_in
from services.gateway.routes import Body, Routes
from services.gateway.schemas import (
    TICKET,
    TICKETS_QUERY,
    Opened,
    answer_of,
    body_of,
)

ACTIONS: dict[str, type] = {
    "reply": ReplyToTicket,
    "answer": AnswerTicket,
    "note": NoteTicket,
    "triage": TriageTicket,
    "assign": AssignTicket,
    "callback": RecordCallback,
    "hand-over": HandOverTicket,
    "own-team": WorkForSchool,
    "classify": ClassifyTicket,
    "dismiss-duplicate": DismissDuplicate,
    "hold": HoldTicket,
    "resume": ResumeTicket,
    "resolve": ResolveTicket,
    "reopen": ReopenTicket,
    "write": WriteToDesk,
    "merge": MergeTicket,
    "unmerge": UnmergeTicket,
    "split": SplitTicket,
    "link": LinkTickets,
    "unlink": UnlinkTickets,
    "approval": AskApproval,
    "approval/give": GiveApproval,
    "approval/decline": DeclineApproval,
    "action": MarkAction,
    "staff-day": ChangeStaffDay,
}

_NAMES = {
    "approval": "ask_approval",
    "approval/give": "give_approval",
    "approval/decline": "decline_approval",
    "dismiss-duplicate": "dismiss_duplicate",
    "action": "mark_action",
    "callback": "record_callback",
    "hand-over": "hand_over_ticket",
    "own-team": "work_for_school",
    "staff-day": "change_staff_day",
}
"""What is done at an address that does not say it by itself."""

GIVEN = {"message_id": "message", "new_id": "ticket"}
"""The ids that an action gives to what it makes: the same for the same request."""

_WHO = ("approver_id", "approver", "approver_email")
"""The id, the name and the address of whoever asks: nobody types them."""

_UNTYPED = (*_WHO, *GIVEN, "mentions")
"""Nor what follows from the request, nor whom a note names: its text says that."""

_CALLED = {Role.SLT_DIGITAL_LEAD: "SLT digital lead"}

routes = Routes("tickets", "Requests of the schools, and what is done about them.")


@routes.on(
    "POST",
    "/schools/<uuid:school_id>/tickets",
    needs=OpenTicket,
    body=body_of(OpenTicket, "school_id", "ticket_id", "call_id", "safeguarding"),
    answer=Opened(),
    status=201,
    keyed=True,
)
def open_ticket(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Open a ticket for a school; a `callback` is within its hours."""
    open_hours.check_stretch(asker, school_id, body.get("callback"))
    command_id = asker.command_id(school_id)
    ticket_id = uuid5(command_id, "ticket")
    command = OpenTicket(school_id=school_id, ticket_id=ticket_id, **body)
    receipt = asker.execute(command, command_id)
    view = asker.ask(GetTicket(ticket_id=ticket_id, school_id=school_id))
    headers = {"Location": f"/api/v1/tickets/{ticket_id}", **replayed(receipt)}
    return view, headers


@routes.on("GET", "/tickets/<uuid:ticket_id>", needs=GetTicket, answer=TICKET)
def get_ticket(asker: Asker, ticket_id: UUID) -> Any:
    """Show a ticket: its fields, its clock and what happened to it.

    Notes of the desk are shown only to a token with the right `read_notes`.
    """
    return _shown(asker, asker.ask(GetTicket(ticket_id=ticket_id)))


@routes.on(
    "GET",
    "/tickets/<uuid:ticket_id>/ties",
    needs=GetTies,
    answer=answer_of(TiesView),
)
def get_ties(asker: Asker, ticket_id: UUID) -> Any:
    """Show which tickets belong to one: merged, split off, linked, above and below."""
    return asker.ask(GetTies(ticket_id=ticket_id))


@routes.on(
    "GET",
    "/tickets",
    needs=FindTickets,
    query=TICKETS_QUERY,
    answer=answer_of(TicketsView),
)
def find_tickets(asker: Asker, query: Body) -> Any:
    """Find tickets, by what is due next or by what changed last.

    A token of a school finds its own tickets only. `cursor` continues a page.
    """
    return asker.ask(FindTickets(**query))


def acting(command_type: type) -> Callable[..., Any]:
    """What answers `POST /tickets/{ticket_id}/...` for one kind of command."""
    declared = {field.name for field in fields(command_type)}
    given = GIVEN.keys() & declared

    def act(asker: Asker, ticket_id: UUID, body: Body) -> Any:
        before: TicketView = asker.ask(GetTicket(ticket_id=ticket_id))
        command_id = asker.command_id(before.school_id)
        body |= {name: uuid5(command_id, GIVEN[name]) for name in given}
        who = dict(zip(_WHO, who_decides(asker), strict=True))
        body |= {name: said for name, said in who.items() if name in declared}
        if "mentions" in declared:
            body["mentions"] = mentioned_in(body["text"], before.school_id)
        command = command_type(school_id=before.school_id, ticket_id=ticket_id, **body)
        receipt = asker.execute(command, command_id, before.correlation_id)
        after = asker.ask(GetTicket(ticket_id=ticket_id, school_id=before.school_id))
        return _shown(asker, after), replayed(receipt)

    return act


def who_decides(asker: Asker) -> tuple[UUID, str, None]:
    """Who asks by the API is a program: recorded as no person, without an address."""
    role = asker.caller.role
    assert role is not None, "the platform itself comes by no token"
    said = f"a program in the role of {_CALLED.get(role, role.value)}"
    return asker.caller_id, said, None


def _declare(action: str, command_type: type) -> None:
    view = acting(command_type)
    view.__name__ = _NAMES.get(action, f"{action}_ticket")
    view.__doc__ = command_type.__doc__
    routes.on(
        "POST",
        f"/tickets/<uuid:ticket_id>/{action}",
        needs=command_type,
        body=body_of(command_type, "school_id", "ticket_id", *_UNTYPED),
        answer=TICKET,
        keyed=True,
        problems=(409,),
    )(view)


for _name, _command in ACTIONS.items():
    _declare(_name, _command)


def _shown(asker: Asker, view: TicketView) -> dict[str, Any]:
    """A ticket with its clock, which has heard all that the ticket tells."""
    shown: dict[str, Any] = {f.name: getattr(view, f.name) for f in fields(view)}
    question = GetClock(school_id=view.school_id, ticket_id=view.ticket_id)
    try:
        clock = asker.ask(question, requires={"intake": view.head})
    except Unavailable:
        return shown | {"sla": (), "sla_unavailable": True}
    return shown | {"sla": clock.targets}
