"""How does the desk read enquiries, write them down, and say what became of them?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4, uuid5

from flask import render_template, request

from contracts.directory import AddSchool
from contracts.enquiries import (
    AnswerEnquiry,
    CloseEnquiry,
    EnquiriesView,
    EnquiryState,
    EnquiryView,
    EnterEnquiry,
    FindEnquiries,
    GetEnquiry,
    TakeOnEnquirer,
    WithdrawEnquiry,
)
from contracts.refusals import Refusal
from contracts.values import PROVIDER
from services.gateway.enquiries import make_school
from services.gateway.screens import enquiry_words, names
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.minding import mind
from services.gateway.screens.nations import NATIONS
from services.gateway.screens.visits import Visit

screens = Screens("enquiries")

_AT = "/console/enquiries"
_ONE = f"{_AT}/<uuid:enquiry_id>"
_ACTS: dict[str, tuple[type[Any], dict[str, Any], str]] = {
    "answer": (AnswerEnquiry, {}, "It is recorded what they were told."),
    "close": (CloseEnquiry, {}, "It is closed."),
    "newsless": (WithdrawEnquiry, {"only_news": True}, "They are told no news."),
    "forget": (WithdrawEnquiry, {"only_news": False}, "They are forgotten."),
}
"""What is done with an enquiry, and what is said when it is done."""


@screens.on("GET", _AT, needs=FindEnquiries)
def enquiries(visit: Visit) -> Page:
    """The enquiries, the newest first; in one state, or with some words."""
    state = request.args.get("state", "")
    chosen = (
        EnquiryState(state) if state in {one.value for one in EnquiryState} else None
    )
    search = request.args.get("search", "").strip()[:200]
    question = FindEnquiries(state=chosen, search=search)
    found: EnquiriesView = visit.asker.ask(question)
    return render_template(
        "enquiries/all.html",
        enquiries=found.enquiries,
        total=found.total,
        form=empty(state=chosen.value if chosen else ""),
        search=search,
        words=enquiry_words,
        options=[("", "Any"), *((k.value, v) for k, v in enquiry_words.STATES.items())],
    )


@screens.on("GET", f"{_AT}/new", needs=EnterEnquiry)
def new_enquiry(_: Visit) -> Page:
    """An empty form for what came by phone, by e-mail or in person."""
    return _new(empty())


@screens.on("POST", f"{_AT}/new", needs=EnterEnquiry)
def enter_enquiry(visit: Visit) -> Page:
    """Write it down; sent twice, there is one."""
    form = form_of(request)
    asker = replace(visit.asker, key=form["key"] or None)
    command_id = asker.command_id("enquiries")
    enquiry_id = uuid5(command_id, "enquiry")
    known = {"call_back": form["call_back"] == "yes"}
    which: dict[str, Any] = {"school_id": PROVIDER, "enquiry_id": enquiry_id}
    try:
        mind(form, "message")
        asker.execute(form.read(EnterEnquiry, **which, **known), command_id)
    except Refusal as refusal:
        return _new(form.keep(refusal)), refusal.status
    return back(f"{_AT}/{enquiry_id}", "The enquiry is written down.")


@screens.on("GET", _ONE, needs=GetEnquiry)
def enquiry(visit: Visit, enquiry_id: UUID) -> Page:
    """Who asks what, what happened, and what may be done."""
    return _shown(visit, enquiry_id, {})


@screens.on("POST", f"{_ONE}/<any({','.join(_ACTS)}):act>", needs=AnswerEnquiry)
def act(visit: Visit, enquiry_id: UUID, act: str) -> Page:
    """Record an answer, close it, or do what its enquirer wishes."""
    kind, known, said = _ACTS[act]
    form = form_of(request, f"{act}-")
    asker = replace(visit.asker, key=form["key"] or None)
    which: dict[str, Any] = {"school_id": PROVIDER, "enquiry_id": enquiry_id}
    try:
        mind(form, "words", "reason")
        command = form.read(kind, **which, **known)
        asker.execute(command, asker.command_id(enquiry_id, act))
    except Refusal as refusal:
        kept = {act: form.keep(refusal)}
        return _shown(visit, enquiry_id, kept), refusal.status
    return back(f"{_AT}/{enquiry_id}", said)


@screens.on("POST", f"{_ONE}/take-on", needs=TakeOnEnquirer)
def take_on(visit: Visit, enquiry_id: UUID) -> Page:
    """Take on the school that they are, by a contract."""
    form = form_of(request, "take-on-")
    asker = replace(visit.asker, key=form["key"] or None)
    try:
        taken = form.read(AddSchool, school_id=uuid4())
        school = {"name": taken.name, "urn": taken.urn, "nation": taken.nation}
        school_id = make_school(asker, enquiry_id, form["contract"], school)
    except Refusal as refusal:
        kept = {"take-on": form.keep(refusal)}
        return _shown(visit, enquiry_id, kept), refusal.status
    return back(f"/console/schools/{school_id}", "The school is taken on.")


def _new(form: Form) -> str:
    return render_template(
        "enquiries/new.html",
        form=form,
        purposes=[(one.value, said) for one, said in enquiry_words.PURPOSES.items()],
        channels=[(one.value, said) for one, said in enquiry_words.CHANNELS.items()],
        key=form["key"] or uuid4(),
    )


def _shown(visit: Visit, enquiry_id: UUID, kept: dict[str, Form]) -> str:
    known: EnquiryView = visit.asker.ask(GetEnquiry(enquiry_id=enquiry_id))
    prefixes = {name: empty(f"{name}-") for name in (*_ACTS, "take-on")}
    return render_template(
        "enquiries/one.html",
        enquiry=known,
        at=f"{_AT}/{enquiry_id}",
        link=f"{request.host_url}enquiries/{enquiry_id}/{known.proof}",
        forms=prefixes | kept,
        words=enquiry_words,
        is_open=known.state in {EnquiryState.RECEIVED, EnquiryState.ANSWERED},
        is_known=known.state not in {EnquiryState.WITHDRAWN, EnquiryState.ERASED},
        ways=[(one.value, said) for one, said in enquiry_words.ANSWERED_BY.items()],
        nations=[("", "As its URN tells, or England"), *NATIONS],
        who=lambda actor: names.who(actor, PROVIDER),
        school=names.school,
        key=uuid4(),
    )
