"""How long was worked on a ticket, and how is that recorded and corrected?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from flask import render_template, request

from contracts.access import Right
from contracts.intake import GetTicket, TicketView
from contracts.refusals import NotFound, Refusal
from contracts.time_spent import CorrectTime, FindTime, RecordTime, TimeView, WorkKind
from services.gateway.screens import names
from services.gateway.screens.closed_days import today_of
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.minding import mind_lasting
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import length

screens = Screens("effort")

_AT = "/console/tickets/<uuid:ticket_id>/time"

KINDS = {
    WorkKind.REMOTE: "From afar",
    WorkKind.ON_SITE: "On site",
    WorkKind.TRAVEL: "On the way",
}


@screens.on("GET", _AT, needs=Right.WORK_TICKETS)
def time_spent(visit: Visit, ticket_id: UUID) -> Page:
    """What was recorded, and a form for more."""
    return _shown(visit, ticket_id, {})


@screens.on("POST", _AT, needs=Right.WORK_TICKETS)
def record_time(visit: Visit, ticket_id: UUID) -> Page:
    """Record some time; sent twice, it is there once."""
    form = form_of(request)
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id(ticket_id, "time")
    ticket: TicketView = visit.asker.ask(GetTicket(ticket_id=ticket_id))
    try:
        mind_lasting(form, "note")
        command = form.read(
            RecordTime,
            school_id=ticket.school_id,
            ticket_id=ticket_id,
            time_id=uuid5(command_id, "time"),
        )
        asker.execute(command, command_id, ticket.correlation_id)
    except Refusal as refusal:
        return _shown(visit, ticket_id, {"": form.keep(refusal)}), refusal.status
    return back(f"/console/tickets/{ticket_id}/time", "The time is recorded.")


@screens.on("POST", f"{_AT}/<uuid:time_id>/correct", needs=Right.WORK_TICKETS)
def correct_time(visit: Visit, ticket_id: UUID, time_id: UUID) -> Page:
    """Say that it was otherwise; what was recorded stays in the log."""
    known: TimeView = visit.asker.ask(FindTime(ticket_id=ticket_id))
    if time_id not in {one.time_id for one in known.spent}:
        raise NotFound("No such time was recorded.")
    form = form_of(request, f"{time_id}-")
    try:
        mind_lasting(form, "reason")
        command = form.read(CorrectTime, school_id=known.school_id, time_id=time_id)
        visit.asker.execute(command, visit.asker.command_id())
    except Refusal as refusal:
        kept = {str(time_id): form.keep(refusal)}
        return _shown(visit, ticket_id, kept), refusal.status
    return back(f"/console/tickets/{ticket_id}/time", "It is corrected.")


def told(visit: Visit, ticket_id: UUID) -> str:
    """How long a ticket took so far, in words."""
    view: TimeView = visit.asker.ask(FindTime(ticket_id=ticket_id))
    return in_words(view.minutes) if view.minutes else "none yet"


def in_words(minutes: int) -> str:
    """1 h 15 min; nothing is 0 min."""
    return length(timedelta(minutes=minutes)) if minutes else "0 min"


def _shown(visit: Visit, ticket_id: UUID, kept: dict[str, Form]) -> str:
    view: TimeView = visit.asker.ask(FindTime(ticket_id=ticket_id))
    ticket: TicketView = visit.asker.ask(GetTicket(ticket_id=ticket_id))
    today = today_of(visit.clock()).isoformat()
    forms: dict[str, Any] = {
        str(one.time_id): empty(
            f"{one.time_id}-",
            minutes=str(one.minutes),
            on=one.on.isoformat(),
            kind=one.kind.value,
        )
        for one in view.spent
    }
    forms[""] = empty(on=today, kind=WorkKind.REMOTE.value)
    return render_template(
        "console/time.html",
        ticket=ticket,
        view=view,
        forms=forms | kept,
        corrected=next(iter(kept), None),
        kinds=[(kind.value, words) for kind, words in KINDS.items()],
        said=KINDS,
        in_words=in_words,
        who=lambda actor: names.who(actor, view.school_id),
        key=uuid4(),
    )
