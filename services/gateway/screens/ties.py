"""Which tickets belong to one, and how does the desk tie and untie them?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from flask import render_template, request

from contracts.access import Right
from contracts.intake import (
    FindTickets,
    GetTicket,
    TicketsView,
    TicketView,
    TimelineEntry,
)
from contracts.refusals import Invalid, Refusal
from contracts.ties import (
    Link,
    LinkTickets,
    MergeTicket,
    SplitTicket,
    Tie,
    UnlinkTickets,
    UnmergeTicket,
)
from services.gateway.screens import names
from services.gateway.screens.forms import Form, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.queue import Place, place_of
from services.gateway.screens.tickets import carry_out, ties_of
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import TIES

screens = Screens("ties")

CHOICES = (
    ("merge", "Merge this ticket into it"),
    (Link.RELATED.value, "It is related"),
    (Link.PARENT.value, "It is the parent: this is part of it"),
    (Link.CHILD.value, "It is part of this"),
    (Link.CAUSE.value, "It is the cause of this"),
    (Link.EFFECT.value, "It comes from this"),
)
"""What can be said of another ticket, each in the words of the page."""

UNDONE = {
    Tie.MERGED_INTO: "Undo the merge",
    Tie.SPLIT_FROM: "Put it back",
    **dict.fromkeys((Tie(one.value) for one in Link), "Undo"),
}
"""What undoes a tie from this ticket's side; others are undone from the other's."""

_FOUND = 10


@screens.on("GET", "/console/tickets/<uuid:ticket_id>/ties", needs=Right.WORK_TICKETS)
def ties(visit: Visit, ticket_id: UUID) -> Page:
    """What belongs to a ticket, and which tickets fit the words so far."""
    return _shown(visit, ticket_id, request.args.get("words", ""), Form())


@screens.on("POST", "/console/tickets/<uuid:ticket_id>/tie", needs=MergeTicket)
def tie(visit: Visit, ticket_id: UUID) -> Page:
    """Merge a ticket into the one that was picked, or link it with that."""
    form = form_of(request)
    try:
        before = _ticket(visit, ticket_id)
        other = _picked(form)
        if form["what"] == "merge":
            carry_out(visit, before, MergeTicket, form, into_id=other)
        else:
            link = _link(form["what"])
            carry_out(visit, before, LinkTickets, form, other_id=other, link=link)
    except Refusal as refusal:
        page = _shown(visit, ticket_id, form["words"], form.keep(refusal))
        return page, refusal.status
    said = "It is merged." if form["what"] == "merge" else "They are linked."
    return back(place_of(request.form).of_ticket(ticket_id), said)


@screens.on("POST", "/console/tickets/<uuid:ticket_id>/untie", needs=UnmergeTicket)
def untie(visit: Visit, ticket_id: UUID) -> Page:
    """Undo a merge, a link or a split."""
    form = form_of(request)
    try:
        before = _ticket(visit, ticket_id)
        other = _picked(form)
        match form["tie"]:
            case Tie.MERGED_INTO.value:
                carry_out(visit, before, UnmergeTicket, form)
            case Tie.SPLIT_FROM.value:
                carry_out(visit, before, MergeTicket, form, into_id=other)
            case tied:
                link = _link(tied)
                carry_out(visit, before, UnlinkTickets, form, other_id=other, link=link)
    except Refusal as refusal:
        return _shown(visit, ticket_id, "", form.keep(refusal)), refusal.status
    return back(place_of(request.form).of_ticket(ticket_id), "It is undone.")


@screens.on("POST", "/console/tickets/<uuid:ticket_id>/split", needs=SplitTicket)
def split(visit: Visit, ticket_id: UUID) -> Page:
    """Make something that the school wrote a ticket of its own."""
    form = form_of(request, _prefix(request.form.get("entry_id")))
    try:
        carry_out(visit, _ticket(visit, ticket_id), SplitTicket, form)
    except Refusal as refusal:
        return _shown(visit, ticket_id, "", form.keep(refusal)), refusal.status
    return back(place_of(request.form).of_ticket(ticket_id), "It is split off.")


def _ticket(visit: Visit, ticket_id: UUID) -> TicketView:
    view: TicketView = visit.asker.ask(GetTicket(ticket_id=ticket_id))
    return view


def _picked(form: Form) -> UUID:
    try:
        return UUID(form["other_id"])
    except ValueError:
        raise Invalid({"other_id": ["Find a ticket and pick it."]}) from None


def _link(said: str) -> Link:
    try:
        return Link(said)
    except ValueError:
        raise Invalid({"what": ["Say what it is to this ticket."]}) from None


def _prefix(entry_id: object) -> str:
    """What the ids of a form about an entry begin with."""
    return f"split-{entry_id}-"


def _empty(entry: TimelineEntry) -> Form:
    return Form(prefix=_prefix(entry.entry_id))


def _shown(visit: Visit, ticket_id: UUID, words: str, form: Form) -> str:
    ticket = _ticket(visit, ticket_id)
    words = words.strip()[:200]
    found: tuple[Any, ...] = ()
    if words:
        question = FindTickets(
            school_id=ticket.school_id, search=words, sort="updated", limit=_FOUND + 1
        )
        view: TicketsView = visit.asker.ask(question)
        found = tuple(one for one in view.tickets if one.ticket_id != ticket_id)
    place: Place = place_of(request.values)
    return render_template(
        "console/ties.html",
        ticket=ticket,
        school=names.school(ticket.school_id),
        place=place,
        form=form,
        words=words,
        found=found[:_FOUND],
        ties=ties_of(visit, ticket),
        said_of=TIES,
        undone=UNDONE,
        choices=CHOICES,
        written=[
            (one, form if form.prefix == _prefix(one.entry_id) else _empty(one))
            for one in ticket.timeline
            if one.kind == "requester_replied" and one.of_reference is None
        ],
        key=uuid4(),
    )
