"""How is it said on which days a school is inspected?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import render_template, request

from contracts.calendar import SetInspections
from contracts.codec import load
from contracts.directory import GetSchool, SchoolView
from contracts.refusals import Conflict, Invalid, Refusal
from services.gateway.screens import settings
from services.gateway.screens.calendar_forms import version_of
from services.gateway.screens.closed_days import follows, said, today_of
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.rows import Row, Table
from services.gateway.screens.visits import Visit

screens = Screens("inspections")

_AT = "/console/schools/<uuid:school_id>/inspections"
_PARTS = ("from_on", "until_on", "name")
_TABLE = Table("inspections", _PARTS, 1)


@screens.on("GET", _AT, needs=GetSchool)
def inspections(visit: Visit, school_id: UUID) -> Page:
    """The inspection periods, a form for one more, and what follows now."""
    frame = settings.frame(visit, school_id, "inspections")
    today = today_of(visit.clock()).isoformat()
    return _shown(visit, frame, empty(from_on=today, name="Ofsted inspection"))


@screens.on("POST", _AT, needs=SetInspections)
def add_inspection(visit: Visit, school_id: UUID) -> Page:
    """One more period; without a last day it is of one day."""
    frame = settings.frame(visit, school_id, "inspections")
    form, known = form_of(request), frame["school"].inspections
    try:
        _keep(visit, frame["school"], [*_rows(known), _typed(form)])
    except Conflict as conflict:
        return _shown(visit, frame, form.keep(conflict)), conflict.status
    except Refusal as refusal:
        kept = form.keep(_of_one(refusal, len(known)))
        return _shown(visit, frame, kept), refusal.status
    return back(frame["at"], "The inspection is set.")


@screens.on("POST", f"{_AT}/remove", needs=SetInspections)
def remove_inspection(visit: Visit, school_id: UUID) -> Page:
    """A period less: what is opened on its days is promised as on any other."""
    frame = settings.frame(visit, school_id, "inspections")
    gone = request.form.get("from_on", "")
    known = _rows(frame["school"].inspections)
    try:
        _keep(visit, frame["school"], [one for one in known if one["from_on"] != gone])
    except Conflict as conflict:
        return _shown(visit, frame, empty().keep(conflict)), conflict.status
    return back(frame["at"], "The inspection is taken away.")


def _keep(visit: Visit, school: SchoolView, periods: list[Row]) -> None:
    """Set them, unless the school was changed since the page was looked at."""
    payload = {
        "school_id": str(school.school_id),
        "inspections": periods,
        "version": version_of(request.form.get("version", "")),
    }
    visit.asker.execute(load(SetInspections, payload), visit.asker.command_id())


def _rows(known: Any) -> list[Row]:
    return [dict(row) for row in _TABLE.filled(known).rows]


def _typed(form: Form) -> Row:
    """The period that was typed, as a message carries it."""
    fields = {f"inspections.0.{part}": form[part] for part in _PARTS}
    [typed] = _TABLE.typed(fields).payload()
    return {"until_on": typed["from_on"], **typed} if "from_on" in typed else typed


def _of_one(refusal: Refusal, index: int) -> Refusal:
    """What is wrong with the period that was typed, each at its field."""
    if not isinstance(refusal, Invalid):
        return refusal
    at = f"inspections.{index}."
    errors = {
        name.removeprefix(at): messages
        for name, messages in refusal.errors.items()
        if name.startswith(at)
    }
    return Invalid(errors or {"from_on": [str(refusal)]})


def _shown(visit: Visit, frame: dict[str, Any], form: Form) -> str:
    school: SchoolView = frame["school"]
    return render_template(
        "settings/inspections.html",
        **frame,
        **follows(visit, school),
        form=form,
        spoken_day=said,
        today=today_of(visit.clock()),
        kept=[(one.name, one) for one in school.inspections],
    )
