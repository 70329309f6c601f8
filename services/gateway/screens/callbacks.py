"""How does somebody at a school ask to be called back, in its hours?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4, uuid5

from flask import render_template, request

from contracts.callbacks import Callback
from contracts.intake import OpenTicket, Requester
from contracts.refusals import Invalid, Refusal
from contracts.values import Channel, Level
from services.gateway import open_hours
from services.gateway.screens import names, open_today
from services.gateway.screens.callback_words import stretch
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.portal import frame
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import LONDON

screens = Screens("callbacks")

MOST = 12
"""Times that are offered: whoever wants a later one says so in words."""

_AHEAD = 14
_PIECE = timedelta(hours=2)
_AT = "/portal/<uuid:school_id>/call-me"
_FIELDS = {
    "callback.number": "number",
    "callback.from_at": "when",
    "callback.until_at": "when",
}


_WORDS = ("subject", "description")


class Time(NamedTuple):
    """A time that is offered, by the name that its form gives it."""

    name: str
    words: str
    begins: datetime
    ends: datetime


@screens.on("GET", _AT, needs=OpenTicket)
def call_me(visit: Visit, school_id: UUID) -> Page:
    """An empty form, with times in which the school is open."""
    me = names.person(visit.actor, visit.home)
    return _shown(visit, school_id, empty(number=me.phone if me else ""))


@screens.on("POST", _AT, needs=OpenTicket)
def ask(visit: Visit, school_id: UUID) -> Page:
    """Open a ticket for whoever wants to be called; sent twice, there is one."""
    form = form_of(request)
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id(school_id, "callback")
    ticket_id = uuid5(command_id, "ticket")
    try:
        command = _command(visit, school_id, ticket_id, form)
        asker.execute(command, command_id)
    except Refusal as refusal:
        kept = form.keep(_at_its_fields(refusal))
        return _shown(visit, school_id, kept), refusal.status
    return back(f"/portal/{school_id}/tickets/{ticket_id}", "Thank you. We call you.")


def times_of(visit: Visit, school_id: UUID) -> list[Time]:
    """The times that are offered: in pieces, in the hours of the school."""
    agreement = open_hours.agreement_of(visit.asker, school_id)
    if agreement is None:
        return []
    now = visit.clock()
    found = open_hours.stretches(agreement, now, days=_AHEAD)
    return [*_named(open_hours.pieces(found, _PIECE), now)][:MOST]


def _named(found: Iterable[open_hours.Stretch], now: datetime) -> Iterator[Time]:
    """What is not over, by a name that is the same however long the form is open."""
    for begins, ends in found:
        if ends > now:
            name = ends.astimezone(LONDON).strftime("%Y-%m-%dT%H:%M")
            yield Time(name, stretch(begins, ends), begins, ends)


def _command(visit: Visit, school_id: UUID, ticket_id: UUID, form: Form) -> OpenTicket:
    """The command of the form, with every field that is wrong named at once."""
    offered = {one.name: one for one in times_of(visit, school_id)}
    time, number = offered.get(form["when"]), form["number"].strip()
    errors: dict[str, list[str]] = {}
    if not number:
        errors["number"] = ["Fill this in."]
    if time is None:
        errors["when"] = ["Choose one of these times."]
    me = names.me(visit)
    try:
        command = empty(**{name: form[name] for name in _WORDS}).read(
            OpenTicket,
            school_id=school_id,
            ticket_id=ticket_id,
            requester=Requester(name=me.name, email=me.email),
            channel=Channel.CALLBACK,
            impact=Level.LOW,
            urgency=Level.MEDIUM,
        )
    except Invalid as wrong:
        raise Invalid(errors | wrong.errors) from None
    if time is None or errors:
        raise Invalid(errors)
    wanted = Callback(number=number[:40], from_at=time.begins, until_at=time.ends)
    return replace(command, callback=wanted)


def _at_its_fields(refusal: Refusal) -> Refusal:
    if not isinstance(refusal, Invalid):
        return refusal
    return Invalid({_FIELDS.get(at, at): said for at, said in refusal.errors.items()})


def _shown(visit: Visit, school_id: UUID, form: Form) -> str:
    return render_template(
        "portal/call_me.html",
        **frame(visit, school_id),
        form=form,
        hours=open_today.told(visit, school_id),
        times=[(one.name, one.words) for one in times_of(visit, school_id)],
        key=form["key"] or uuid4(),
    )
