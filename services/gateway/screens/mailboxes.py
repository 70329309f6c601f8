"""Which addresses does mail for a school come to, and how is that changed?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import render_template, request

from contracts.intake import GetMailboxes, MailboxesView, SetMailboxes
from contracts.refusals import Conflict, Invalid, Refusal
from services.gateway.screens import settings
from services.gateway.screens.calendar_forms import version_of
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.visits import Visit

screens = Screens("mailboxes")

_AT = "/console/schools/<uuid:school_id>/mailboxes"


@screens.on("GET", _AT, needs=GetMailboxes)
def mailboxes(visit: Visit, school_id: UUID) -> Page:
    """The addresses as they are kept, and a field for one more."""
    frame = settings.frame(visit, school_id, "mailboxes")
    return _shown(frame, _known(visit, school_id), empty())


@screens.on("POST", _AT, needs=SetMailboxes)
def add_address(visit: Visit, school_id: UUID) -> Page:
    """One more address; where it is none, or another school's, it is said beside it."""
    frame = settings.frame(visit, school_id, "mailboxes")
    form = form_of(request)
    known = _known(visit, school_id)
    try:
        if not form["address"].strip():
            raise Invalid({"address": ["Fill this in."]})
        _keep(visit, school_id, (*known.addresses, form["address"]))
    except Conflict as conflict:
        return _shown(frame, known, form.keep(conflict)), conflict.status
    except Refusal as refusal:
        told = Invalid({"address": _messages(refusal, len(known.addresses))})
        return _shown(frame, known, form.keep(told)), refusal.status
    added = {*_known(visit, school_id).addresses} - {*known.addresses}
    said = "It is there already."
    for address in added:
        said = f"Mail to {address} is this school’s now."
    return back(frame["at"], said)


@screens.on("POST", f"{_AT}/remove", needs=SetMailboxes)
def remove_address(visit: Visit, school_id: UUID) -> Page:
    """An address less; mail to it is nobody's from then on."""
    frame = settings.frame(visit, school_id, "mailboxes")
    gone = request.form.get("address", "")
    known = _known(visit, school_id)
    left = tuple(one for one in known.addresses if one != gone)
    try:
        _keep(visit, school_id, left)
    except Conflict as conflict:
        form = empty().keep(conflict)
        return _shown(frame, known, form), conflict.status
    said = f"Mail to {gone} is not taken in any more."
    return back(frame["at"], said)


def _keep(visit: Visit, school_id: UUID, addresses: tuple[str, ...]) -> None:
    """Set them, unless somebody else did since the page was looked at."""
    seen = version_of(request.form.get("version", ""))
    command = SetMailboxes(school_id=school_id, addresses=addresses, version=seen)
    visit.asker.execute(command, visit.asker.command_id())


def _known(visit: Visit, school_id: UUID) -> MailboxesView:
    found: MailboxesView = visit.asker.ask(GetMailboxes(school_id=school_id))
    return found


def _shown(frame: dict[str, Any], known: MailboxesView, form: Form) -> str:
    return render_template("settings/mailboxes.html", **frame, form=form, kept=known)


def _messages(refusal: Refusal, index: int) -> list[str]:
    """What is wrong with the address that was typed, the last of them all."""
    if not isinstance(refusal, Invalid):
        return [str(refusal)]
    errors = refusal.errors
    return errors.get(f"addresses.{index}") or errors.get("address") or [str(refusal)]
