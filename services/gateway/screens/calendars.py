"""How does a person bring a calendar from a file, seeing first what would change?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any
from uuid import UUID

from flask import render_template, request

from contracts.calendar import SetCalendar
from contracts.codec import dump, load
from contracts.directory import SchoolView
from contracts.refusals import Invalid, Refusal
from services.gateway.calendar_plan import (
    LARGEST,
    Plan,
    closure_in_words,
    exams_in_words,
    planned,
    term_in_words,
)
from services.gateway.screens import settings
from services.gateway.screens.calendar_forms import version_of
from services.gateway.screens.forms import Form
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.visits import Visit

screens = Screens("calendars")

_AT = "/console/schools/<uuid:school_id>/calendar"
_IN_WORDS: Mapping[str, Callable[[Any], str]] = {
    "terms": term_in_words,
    "closures": closure_in_words,
    "exams": exams_in_words,
}


@screens.on("GET", _AT, needs=SetCalendar)
def choose(visit: Visit, school_id: UUID) -> Page:
    """Choose a file."""
    return _shown(settings.frame(visit, school_id, "calendar"), Form())


@screens.on("POST", _AT, needs=SetCalendar)
def bring(visit: Visit, school_id: UUID) -> Page:
    """Show what a file would change; set it only as it was shown before."""
    frame = settings.frame(visit, school_id, "calendar")
    school: SchoolView = frame["school"]
    text = _text()
    if not text.strip() or len(text) > LARGEST:
        said = "Choose a file." if not text.strip() else "It is too large to be read."
        form = Form({"text": text[:LARGEST]}).keep(Invalid({"file": [said]}))
        return _shown(frame, form), 422
    plan = planned(school, text)
    if request.form.get("act") != "set" or _was_not_shown(text):
        return _shown(frame, Form({"text": text}), plan)
    command = SetCalendar(
        school_id=school_id,
        terms=plan.terms,
        closures=plan.closures,
        exams=plan.exams,
        version=version_of(request.form.get("version", "")),
    )
    try:
        # Read as if it came from outside, so that no part has more than it may.
        read = load(SetCalendar, dump(command))
        visit.asker.execute(read, visit.asker.command_id())
    except Refusal as refusal:
        form = Form({"text": text}).keep(_in_words(refusal, plan))
        return _shown(frame, form, plan), refusal.status
    return back(settings.address(school_id, "terms"), "The calendar is set.")


def _text() -> str:
    """What was chosen, or else what stands in the form; from a spreadsheet, too."""
    chosen = request.files.get("file")
    raw = chosen.read() if chosen is not None else b""
    if not raw or request.form.get("act") == "set":
        return _lines(request.form.get("text", ""))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    return _lines(text).replace("\x00", "")


def _lines(text: str) -> str:
    """As it comes back from a browser: with lines of one kind, and none empty first."""
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n")


def _was_not_shown(text: str) -> bool:
    """Whether the text was altered since somebody saw what it would change."""
    return request.form.get("seen") != _digest(text)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()


def _in_words(refusal: Refusal, plan: Plan) -> Refusal:
    """What is wrong with a day of the calendar, by what it is called there."""
    if not isinstance(refusal, Invalid):
        return refusal
    said = []
    for field, messages in refusal.errors.items():
        part, _, rest = field.partition(".")
        known: Any = getattr(plan, part, ())
        index = rest.partition(".")[0]
        if index.isdecimal() and int(index) < len(known):
            said.append(f"{_IN_WORDS[part](known[int(index)])}: {' '.join(messages)}")
        else:
            said.append(f"{part.capitalize()}: {' '.join(messages)}")
    return Invalid({"text": said})


def _shown(frame: dict[str, Any], form: Form, plan: Plan | None = None) -> str:
    return render_template(
        "settings/import.html",
        **frame,
        form=form,
        plan=plan,
        seen=_digest(form["text"]),
    )
