"""Which letters need a person, and what does the person decide?"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

from flask import render_template, request

from contracts.access import Right
from contracts.outgoing import DropLetter, FindLetters, LettersView, ResendLetter
from contracts.refusals import Refusal
from services.gateway.screens import names
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.visits import Visit

screens = Screens("letters")

_AT = "/console/letters"
_DECIDE = f"{_AT}/<uuid:school_id>/<uuid:letter_id>"


@screens.on("GET", _AT, needs=Right.WORK_TICKETS)
def letters(visit: Visit) -> Page:
    """The letters that failed or of which nobody knows, and what came of each."""
    return _shown(visit, empty())


@screens.on("POST", f"{_DECIDE}/resend", needs=ResendLetter)
def resend(visit: Visit, school_id: UUID, letter_id: UUID) -> Page:
    """Send a letter once more."""
    command = ResendLetter(school_id=school_id, letter_id=letter_id)
    return _decided(visit, command, "The letter waits to be sent once more.")


@screens.on("POST", f"{_DECIDE}/drop", needs=DropLetter)
def drop(visit: Visit, school_id: UUID, letter_id: UUID) -> Page:
    """Let a letter be."""
    command = DropLetter(school_id=school_id, letter_id=letter_id)
    return _decided(visit, command, "The letter is let be.")


def _decided(visit: Visit, command: ResendLetter | DropLetter, said: str) -> Page:
    form = form_of(request)
    asker = replace(visit.asker, key=form["key"] or None)
    try:
        asker.execute(command, asker.command_id(command.school_id, command.letter_id))
    except Refusal as refusal:
        return _shown(visit, form.keep(refusal)), refusal.status
    return back(_AT, said)


def _shown(visit: Visit, form: Form) -> str:
    found: LettersView = visit.asker.ask(FindLetters())
    return render_template(
        "console/letters.html",
        found=found,
        form=form,
        school=names.school,
        key=uuid4(),
    )
