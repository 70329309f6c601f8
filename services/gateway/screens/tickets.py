"""What does the desk see of one ticket, and what may it do with it?"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, NamedTuple
from uuid import UUID, uuid4, uuid5

from flask import redirect, render_template, request

from contracts.access import Right
from contracts.approvals import AskApproval
from contracts.callbacks import RecordCallback
from contracts.intake import (
    LONGEST_TEXT,
    AssignTicket,
    ClassifyTicket,
    GetTicket,
    HoldTicket,
    NoteTicket,
    ReopenTicket,
    ReplyToTicket,
    ResolveTicket,
    ResumeTicket,
    TicketView,
    TriageTicket,
)
from contracts.macros import FindMacros
from contracts.refusals import Refusal
from contracts.staff_changes import ChangeStaffDay, MarkAction
from contracts.suggestions import DismissDuplicate
from contracts.teams import HandOverTicket
from contracts.ties import GetTies, TiedTicket, TiesView
from contracts.values import HoldReason, ReplyBy, TicketType
from contracts.watching import UnwatchTicket, WatchTicket
from services.gateway.mentions import mentioned_in
from services.gateway.screens import (
    about,
    answers,
    callback_words,
    chips,
    effort,
    exam_days,
    handing_over,
    mail_files,
    names,
    portal_words,
    priorities,
    queue,
    suggested,
    texts,
    watchers,
)
from services.gateway.screens.above import above
from services.gateway.screens.closed_days import today_of
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back, is_fragment
from services.gateway.screens.minding import mind
from services.gateway.screens.moments import moment_in
from services.gateway.screens.queue import Place, place_of
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import TIES, named
from services.gateway.tickets import GIVEN
from shared import markdown

screens = Screens("tickets")


class Act(NamedTuple):
    """Something that is done with a ticket, and what is said when it is done."""

    command: type
    said: str


ACTS = {
    "reply": Act(ReplyToTicket, "Your reply is sent."),
    "callback": Act(RecordCallback, "The call is on the ticket."),
    "call": Act(ReplyToTicket, "It is on the ticket, and counts as our reply."),
    "note": Act(NoteTicket, "Your note is kept for the desk."),
    "triage": Act(TriageTicket, "Impact, urgency and priority are set."),
    "assign": Act(AssignTicket, "It is assigned."),
    "hand_over": Act(HandOverTicket, "It is handed over, with what is known."),
    "classify": Act(ClassifyTicket, "It is classified."),
    "dismiss": Act(DismissDuplicate, "They are not the same; it is suggested no more."),
    "approval": Act(AskApproval, "Who runs the school is asked in the portal."),
    "hold": Act(HoldTicket, "It is on hold; its clock stands still."),
    "resume": Act(ResumeTicket, "It goes on; its clock counts again."),
    "resolve": Act(ResolveTicket, "It is resolved."),
    "reopen": Act(ReopenTicket, "It is open again."),
    "watch": Act(WatchTicket, "Who watches is told of replies, and when it is done."),
    "unwatch": Act(UnwatchTicket, "Nothing of it is told to them any more."),
    "action": Act(MarkAction, "It is marked."),
    "day": Act(ChangeStaffDay, "It is another day from now on."),
}
_NAMES = ",".join(ACTS)

WRITTEN = {
    **dict.fromkeys(("reply", "call", "note"), ("text",)),
    **dict.fromkeys(("hold", "reopen"), ("reason",)),
    "resolve": ("note",),
    "hand_over": ("known", "next"),
}
"""The fields in which somebody writes."""


@screens.on("GET", "/console/tickets/<uuid:ticket_id>", needs=Right.READ_NOTES)
def ticket(visit: Visit, ticket_id: UUID) -> Page:
    """A ticket beside the queue, or by itself for the page that has the queue.

    Who only plans for schools is led to it as its school reads it.
    """
    if not visit.may(Right.WORK_TICKETS):
        read: TicketView = visit.asker.ask(GetTicket(ticket_id=ticket_id))
        return redirect(f"/portal/{read.school_id}/tickets/{ticket_id}", 303)
    return _shown(visit, ticket_id, place_of(request.args), {})


@screens.on(
    "POST",
    f"/console/tickets/<uuid:ticket_id>/<any({_NAMES}):action>",
    needs=Right.WORK_TICKETS,
)
def act(visit: Visit, ticket_id: UUID, action: str) -> Page:
    """Do something with a ticket; where that is refused, the form is kept."""
    form = form_of(request, f"{action}-")
    place = place_of(request.form)
    try:
        before: TicketView = visit.asker.ask(GetTicket(ticket_id=ticket_id))
        known = _known_of(visit, action, form, before)
        known |= mind(form, *WRITTEN.get(action, ()))
        carry_out(visit, before, ACTS[action].command, form, **known)
    except Refusal as refusal:
        kept = {action: form.keep(refusal)}
        return _shown(visit, ticket_id, place, kept), refusal.status
    return back(place.of_ticket(ticket_id), ACTS[action].said)


@screens.on("POST", "/console/preview", needs=Right.WORK_TICKETS)
def preview(_: Visit) -> Page:
    """Markdown as it will be read."""
    return str(markdown.render(request.form.get("text", "")[:LONGEST_TEXT]))


def carry_out(
    visit: Visit, ticket: TicketView, kind: type, form: Form, **known: Any
) -> None:
    """Have the command of a form carried out; sent twice, it happens once.

    `known` is what of it is not as it was typed.
    """
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id(ticket.school_id, ticket.ticket_id)
    known |= {"school_id": ticket.school_id, "ticket_id": ticket.ticket_id}
    has = {field.name for field in fields(kind)}
    for name in GIVEN.keys() & has:
        known[name] = uuid5(command_id, GIVEN[name])
    if "suggested" in has:
        known["suggested"] = form["suggested"] == "yes"
    asker.execute(form.read(kind, **known), command_id, ticket.correlation_id)


def ties_of(visit: Visit, ticket: TicketView) -> tuple[TiedTicket, ...]:
    """What belongs to a ticket that is known to be there."""
    question = GetTies(ticket_id=ticket.ticket_id, school_id=ticket.school_id)
    view: TiesView = visit.asker.ask(question)
    return view.ties


def _shown(visit: Visit, ticket_id: UUID, place: Place, kept: dict[str, Form]) -> str:
    view: TicketView = visit.asker.ask(GetTicket(ticket_id=ticket_id))
    values: dict[str, Any] = {
        "ticket": view,
        "chips": chips.chips_of(visit, view),
        "ties": ties_of(visit, view),
        "suggested": suggested.of_ticket(visit, view),
        "said_of": TIES,
        "satisfaction": portal_words.SATISFACTION,
        "said_of_approval": portal_words.approval_in_words,
        "types": [(one.value, named(one)) for one in TicketType],
        "priorities": priorities.choices(
            "As impact and urgency say", visit, view.school_id
        ),
        **about.choices_of(visit, view),
        "macros": visit.asker.ask(FindMacros()).macros,
        "school": names.school(view.school_id),
        "exams": exam_days.told(names.exams(view.school_id), today_of(visit.clock())),
        "files": mail_files.files_of(visit, ticket_id, view.school_id),
        "answer_said": answers.said,
        "says_more": answers.says_more(view),
        **texts.of_ticket(visit, view),
        **watchers.of_ticket(visit, view),
        "who": lambda actor: names.who(actor, view.school_id),
        "spent": effort.told(visit, ticket_id),
        "team": names.team(view.team_id, view.school_id),
        "receivers": handing_over.choices_of(view),
        "good_at_it": handing_over.suggestions_of(visit, view),
        "forms": {name: _form(name, view) for name in ACTS} | kept,
        "callback": callback_words.told(view.callback) if view.callback else None,
        "conflict": next((form.conflict for form in kept.values()), None),
        "refused": next(iter(kept), None),
        "key": uuid4(),
    }
    if is_fragment("ticket"):
        values |= {"place": place, "colleagues": names.desk(), "fragment": True}
        return render_template("console/ticket.html", **values)
    values |= {**above(visit), **queue.shown(visit, place)}
    return render_template("console/console.html", **values)


def _known_of(
    visit: Visit, action: str, form: Form, before: TicketView
) -> dict[str, Any]:
    """What is not as it was typed: when a call was, what came of it, who gets it."""
    match action:
        case "call":
            return {"happened_at": moment_in(form, "happened_at")}
        case "callback":
            return {"reached": form["reached"] == "yes"}
        case "hand_over":
            return handing_over.to_whom(form, before)
        case "note":
            return {"mentions": mentioned_in(form["text"], before.school_id)}
        case "watch":
            return watchers.who(visit, form, before)
    return {}


def _form(name: str, view: TicketView) -> Form:
    """A form as it begins: with what is so now."""
    return empty(
        f"{name}-",
        impact=view.impact.value,
        urgency=view.urgency.value,
        type=view.type.value,
        category=view.category,
        service=view.service,
        assignee=view.assignee or "",
        because=HoldReason.REQUESTER.value,
        by=ReplyBy.PHONE.value,
        on=view.change.on.isoformat() if view.change else "",
    )
