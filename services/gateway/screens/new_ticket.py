"""How does the desk write down what somebody says on the telephone?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4, uuid5

from flask import render_template, request

from contracts.access import Right
from contracts.codec import load
from contracts.directory import FindSchools, GetSchool, SchoolsView, SchoolView
from contracts.intake import OpenTicket, Requester
from contracts.refusals import Invalid, NotFound, Refusal
from contracts.sla import ForeseenView
from contracts.values import Channel, Level, TicketType
from services.gateway.screens import about, calling, exam_days, offers, suggested
from services.gateway.screens.closed_days import today_of
from services.gateway.screens.foreseen import foreseen
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back, is_fragment
from services.gateway.screens.minding import mind
from services.gateway.screens.moments import moment_in
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import named

screens = Screens("new_ticket")

CHANNELS = (Channel.PHONE, Channel.WALK_IN, Channel.CALLBACK, Channel.EMAIL)
"""What the desk itself writes down; the other channels do so by themselves."""

OFFERED = 8
"""Schools that are offered at once; more words bring others."""

_BEGINS = {
    "channel": Channel.PHONE.value,
    "impact": Level.LOW.value,
    "urgency": Level.MEDIUM.value,
    "type": TicketType.INCIDENT.value,
}


_LOOKS = ("find", "suggest")
"""What a button does that opens no ticket: it looks for schools, or suggestions."""

_SAID = ("type", "subject", "category", "service")
"""What an address may say of a ticket that is to be opened."""


@screens.on("GET", "/console/tickets/new", needs=Right.WORK_TICKETS)
def new_ticket(visit: Visit) -> Page:
    """An empty form, for somebody who calls, or with what the address says of it."""
    said = {name: request.args.get(name, "")[:200] for name in _SAID}
    known = {name: word for name, word in said.items() if word}
    known |= {"school_id": request.args.get("school", "")}
    return _shown(visit, empty(**_BEGINS | calling.said_of(visit) | known))


@screens.on("POST", "/console/tickets/new", needs=Right.WORK_TICKETS)
def open_ticket(visit: Visit) -> Page:
    """Open the ticket; sent twice, there is one. Or only look for its school."""
    form = form_of(request)
    if calling.is_asked(form):
        return _shown(visit, calling.answered(visit, form))
    if offers.is_asked(form) or is_looking(form):
        return _shown(visit, form)
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id("phone call")
    ticket_id = uuid5(command_id, "ticket")
    try:
        known = _about(visit, form) | calling.of_form(form)
        command = _command(form, ticket_id=ticket_id, **known)
        minded = mind(form, "subject", "description")
        asker.execute(replace(command, **minded), command_id)
    except Refusal as refusal:
        return _shown(visit, form.keep(refusal)), refusal.status
    return back(f"/console/tickets/{ticket_id}", "The ticket is open.")


def is_looking(form: Form) -> bool:
    """Whether something is still looked for: nobody is told what else is missing."""
    looked_for = form["school_search"] != form["school_searched"]
    return form["act"] in _LOOKS or (looked_for and not form["school_id"])


def schools_of(visit: Visit, form: Form) -> dict[str, Any]:
    """What the field for the school shows: those that fit, and the one picked."""
    search = form["school_search"].strip()[:200]
    found: SchoolsView = visit.asker.ask(FindSchools(search=search, limit=OFFERED))
    picked = _picked(visit, form["school_id"])
    offered = [one for one in found.schools if picked is None or one != picked]
    if picked is None and len(offered) == 1 and search:
        picked = offered.pop()
    return {
        "search": search,
        "picked": picked,
        "offered": offered,
        "more": bool(found.next),
        "exams": lambda one: exam_days.told(one.exams, today_of(visit.clock())),
    }


def _command(form: Form, **known: object) -> OpenTicket:
    """The command of a form, with every field that is wrong named at once."""
    errors: dict[str, list[str]] = {}
    requester = Requester(name="-", email="---")
    try:
        requester = load(
            Requester, {"name": form["name"].strip(), "email": form["email"].strip()}
        )
    except Invalid as wrong:
        errors |= wrong.errors
    try:
        known["happened_at"] = moment_in(form, "happened_at")
    except Invalid as wrong:
        errors |= wrong.errors
        known["happened_at"] = None
    try:
        command = form.read(OpenTicket, requester=requester, **known)
    except Invalid as wrong:
        raise Invalid(errors | wrong.errors) from None
    if errors:
        raise Invalid(errors)
    return command


def _about(visit: Visit, form: Form) -> dict[str, Any]:
    """What the address said of it, as far as the school that was picked has that."""
    try:
        school_id = UUID(form["school_id"])
    except ValueError:
        return {}
    said = {name: form[name] for name in ("category", "service")}
    return about.known_of(visit, school_id, **said)


def _shown(visit: Visit, form: Form) -> str:
    is_part = is_fragment("schools")
    schools = schools_of(visit, form)
    picked = schools["picked"]
    if is_fragment("suggested"):
        likely = suggested.of_request(visit, picked, form)
        return render_template("console/foreseen_suggestions.html", suggested=likely)
    whole = "console/schools.html" if is_part else "console/new_ticket.html"
    return render_template(
        offers.template(whole),
        form=form,
        is_part=is_part,
        offers=_offered(visit, picked, form),
        **schools,
        foreseen=_foreseen(visit, picked, form),
        channels=[(one.value, named(one)) for one in CHANNELS],
        levels=[(one.value, named(one)) for one in Level],
        types=[(one.value, named(one)) for one in TicketType],
        **({} if is_part else calling.shown(visit, form)),
        suggested=None if is_part else suggested.of_request(visit, picked, form),
        key=form["key"] or uuid4(),
    )


def _offered(visit: Visit, picked: SchoolView | None, form: Form) -> offers.Offers:
    """Guidance to read out, or to send, of what the school may read."""
    school_id = picked.school_id if picked else None
    return offers.offered(visit, school_id, form, "subject", "description")


def _foreseen(
    visit: Visit, picked: SchoolView | None, form: Form
) -> ForeseenView | None:
    """What would be promised of it, once it is known whose it is."""
    if picked is None:
        return None
    about = {name: form[name] for name in ("category", "service")}
    return foreseen(visit, picked.school_id, **about)


def _picked(visit: Visit, school_id: str) -> SchoolView | None:
    """The school that was picked already; whatever is looked for, it stays."""
    try:
        found: SchoolView = visit.asker.ask(GetSchool(school_id=UUID(school_id)))
    except (ValueError, NotFound):
        return None
    return found
