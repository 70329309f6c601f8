"""How does somebody ask who is no school of ours, and have themselves forgotten?

Nobody has signed in here. Programs that fill in every form they find fill in a field
that people do not see, or send at once. Both are asked to look once more: where a
browser did it for a person, nothing that they wrote is lost.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from flask import current_app, render_template, request

from contracts.access import platform
from contracts.enquiries import (
    EnquiryFormView,
    EnquiryLinkView,
    EnquiryState,
    FindEnquiryLink,
    GetOwnEnquiry,
    OwnEnquiryView,
    SendEnquiry,
    ShowEnquiryForm,
    WithdrawByLink,
)
from contracts.refusals import NotFound, Refusal, Refused
from contracts.values import PROVIDER
from services.gateway.asking import gateway
from services.gateway.screens import enquiry_words
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.minding import mind
from services.gateway.screens.visits import Visit
from services.gateway.strangers import Strangers
from shared.work import Cause

screens = Screens("asking_us")

TRAP = "leave_empty"
"""A field that no person sees, by a name under which no browser keeps anything."""

_AT = "/enquiries"
_OWN = f"{_AT}/<uuid:enquiry_id>/<proof>"
_GATEWAY = platform("gateway")
_FORGOTTEN = {EnquiryState.WITHDRAWN, EnquiryState.ERASED}


@screens.open("GET", _AT)
def ask_us(_: Visit | None) -> Page:
    """An empty form, with what becomes of what is sent by it."""
    return _form(empty())


@screens.open("POST", _AT)
def send_enquiry(_: Visit | None) -> Page:
    """Take in an enquiry, and show its link; sent twice, there is one."""
    form = form_of(request)
    known: dict[str, Any] = {"school_id": PROVIDER}
    known |= {name: form[name] == "yes" for name in ("call_back", "news")}
    try:
        if form[TRAP]:
            raise Refused("Please look once more, and send it again.")
        mind(form, "message")
        command = form.read(SendEnquiry, **known)
        _take_in(command)
    except Refusal as refusal:
        return _form(form.keep(refusal)), refusal.status
    question = FindEnquiryLink(enquiry_id=command.form_id)
    link: EnquiryLinkView = gateway().link.ask(question, _GATEWAY)
    return back(
        f"{_AT}/{link.enquiry_id}/{link.proof}",
        "Thank you. We have it, and get back to you.",
    )


@screens.open("GET", _OWN)
def own_enquiry(_: Visit | None, enquiry_id: UUID, proof: str) -> Page:
    """How an enquiry stands, until when it is kept, and how to have it erased."""
    question = GetOwnEnquiry(enquiry_id=enquiry_id, proof=proof[:40])
    known: OwnEnquiryView = gateway().link.ask(question, _GATEWAY)
    return render_template(
        "enquiries/own.html",
        enquiry=known,
        at=request.path,
        words=enquiry_words,
        forgotten=known.state in _FORGOTTEN,
    )


@screens.open("POST", f"{_OWN}/<any(forget,newsless):wish>")
def withdraw(_: Visit | None, enquiry_id: UUID, proof: str, wish: str) -> Page:
    """Have oneself forgotten, or told no news any more."""
    only_news = wish == "newsless"
    command = WithdrawByLink(
        school_id=PROVIDER, enquiry_id=enquiry_id, proof=proof[:40], only_news=only_news
    )
    _execute(command)
    said = "You are told no news any more." if only_news else "You are forgotten."
    return back(f"{_AT}/{enquiry_id}/{proof}", said)


def _take_in(command: SendEnquiry) -> None:
    """Throttled where its network sent too much; what is there already is not more."""
    if _is_there(command.form_id):
        _execute(command)
        return
    enquirers: Strangers = current_app.extensions["caretaker enquirers"]
    origin = request.remote_addr or ""
    enquirers.admit(origin, gateway().clock())
    try:
        _execute(command)
    except Refusal:
        enquirers.take_back(origin)
        raise


def _is_there(form_id: UUID) -> bool:
    try:
        gateway().link.ask(FindEnquiryLink(enquiry_id=form_id), _GATEWAY)
    except NotFound:
        return False
    return True


def _execute(command: Any) -> None:
    gateway().link.execute(command, Cause(caller=_GATEWAY, command_id=uuid4()))


def _form(form: Form) -> str:
    """The form as it was filled in, as a fresh one: it is read once more."""
    shown: EnquiryFormView = gateway().link.ask(ShowEnquiryForm(), _GATEWAY)
    return render_template(
        "enquiries/ask.html",
        form=form,
        shown=shown,
        shown_at=shown.shown_at.isoformat(),
        trap=TRAP,
        purposes=[(one.value, said) for one, said in enquiry_words.PURPOSES.items()],
    )
