"""How does a chat message, or what was said in passing, become a ticket at once?"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import Any
from uuid import UUID, uuid4, uuid5

from flask import render_template, request

from contracts.access import Right
from contracts.channels import Chat
from contracts.codec import load
from contracts.intake import OpenTicket, Requester
from contracts.refusals import Invalid, Refusal
from contracts.values import Channel, Level
from services.gateway.screens import names
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.moments import moment_in
from services.gateway.screens.new_ticket import is_looking, schools_of
from services.gateway.screens.visits import Visit

screens = Screens("pasting")

_AT = "/console/tickets/paste"
_LONGEST_SUBJECT = 80

WAYS: dict[str, tuple[str, Channel, Chat | None]] = {
    "walk_in": ("In person", Channel.WALK_IN, None),
    "teams": ("A chat in Teams", Channel.CHAT, Chat.TEAMS),
    "google_chat": ("A chat in Google Chat", Channel.CHAT, Chat.GOOGLE_CHAT),
    "whatsapp": ("A chat in WhatsApp", Channel.CHAT, Chat.WHATSAPP),
    "text_message": ("A text message", Channel.CHAT, Chat.TEXT_MESSAGE),
    "other": ("Another chat", Channel.CHAT, Chat.OTHER),
}
"""The ways that are meant for no requests, as the form has them."""


@screens.on("GET", _AT, needs=Right.WORK_TICKETS)
def paste(visit: Visit) -> Page:
    """An empty form, for what was said just now."""
    return _shown(visit, empty())


@screens.on("POST", _AT, needs=Right.WORK_TICKETS)
def make_ticket(visit: Visit) -> Page:
    """Open the ticket; sent twice, there is one. Or only look for its school."""
    form = form_of(request)
    if is_looking(form):
        return _shown(visit, form)
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id("pasted")
    ticket_id = uuid5(command_id, "ticket")
    try:
        asker.execute(_command(form, ticket_id), command_id)
    except Refusal as refusal:
        return _shown(visit, form.keep(refusal)), refusal.status
    return back(f"/console/tickets/{ticket_id}", "It is a ticket now.")


def subject_of(text: str) -> str:
    """What a ticket is called of which only the text is known: how it begins."""
    line = next((one.strip() for one in text.splitlines() if one.strip()), "")
    if len(line) <= _LONGEST_SUBJECT:
        return line
    begun = line[:_LONGEST_SUBJECT]
    return f"{begun.rpartition(' ')[0] or begun}…"


def _command(form: Form, ticket_id: UUID) -> OpenTicket:
    """The command of the form, with every field that is wrong named at once."""
    errors: dict[str, list[str]] = {}
    known: dict[str, Any] = {"ticket_id": ticket_id}
    if not form["text"].strip():
        errors["text"] = ["Paste what was said."]
    if form["way"] not in WAYS:
        errors["way"] = ["Choose how it came."]
    else:
        _, known["channel"], known["via"] = WAYS[form["way"]]
    for read in (_school, _requester, _moment):
        try:
            known |= read(form)
        except Invalid as wrong:
            errors |= wrong.errors
    if errors:
        raise Invalid(errors)
    said = empty(subject=subject_of(form["text"]), description=form["text"])
    try:
        return said.read(OpenTicket, **known, impact=Level.LOW, urgency=Level.MEDIUM)
    except Invalid as wrong:
        raise Invalid({"text": [*chain.from_iterable(wrong.errors.values())]}) from None


def _school(form: Form) -> dict[str, Any]:
    try:
        return {"school_id": UUID(form["school_id"])}
    except ValueError:
        raise Invalid({"school_id": ["Pick the school that asks."]}) from None


def _requester(form: Form) -> dict[str, Any]:
    """Who asked; of somebody who is known at the school, the name is enough."""
    said = {"name": form["name"].strip(), "email": form["email"].strip()}
    if said["name"] and not said["email"]:
        known = names.called(form["school_id"], said["name"])
        if known is None:
            raise Invalid({"email": ["Nobody alone is known by this name there."]})
        said = {"name": known.name, "email": known.email}
    return {"requester": load(Requester, said)}


def _moment(form: Form) -> dict[str, Any]:
    return {"happened_at": moment_in(form, "happened_at")}


def _shown(visit: Visit, form: Form) -> str:
    return render_template(
        "console/paste.html",
        form=form,
        is_part=False,
        foreseen=None,
        **schools_of(visit, form),
        ways=[("", "Choose")] + [(way, said) for way, (said, *_) in WAYS.items()],
        key=form["key"] or uuid4(),
    )
