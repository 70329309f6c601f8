"""What does a school see of its own requests, and how does it raise one?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4, uuid5

from flask import render_template, request

from contracts.intake import (
    FindTickets,
    GetTicket,
    OpenTicket,
    Queue,
    ReopenTicket,
    TicketsView,
    TicketView,
    WriteToDesk,
)
from contracts.look import GetLook, LookView
from contracts.refusals import Refusal, Unavailable
from contracts.sla import ClockView, GetClock
from contracts.teams import SchoolAct
from contracts.values import TicketState
from services.gateway.screens import (
    answers,
    callback_words,
    mail_files,
    names,
    offers,
    open_today,
    priorities,
    ratings,
    requesters,
    shades,
    texts,
    watchers,
)
from services.gateway.screens import portal_words as words
from services.gateway.screens.foreseen import foreseen
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.minding import mind
from services.gateway.screens.notices import notices
from services.gateway.screens.portal_forms import request_of
from services.gateway.screens.visits import Visit

screens = Screens("portal")

PAGE = 25

_FORMS = (
    *("reply", "reopen", "approve", "decline", "watch"),
    *(f"own_{one.value}" for one in SchoolAct),
)
"""The forms of a request's page."""


@screens.on("GET", "/portal/<uuid:school_id>", needs=FindTickets)
def home(visit: Visit, school_id: UUID) -> Page:
    """One's own requests, or all of the school's, the last changed first."""
    me = names.person(visit.actor, visit.home)
    whose = request.args.get("whose")
    watched = me is not None and whose == "watched"
    everybody = me is None or whose == "school"
    search = request.args.get("search", "").strip()[:200]
    question = FindTickets(
        school_id=school_id,
        queue=Queue.WATCHED if watched else None,
        requester_email=None if me is None or everybody or watched else me.email,
        search=search,
        sort="updated",
        cursor=request.args.get("cursor", "")[:400],
        limit=PAGE,
    )
    found: TicketsView = visit.asker.ask(question)
    now = visit.clock()
    shown_of = "school" if everybody else "watched" if watched else ""
    said = {"whose": shown_of, "search": search}
    return render_template(
        "portal/home.html",
        **frame(visit, school_id),
        notices=notices(visit, school_id),
        waiting=requesters.to_approve(visit, school_id),
        rows=[(one, words.next_promise(one, now)) for one in found.tickets],
        everybody=everybody,
        watched=watched,
        known=me is not None,
        search=search,
        next=_address(school_id, **said, cursor=found.cursor) if found.cursor else None,
    )


@screens.on("GET", "/portal/<uuid:school_id>/new", needs=OpenTicket)
def new_request(visit: Visit, school_id: UUID) -> Page:
    """An empty form."""
    return _new(visit, school_id, empty())


@screens.on("POST", "/portal/<uuid:school_id>/new", needs=OpenTicket)
def raise_request(visit: Visit, school_id: UUID) -> Page:
    """Open a ticket for whoever is signed in; sent twice, there is one.

    Or only look for guidance that fits what is typed so far.
    """
    form = form_of(request)
    if offers.is_asked(form):
        return _new(visit, school_id, form)
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id(school_id, "portal")
    ticket_id = uuid5(command_id, "ticket")
    try:
        command = request_of(form, visit, school_id=school_id, ticket_id=ticket_id)
        minded = mind(form, "subject", "description")
        asker.execute(replace(command, **minded), command_id)
    except Refusal as refusal:
        return _new(visit, school_id, form.keep(refusal)), refusal.status
    return back(f"/portal/{school_id}/tickets/{ticket_id}", "Thank you. We have it.")


@screens.on("GET", "/portal/<uuid:school_id>/tickets/<uuid:ticket_id>", needs=GetTicket)
def ticket(visit: Visit, school_id: UUID, ticket_id: UUID) -> Page:
    """Where a request is, what was promised, and what happened."""
    return shown(visit, school_id, ticket_id, {})


@screens.on(
    "POST",
    "/portal/<uuid:school_id>/tickets/<uuid:ticket_id>/reply",
    needs=WriteToDesk,
)
def reply(visit: Visit, school_id: UUID, ticket_id: UUID) -> Page:
    """Tell the desk something more."""
    said = "Thank you. The people working on it will read this."
    return _act(visit, school_id, ticket_id, WriteToDesk, said)


