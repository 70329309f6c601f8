"""Which messages wait for a person, and what does the person make of one?"""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID, uuid4, uuid5

from flask import Response, render_template, request

from contracts.intake import FindTickets, TicketsView
from contracts.mail import (
    Fate,
    FindMails,
    GetMail,
    GetMailPage,
    GetRawMail,
    MailOutcome,
    MailPageView,
    MailsView,
    MailView,
    RawMailView,
    RuleOnMail,
    Ruling,
)
from contracts.reference import parse
from contracts.refusals import Invalid, Refusal
from services.gateway.screens import names
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.visits import Visit

screens = Screens("mails")

WHY = {
    "unreadable": "Nobody can tell what this is.",
    "no_sender": "It names nobody who could be answered.",
    "failed_check": "It does not come from whom it says: our mail server checked.",
    "stranger": "It is about a ticket that its sender is not on.",
    "too_many": "Its sender wrote very often within an hour.",
    "our_own": "It is our own message that came back.",
    "automatic": "A program answered by itself, to nothing we know.",
    "bounce": "It could not be delivered, and is about nothing we know.",
}
"""Why a message was held or refused, as people say it."""

_SAID = {
    Fate.TICKET: "It is the ticket {} now.",
    Fate.REPLY: "It is on the ticket {} now.",
    Fate.REFUSED: "It is refused, and kept.",
}
_ONE = "/console/mail/<uuid:school_id>/<uuid:mail_id>"
_PAGE = 50


@screens.on("GET", "/console/mail", needs=FindMails)
def mails(visit: Visit) -> Page:
    """The messages that are held, or those with another fate."""
    fate = _fate(request.args.get("fate", ""))
    question = FindMails(fate=fate, after=request.args.get("after", ""), limit=_PAGE)
    try:
        found: MailsView = visit.asker.ask(question)
    except Invalid:
        # A place of an old address: begin at the top.
        found = visit.asker.ask(replace(question, after=""))
    following = urlencode({"fate": fate.value, "after": found.cursor})
    return render_template(
        "console/mails.html",
        mails=found.mails,
        fate=fate,
        fates=Fate,
        why=WHY,
        school=names.school,
        next=f"/console/mail?{following}" if found.cursor else None,
    )


@screens.on("GET", _ONE, needs=GetMail)
def mail(visit: Visit, school_id: UUID, mail_id: UUID) -> Page:
    """What a message says, and what may be made of it."""
    return _shown(visit, school_id, mail_id, {})


@screens.on("GET", f"{_ONE}/raw", needs=GetRawMail)
def raw_mail(visit: Visit, school_id: UUID, mail_id: UUID) -> Page:
    """The message as it was received, as a file."""
    view: RawMailView = visit.asker.ask(
        GetRawMail(school_id=school_id, mail_id=mail_id)
    )
    response = Response(b64decode(view.raw), mimetype="application/octet-stream")
    name = quote(view.name, safe="")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


@screens.on("POST", f"{_ONE}/<any(open,attach,refuse):ruling>", needs=RuleOnMail)
def rule(visit: Visit, school_id: UUID, mail_id: UUID, ruling: str) -> Page:
    """Carry out what was decided; where that is refused, the form is kept."""
    form = form_of(request, f"{ruling}-")
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id(school_id, mail_id)
    try:
        command = RuleOnMail(
            school_id=school_id,
            mail_id=mail_id,
            ruling=Ruling(ruling),
            ticket_id=_ticket(visit, school_id, ruling, form, command_id),
            reason=form["reason"].strip()[:2_000] or None,
            trust=bool(form["trust"]),
        )
        outcome: MailOutcome = asker.execute(command, command_id)
    except Refusal as refusal:
        kept = {ruling: form.keep(refusal)}
        return _shown(visit, school_id, mail_id, kept), refusal.status
    return back("/console/mail", _SAID[outcome.fate].format(outcome.reference))


def _ticket(
    visit: Visit, school_id: UUID, ruling: str, form: Form, command_id: UUID
) -> UUID | None:
    """The new ticket's id, or that of the ticket whose reference was typed."""
    if ruling == Ruling.OPEN.value:
        return uuid5(command_id, "ticket")
    if ruling == Ruling.REFUSE.value:
        return None
    typed = form["reference"].strip()
    asked = parse(typed)
    question = FindTickets(school_id=school_id, search=typed[:200], limit=200)
    found: TicketsView = visit.asker.ask(question)
    for row in found.tickets if asked else ():
        if parse(row.reference) == asked:
            return row.ticket_id
    raise Invalid({"reference": ["This school has no such ticket."]})


def _shown(visit: Visit, school_id: UUID, mail_id: UUID, kept: dict[str, Form]) -> str:
    which: dict[str, Any] = {"school_id": school_id, "mail_id": mail_id}
    view: MailView = visit.asker.ask(GetMail(**which))
    page = ""
    if view.has_html:
        shown: MailPageView = visit.asker.ask(GetMailPage(**which))
        page = shown.html
    forms = {
        one.value: empty(f"{one.value}-", reference=view.mail.about or "")
        for one in Ruling
    }
    return render_template(
        "console/mail.html",
        view=view,
        mail=view.mail,
        page=page,
        why=WHY,
        school=names.school(school_id),
        at=f"/console/mail/{school_id}/{mail_id}",
        forms=forms | kept,
        key=uuid4(),
    )


def _fate(said: str) -> Fate:
    try:
        return Fate(said)
    except ValueError:
        return Fate.REVIEW
