"""What can somebody at a school ask for by name, and by which form?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4, uuid5

from flask import render_template, request

from contracts.answers import Answered
from contracts.catalogue import CatalogueView, GetCatalogue, Offering, Use
from contracts.intake import OpenTicket, Requester
from contracts.refusals import NotFound, Refusal
from contracts.values import Channel
from services.gateway.screens import about, answers, names, offers, open_today
from services.gateway.screens.foreseen import foreseen
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.minding import mind
from services.gateway.screens.portal import frame
from services.gateway.screens.visits import Visit

screens = Screens("offerings")

_AT = "/portal/<uuid:school_id>/ask"
_ONE = f"{_AT}/<name>"


@screens.on("GET", _AT, needs=OpenTicket)
def offerings(visit: Visit, school_id: UUID) -> Page:
    """Everything that can be asked for, by what it is used for."""
    found = _catalogue(visit, school_id).offerings
    return render_template(
        "portal/offerings.html",
        **frame(visit, school_id),
        groups=[(use, [one for one in found if one.use is use]) for use in Use],
        nothing=not found,
    )


@screens.on("GET", _ONE, needs=OpenTicket)
def offering(visit: Visit, school_id: UUID, name: str) -> Page:
    """The form of one of them. NotFound: it is not in the catalogue."""
    wanted, _ = _find(visit, school_id, name)
    return _shown(visit, school_id, wanted, empty())


@screens.on("POST", _ONE, needs=OpenTicket)
def ask(visit: Visit, school_id: UUID, name: str) -> Page:
    """Open a ticket with what was answered; sent twice, there is one.

    Or only look for guidance that fits what is answered so far.
    """
    wanted, version = _find(visit, school_id, name)
    form = form_of(request)
    if offers.is_asked(form):
        return _shown(visit, school_id, wanted, form)
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id(school_id, "offering", name)
    ticket_id = uuid5(command_id, "ticket")
    try:
        filled = answers.answered(wanted, version, form)
        command = _ticket(visit, school_id, ticket_id, wanted, filled)
        minded = mind(form, *answers.labels(wanted.questions))
        asker.execute(replace(command, **minded), command_id)
    except Refusal as refusal:
        page = _shown(visit, school_id, wanted, form.keep(refusal))
        return page, refusal.status
    return back(f"/portal/{school_id}/tickets/{ticket_id}", "Thank you. We have it.")


def _ticket(
    visit: Visit, school_id: UUID, ticket_id: UUID, wanted: Offering, filled: Answered
) -> OpenTicket:
    me = names.me(visit)
    approver = wanted.approval
    known: dict[str, Any] = {
        **about.known_of(
            visit, school_id, category=wanted.category, service=wanted.service
        ),
    }
    return OpenTicket(
        school_id=school_id,
        ticket_id=ticket_id,
        subject=wanted.title,
        description=answers.described(filled),
        requester=Requester(name=me.name, email=me.email),
        channel=Channel.PORTAL,
        impact=wanted.impact,
        urgency=wanted.urgency,
        type=wanted.type,
        change=None,
        form=filled,
        **known,
        approval=f"{wanted.title}, by {approver}" if approver else "",
    )


def _shown(visit: Visit, school_id: UUID, wanted: Offering, form: Form) -> str:
    fields, home = answers.labels(wanted.questions), f"/portal/{school_id}"
    offered = offers.offered(
        visit, school_id, form, *fields, about=wanted.title, done=home
    )
    return render_template(
        offers.template("portal/offering.html"),
        **frame(visit, school_id),
        offers=offered,
        hours=None if offered.is_part else open_today.told(visit, school_id),
        offering=wanted,
        begins=answers.BEGINS,
        labels=fields,
        form=form,
        foreseen=foreseen(
            visit, school_id, category=wanted.category, service=wanted.service
        ),
        key=form["key"] or uuid4(),
    )


def _find(visit: Visit, school_id: UUID, name: str) -> tuple[Offering, int]:
    """An offering, and the version of the catalogue that it stands in."""
    known = _catalogue(visit, school_id)
    for one in known.offerings:
        if one.name == name:
            return one, known.catalogue_version
    raise NotFound("There is no such form.")


def _catalogue(visit: Visit, school_id: UUID) -> CatalogueView:
    found: CatalogueView = visit.asker.ask(GetCatalogue(school_id=school_id))
    return found