@screens.on(
    "POST",
    "/portal/<uuid:school_id>/tickets/<uuid:ticket_id>/reopen",
    needs=ReopenTicket,
)
def reopen(visit: Visit, school_id: UUID, ticket_id: UUID) -> Page:
    """Say that it was not done after all."""
    return _act(visit, school_id, ticket_id, ReopenTicket, "It is open again.")


def _act(visit: Visit, school_id: UUID, ticket_id: UUID, kind: type, said: str) -> Page:
    name = "reopen" if kind is ReopenTicket else "reply"
    form = form_of(request, f"{name}-")
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id(school_id, ticket_id, name)
    known: dict[str, Any] = {"school_id": school_id, "ticket_id": ticket_id}
    if kind is WriteToDesk:
        known["message_id"] = uuid5(command_id, "message")
    try:
        before: TicketView = visit.asker.ask(
            GetTicket(school_id=school_id, ticket_id=ticket_id)
        )
        known |= mind(form, "reason" if kind is ReopenTicket else "text")
        asker.execute(form.read(kind, **known), command_id, before.correlation_id)
    except Refusal as refusal:
        kept = {name: form.keep(refusal)}
        return shown(visit, school_id, ticket_id, kept), refusal.status
    return back(f"/portal/{school_id}/tickets/{ticket_id}", said)


def _new(visit: Visit, school_id: UUID, form: Form) -> str:
    said, home = ("subject", "description"), f"/portal/{school_id}"
    offered = offers.offered(visit, school_id, form, *said, done=home)
    return render_template(
        offers.template("portal/new.html"),
        **frame(visit, school_id),
        form=form,
        offers=offered,
        hours=None if offered.is_part else open_today.told(visit, school_id),
        foreseen=None if offered.is_part else foreseen(visit, school_id),
        impacts=[(one.value, said) for one, said in words.IMPACTS.items()],
        urgencies=[(one.value, said) for one, said in words.URGENCIES.items()],
        made={} if offered.is_part else priorities.made(visit, school_id),
        key=form["key"] or uuid4(),
    )


def shown(visit: Visit, school_id: UUID, ticket_id: UUID, kept: dict[str, Form]) -> str:
    """The page of a request, with what was typed into its forms."""
    view: TicketView = visit.asker.ask(
        GetTicket(school_id=school_id, ticket_id=ticket_id)
    )
    done, own = view.state is TicketState.RESOLVED, requesters.is_own(visit, view)
    return render_template(
        "portal/ticket.html",
        **frame(visit, school_id),
        ticket=view,
        state=words.state_in_words(view),
        promises=()
        if view.merged_into
        else words.promises(_targets(visit, view), view.timeline, done=done),
        timeline=words.told(view.timeline),
        callback=callback_words.told(view.callback) if view.callback else None,
        owed=words.owed_in_words(view.obligation) if view.obligation else None,
        asked_too=requesters.asked_too(visit, view),
        answer_said=answers.said,
        says_more=answers.says_more(view),
        rate=ratings.address_for(view.school_id, view.ticket_id) if own else None,
        files=mail_files.files_of(visit, ticket_id, school_id),
        **texts.of_ticket(visit, view),
        **watchers.of_ticket(visit, view),
        who=lambda actor: names.who(actor, school_id),
        forms={name: empty(f"{name}-") for name in _FORMS} | kept,
        key=uuid4(),
    )


def _targets(visit: Visit, view: TicketView) -> Any:
    """How the promises stand; none while the clocks cannot be asked."""
    question = GetClock(school_id=view.school_id, ticket_id=view.ticket_id)
    try:
        clock: ClockView = visit.asker.ask(question, requires={"intake": view.head})
    except Unavailable:
        return ()
    return clock.targets


def frame(visit: Visit, school_id: UUID) -> dict[str, Any]:
    """What every page of the portal has: whose it is. NotFound: no such school."""
    school: LookView = visit.asker.ask(GetLook(school_id=school_id))
    stylesheet = shades.address_of(school.accent)
    return {"school": school, "stylesheet": stylesheet, "words": words}


def _address(school_id: UUID, **said: str) -> str:
    kept = urlencode({name: value for name, value in said.items() if value})
    return f"/portal/{school_id}" + (f"?{kept}" if kept else "")
