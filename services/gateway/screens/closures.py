"""How is it said on which days a school is closed, or has INSET?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import render_template, request

from contracts.calendar import MOST_CLOSURES, SetClosures
from contracts.codec import load
from contracts.directory import GetSchool, SchoolView
from contracts.refusals import Invalid, Refusal
from contracts.values import ClosureKind
from services.gateway.screens import settings
from services.gateway.screens.calendar_forms import (
    Filled,
    labels,
    of_one_day,
    version_of,
)
from services.gateway.screens.closed_days import follows, today_of
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back, is_fragment
from services.gateway.screens.nations import NATIONS
from services.gateway.screens.rows import Table
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import day

screens = Screens("closures")

_AT = "/console/schools/<uuid:school_id>/closures"
_CLOSURES = Table(
    "closures",
    ("from_on", "until_on", "kind", "reason"),
    MOST_CLOSURES,
    choices=("kind",),
)
_LABELS = {
    "from_on": "first day",
    "until_on": "last day",
    "kind": "kind",
    "reason": "reason",
}
KINDS = {
    ClosureKind.EMERGENCY: "Emergency: closed at short notice",
    ClosureKind.PLANNED: "Planned: closed, and known before",
    ClosureKind.INSET: "INSET: staff are in, help goes on",
}


@screens.on("GET", _AT, needs=GetSchool)
def closures(visit: Visit, school_id: UUID) -> Page:
    """The closures, as a form for whoever may change them, and what follows."""
    frame = settings.frame(visit, school_id, "closures")
    said = {"version": str(frame["school"].version)}
    today = today_of(visit.clock())
    # What is over comes last: nobody has to pass it to reach the next.
    known = sorted(frame["school"].closures, key=lambda one: one.until_on < today)
    rows = _CLOSURES.filled(known)
    return _shown(visit, frame, Filled(rows, said))


@screens.on("POST", _AT, needs=SetClosures)
def set_closures(visit: Visit, school_id: UUID) -> Page:
    """Set the closures; or only make room in the form, as a button of it says."""
    frame = settings.frame(visit, school_id, "closures")
    rows = _CLOSURES.typed(request.form)
    said = {"version": request.form.get("version", "")}
    act = request.form.get("change")
    if act:
        changed, focus = rows.changed(act)
        return _shown(visit, frame, Filled(changed, said, focus=focus))
    rows = rows.tidied()
    try:
        command = _command(school_id, rows.payload(), said["version"])
        visit.asker.execute(command, visit.asker.command_id())
    except Refusal as refusal:
        kept = Filled(rows, said, refusal)
        return _shown(visit, frame, kept), refusal.status
    return back(frame["at"], "The closures are set.")


@screens.on("POST", f"{_AT}/today", needs=SetClosures)
def close_today(visit: Visit, school_id: UUID) -> Page:
    """Close the school for today, as for snow, beside all that is known."""
    frame = settings.frame(visit, school_id, "closures")
    school: SchoolView = frame["school"]
    form, today = form_of(request, "today-"), today_of(visit.clock())
    rows, said = _CLOSURES.filled(school.closures), {"version": str(school.version)}
    closure = {
        "from_on": today.isoformat(),
        "kind": ClosureKind.EMERGENCY.value,
        "reason": form["reason"].strip(),
    }
    try:
        command = _command(school_id, [*rows.payload(), closure], said["version"])
        visit.asker.execute(command, visit.asker.command_id())
    except Refusal as refusal:
        kept = form.keep(_of_today(refusal, len(school.closures)))
        return _shown(visit, frame, Filled(rows, said), kept), refusal.status
    return back(frame["at"], f"{school.name} is closed today, {day(today)}.")


def _command(
    school_id: UUID, closures: list[dict[str, str]], version: str
) -> SetClosures:
    payload = {
        "school_id": str(school_id),
        "closures": of_one_day(closures),
        "version": version_of(version),
    }
    return load(SetClosures, payload)


def _of_today(refusal: Refusal, index: int) -> Refusal:
    """What is wrong with the closure of today, at the field that is there for it."""
    if not isinstance(refusal, Invalid):
        return refusal
    fields = (f"closures.{index}.{part}" for part in ("from_on", "reason"))
    said = [message for name in fields for message in refusal.errors.get(name, ())]
    return Invalid({"reason": said or [str(refusal)]})


def _shown(
    visit: Visit, frame: dict[str, Any], filled: Filled, today: Form | None = None
) -> str:
    values = {
        "form": filled.form(frame["school"]),
        "rows": filled.rows,
        "labels": labels(filled.rows, "Closure", _LABELS),
        "parts": _LABELS,
        "kept": [(one.reason, one) for one in frame["school"].closures],
        "kinds": [(one.value, words) for one, words in KINDS.items()],
        "focus": filled.focus,
        "today": today_of(visit.clock()),
        "nations": NATIONS,
        "nation": empty("nation-", nation=frame["school"].nation.value),
    }
    if is_fragment("closures-form"):
        return render_template("settings/closures_form.html", **frame, **values)
    return render_template(
        "settings/closures.html",
        **frame,
        **values,
        **follows(visit, frame["school"]),
        closing=today or empty("today-"),
    )
