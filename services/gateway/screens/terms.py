"""How is it said which terms a school has, and whether holidays are worked?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import render_template, request

from contracts.calendar import MOST_TERMS, SetTerms
from contracts.codec import load
from contracts.directory import GetSchool
from contracts.refusals import Refusal
from contracts.values import HolidaySupport
from services.gateway.screens import settings
from services.gateway.screens.calendar_forms import Filled, labels, version_of
from services.gateway.screens.closed_days import follows
from services.gateway.screens.frame import Page, Screens, back, is_fragment
from services.gateway.screens.rows import Table
from services.gateway.screens.visits import Visit

screens = Screens("terms")

_AT = "/console/schools/<uuid:school_id>/terms"
_TERMS = Table(
    "terms",
    ("name", "from_on", "until_on", "half_term_from", "half_term_until"),
    MOST_TERMS,
)
_LABELS = {
    "name": "name",
    "from_on": "first day",
    "until_on": "last day",
    "half_term_from": "first day of half term",
    "half_term_until": "last day of half term",
}
_SUPPORT = {
    HolidaySupport.SAME_HOURS: "The same hours as in term",
    HolidaySupport.NONE: "No support: no time counts",
}


@screens.on("GET", _AT, needs=GetSchool)
def terms(visit: Visit, school_id: UUID) -> Page:
    """The terms, as a form for whoever may change them, and what follows."""
    frame = settings.frame(visit, school_id, "terms")
    rows = _TERMS.filled(frame["school"].terms)
    if not rows.rows:
        rows, _ = rows.changed("add")
    support = frame["school"].support_in_holidays.value
    said = {"support_in_holidays": support, "version": str(frame["school"].version)}
    return _shown(visit, frame, Filled(rows, said))


@screens.on("POST", _AT, needs=SetTerms)
def set_terms(visit: Visit, school_id: UUID) -> Page:
    """Set the terms; or only make room in the form, where a button of it says so."""
    frame = settings.frame(visit, school_id, "terms")
    rows = _TERMS.typed(request.form)
    said = {
        name: request.form.get(name, "") for name in ("support_in_holidays", "version")
    }
    act = request.form.get("change")
    if act:
        changed, focus = rows.changed(act)
        return _shown(visit, frame, Filled(changed, said, focus=focus))
    rows = rows.tidied()
    try:
        payload = {
            "school_id": str(school_id),
            "terms": rows.payload(),
            "support_in_holidays": said["support_in_holidays"],
            "version": version_of(said["version"]),
        }
        command = load(SetTerms, payload)
        visit.asker.execute(command, visit.asker.command_id())
    except Refusal as refusal:
        kept = Filled(rows, said, refusal)
        return _shown(visit, frame, kept), refusal.status
    return back(frame["at"], "The term dates are set.")


def _shown(visit: Visit, frame: dict[str, Any], filled: Filled) -> str:
    support = frame["school"].support_in_holidays
    values = {
        "form": filled.form(frame["school"]),
        "rows": filled.rows,
        "labels": labels(filled.rows, "Term", _LABELS)
        | {"support_in_holidays": "Between terms and at half term"},
        "parts": _LABELS,
        "kept": [(one.name, one) for one in frame["school"].terms],
        "support": [(one.value, words) for one, words in _SUPPORT.items()],
        "worked": _SUPPORT[support],
        "focus": filled.focus,
    }
    if is_fragment("terms-form"):
        return render_template("settings/terms_form.html", **frame, **values)
    after = follows(visit, frame["school"])
    return render_template("settings/terms.html", **frame, **values, **after)
