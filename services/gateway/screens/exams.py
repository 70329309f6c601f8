"""How is it said when a school has exams?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import render_template, request

from contracts.calendar import MOST_EXAMS, SetExams
from contracts.codec import load
from contracts.directory import GetSchool
from contracts.refusals import Refusal
from services.gateway.screens import settings
from services.gateway.screens.calendar_forms import (
    Filled,
    labels,
    of_one_day,
    version_of,
)
from services.gateway.screens.closed_days import today_of
from services.gateway.screens.frame import Page, Screens, back, is_fragment
from services.gateway.screens.rows import Table
from services.gateway.screens.visits import Visit

screens = Screens("exams")

_AT = "/console/schools/<uuid:school_id>/exams"
_EXAMS = Table("exams", ("name", "from_on", "until_on"), MOST_EXAMS)
_LABELS = {"name": "name", "from_on": "first day", "until_on": "last day"}


@screens.on("GET", _AT, needs=GetSchool)
def exams(visit: Visit, school_id: UUID) -> Page:
    """The exams, as a form for whoever may change them."""
    frame = settings.frame(visit, school_id, "exams")
    today = today_of(visit.clock())
    # What is over comes last: nobody has to pass it to reach the next.
    known = sorted(frame["school"].exams, key=lambda one: one.until_on < today)
    said = {"version": str(frame["school"].version)}
    return _shown(frame, Filled(_EXAMS.filled(known), said))


@screens.on("POST", _AT, needs=SetExams)
def set_exams(visit: Visit, school_id: UUID) -> Page:
    """Set the exams; or only make room in the form, where a button of it says so."""
    frame = settings.frame(visit, school_id, "exams")
    rows = _EXAMS.typed(request.form)
    said = {"version": request.form.get("version", "")}
    act = request.form.get("change")
    if act:
        changed, focus = rows.changed(act)
        return _shown(frame, Filled(changed, said, focus=focus))
    rows = rows.tidied()
    payload = {
        "school_id": str(school_id),
        "exams": of_one_day(rows.payload()),
        "version": version_of(said["version"]),
    }
    try:
        visit.asker.execute(load(SetExams, payload), visit.asker.command_id())
    except Refusal as refusal:
        return _shown(frame, Filled(rows, said, refusal)), refusal.status
    return back(frame["at"], "The exams are set.")


def _shown(frame: dict[str, Any], filled: Filled) -> str:
    part = "exams_form" if is_fragment("exams-form") else "exams"
    return render_template(
        f"settings/{part}.html",
        **frame,
        form=filled.form(frame["school"]),
        rows=filled.rows,
        labels=labels(filled.rows, "Exams", _LABELS),
        parts=_LABELS,
        kept=[(one.name, one) for one in frame["school"].exams],
        focus=filled.focus,
    )
