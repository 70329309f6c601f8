"""Who looks after a text that holds personal data, and what do they do with it?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from flask import render_template, request

from contracts.access import Right
from contracts.intake import TicketView
from contracts.personal_data import (
    GetText,
    LeaveText,
    ReadRestricted,
    RedactText,
    RestrictedTextView,
    RestrictText,
    TextState,
    TextView,
)
from contracts.refusals import Invalid, Refusal
from contracts.values import LetterState
from services.gateway.screens import names
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.minding import called
from services.gateway.screens.visits import Visit

screens = Screens("texts")

_ONE = "/texts/<uuid:school_id>/<uuid:entry_id>"


class Act(NamedTuple):
    """Something that is done with a text, and what is said when it is done."""

    command: type
    said: str


ACTS = {
    "restrict": Act(RestrictText, "Only who looks after personal data reads it now."),
    "leave": Act(LeaveText, "It stands as it was written."),
    "redact": Act(RedactText, "It is redacted. Nobody can bring it back."),
}
_NAMES = ",".join(ACTS)
MEANT = "yes"
"""What the form says of who ticked that they mean it."""

OUT = {LetterState.SENT, LetterState.SENDING, LetterState.UNKNOWN}
"""How a letter stands that has left, or may have."""

KINDS = {
    "opened": "What was asked",
    "reply": "A reply of the desk",
    "note": "A note of the desk",
    "requester_replied": "What the school wrote",
    "held": "Why it waits",
    "resolved": "What was done",
    "reopened": "Why it is not done",
}
"""What a text is, by the line of the timeline that it stands in."""


@screens.on("GET", _ONE, needs=GetText)
def text(visit: Visit, school_id: UUID, entry_id: UUID) -> Page:
    """What was found in a text, how it stands, and what can be done with it."""
    return _shown(visit, school_id, entry_id, {})


@screens.on("POST", f"{_ONE}/read", needs=ReadRestricted)
def read(visit: Visit, school_id: UUID, entry_id: UUID) -> Page:
    """Show what is restricted; that somebody read it stands at the ticket."""
    command = ReadRestricted(school_id=school_id, entry_id=entry_id)
    try:
        seen: RestrictedTextView = visit.asker.execute(command, uuid4())
    except Refusal as refusal:
        kept = {"read": empty("read-").keep(refusal)}
        return _shown(visit, school_id, entry_id, kept), refusal.status
    return _shown(visit, school_id, entry_id, {}, seen)


@screens.on("POST", f"{_ONE}/<any({_NAMES}):action>", needs=Right.RESTRICT_TEXTS)
def act(visit: Visit, school_id: UUID, entry_id: UUID, action: str) -> Page:
    """Restrict a text, leave it, or redact it once somebody says that they mean it."""
    form = form_of(request, f"{action}-")
    asker = replace(visit.asker, key=form["key"] or None)
    known = {"school_id": school_id, "entry_id": entry_id}
    try:
        command: Any = form.read(ACTS[action].command, **known)
        if action == "redact" and MEANT not in form["sure"]:
            raise Invalid({"sure": ["Tick that you mean it: it can't be undone."]})
        asker.execute(command, asker.command_id(school_id, entry_id, action))
    except Refusal as refusal:
        kept = {action: form.keep(refusal)}
        return _shown(visit, school_id, entry_id, kept), refusal.status
    return back(f"/texts/{school_id}/{entry_id}", ACTS[action].said)


def of_ticket(visit: Visit, ticket: TicketView) -> dict[str, Any]:
    """What the page of a ticket says of its texts, and where they are looked after.

    What was left as it stands needs no words. Nobody is shown the way who may not go.
    """
    protects = visit.may(Right.RESTRICT_TEXTS, ticket.school_id)
    opened = (one.entry_id for one in ticket.timeline if one.kind == "opened")
    return {
        "marked": [one for one in ticket.marked if one.state is not TextState.LEFT],
        "texts": f"/texts/{ticket.school_id}" if protects else None,
        "asked_in": next(opened, None),
        "called": called,
    }


def _shown(
    visit: Visit,
    school_id: UUID,
    entry_id: UUID,
    kept: dict[str, Form],
    seen: RestrictedTextView | None = None,
) -> str:
    view: TextView = visit.asker.ask(GetText(school_id=school_id, entry_id=entry_id))
    values: dict[str, Any] = {
        "text": view,
        "seen": seen,
        "kind": KINDS[view.kind],
        "holds": called(view.kinds) if view.kinds else None,
        "went_out": view.letter in OUT,
        "protects": visit.may(Right.REDACT_TEXTS, school_id),
        "school": names.school(school_id),
        "ticket": _ticket(visit, school_id, view),
        "at": f"/texts/{school_id}/{entry_id}",
        "forms": {name: empty(f"{name}-") for name in (*ACTS, "read")} | kept,
        "key": uuid4(),
    }
    return render_template("texts/text.html", **values)


def _ticket(visit: Visit, school_id: UUID, view: TextView) -> str:
    """Where its ticket is read: in the console, or in the portal of the school."""
    if visit.visitor.school_id is None:
        return f"/console/tickets/{view.ticket_id}"
    return f"/portal/{school_id}/tickets/{view.ticket_id}"
