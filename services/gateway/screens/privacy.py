"""What are enquirers told of their data, and who of the MSP says so?"""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from flask import render_template, request

from contracts.privacy import GetPrivacyText, PrivacyTextView, SetPrivacyText
from contracts.refusals import Conflict, Refusal
from contracts.values import PROVIDER
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.visits import Visit

screens = Screens("privacy")

_AT = "/console/enquiries/privacy-text"


@screens.on("GET", _AT, needs=GetPrivacyText)
def privacy_text(visit: Visit) -> Page:
    """The text that counts, or another version of it."""
    said = request.args.get("version", "")
    version = (
        int(said) if said.isascii() and said.isdecimal() and len(said) < 9 else None
    )
    known = _known(visit, version)
    form = empty(
        words=known.words,
        news=known.news,
        keep_days=str(known.keep_days),
        version=str(known.version),
    )
    return _shown(known, form, changes=version is None)


@screens.on("POST", _AT, needs=SetPrivacyText)
def set_privacy_text(visit: Visit) -> Page:
    """Set the next version; who enquired before keeps what they were told."""
    form = form_of(request)
    try:
        command = form.read(SetPrivacyText, school_id=PROVIDER)
        visit.asker.execute(command, uuid4())
    except Refusal as refusal:
        known = _known(visit)
        if isinstance(refusal, Conflict):
            # Who is told of what changed meanwhile has seen it: sent again, it counts.
            values = {**form.values, "version": str(known.version)}
            form = replace(form, values=values)
        return _shown(known, form.keep(refusal)), refusal.status
    return back(_AT, "Enquirers read it from now on.")


def _known(visit: Visit, version: int | None = None) -> PrivacyTextView:
    found: PrivacyTextView = visit.asker.ask(GetPrivacyText(text_version=version))
    return found


def _shown(known: PrivacyTextView, form: Form, *, changes: bool = True) -> str:
    return render_template(
        "enquiries/privacy.html", known=known, form=form, at=_AT, changes=changes
    )
