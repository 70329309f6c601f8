"""Which addresses does mail for a school come to, and how is that changed?"""

from __future__ import annotations

from uuid import UUID

from flask import render_template, request

from contracts.intake import GetMailboxes, MailboxesView, SetMailboxes
from contracts.refusals import Invalid, Refusal
from services.gateway.screens import settings
from services.gateway.screens.forms import empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.visits import Visit

screens = Screens("mailboxes")

_AT = "/console/schools/<uuid:school_id>/mailboxes"


@screens.on("GET", _AT, needs=GetMailboxes)
def mailboxes(visit: Visit, school_id: UUID) -> Page:
    """The addresses as they are kept, and a field for one more."""
    frame = settings.frame(visit, school_id, "mailboxes")
    known = _known(visit, school_id)
    return render_template(
        "settings/mailboxes.html", **frame, form=empty(), addresses=known
    )


@screens.on("POST", _AT, needs=SetMailboxes)
def add_address(visit: Visit, school_id: UUID) -> Page:
    """One more address; where it is none, or another school's, it is said beside it."""
    frame = settings.frame(visit, school_id, "mailboxes")
    form = form_of(request)
    known = _known(visit, school_id)
    try:
        if not form["address"].strip():
            raise Invalid({"address": ["Fill this in."]})
        _keep(visit, school_id, (*known, form["address"]))
    except Refusal as refusal:
        told = Invalid({"address": _messages(refusal, len(known))})
        page = render_template(
            "settings/mailboxes.html", **frame, form=form.keep(told), addresses=known
        )
        return page, refusal.status
    [added] = [*({*_known(visit, school_id)} - {*known}), None][:1]
    said = f"Mail to {added} is this school’s now." if added else "It is there already."
    return back(frame["at"], said)


@screens.on("POST", f"{_AT}/remove", needs=SetMailboxes)
def remove_address(visit: Visit, school_id: UUID) -> Page:
    """An address less; mail to it is nobody's from then on."""
    frame = settings.frame(visit, school_id, "mailboxes")
    gone = request.form.get("address", "")
    kept = tuple(one for one in _known(visit, school_id) if one != gone)
    _keep(visit, school_id, kept)
    return back(frame["at"], f"Mail to {gone} is not taken in any more.")


def _keep(visit: Visit, school_id: UUID, addresses: tuple[str, ...]) -> None:
    command = SetMailboxes(school_id=school_id, addresses=addresses)
    visit.asker.execute(command, visit.asker.command_id())


def _known(visit: Visit, school_id: UUID) -> tuple[str, ...]:
    found: MailboxesView = visit.asker.ask(GetMailboxes(school_id=school_id))
    return found.addresses


def _messages(refusal: Refusal, index: int) -> list[str]:
    """What is wrong with the address that was typed, the last of them all."""
    if not isinstance(refusal, Invalid):
        return [str(refusal)]
    errors = refusal.errors
    return errors.get(f"addresses.{index}") or errors.get("address") or [str(refusal)]
