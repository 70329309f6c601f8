"""How is it said when a school is open, with as many stretches a day as it has?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import render_template, request

from contracts.codec import load
from contracts.directory import GetSchool, SetHours
from contracts.refusals import Conflict, Invalid, Refusal
from contracts.values import Weekday
from services.gateway.screens import settings
from services.gateway.screens.calendar_forms import version_of
from services.gateway.screens.forms import Form
from services.gateway.screens.frame import Page, Screens, back, is_fragment
from services.gateway.screens.visits import Visit
from services.gateway.screens.week import MOST, Week, name_of, typed_week, week_of

screens = Screens("hours")

_AT = "/console/schools/<uuid:school_id>/hours"
_NO_TIME = "Not a valid time."


@screens.on("GET", _AT, needs=GetSchool)
def hours(visit: Visit, school_id: UUID) -> Page:
    """When the school is open, as a form for whoever may change it."""
    frame = settings.frame(visit, school_id, "hours")
    version = str(frame["school"].version)
    return _shown(frame, week_of(frame["school"].hours), version)


@screens.on("POST", _AT, needs=SetHours)
def set_hours(visit: Visit, school_id: UUID) -> Page:
    """Set the hours; or only make room in the form, where a button of it says so."""
    frame = settings.frame(visit, school_id, "hours")
    week = typed_week(request.form)
    version = request.form.get("version", "")
    act, _, place = request.form.get("change", "").partition(" ")
    if act:
        changed, focus = _changed(week, act, place)
        return _shown(frame, changed, version, focus=focus)
    week = week.tidied()
    try:
        said = {
            "school_id": str(school_id),
            "hours": week.payload(),
            "version": version_of(version),
        }
        command = load(SetHours, said)
        visit.asker.execute(command, visit.asker.command_id())
    except Refusal as refusal:
        if isinstance(refusal, Conflict):
            # Who is told of what changed meanwhile has seen it: sent again, it counts.
            version = str(refusal.version)
        return _shown(frame, week, version, refused=refusal), refusal.status
    return back(frame["at"], "The opening hours are set.")


def labels() -> dict[str, str]:
    """What each field is called where all mistakes are told together."""
    return {"week": "Opening hours", "timezone": "Time zone"} | {
        name_of(day, index, part): f"{day_name(day)} {part}"
        for day in Weekday
        for index in range(MOST)
        for part in ("opens", "closes")
    }


def day_name(day: Weekday) -> str:
    """Monday."""
    return day.name.capitalize()


def _changed(week: Week, act: str, place: str) -> tuple[Week, str]:
    """The form as a button of it has it, and the field that is next."""
    day_value, _, index = place.partition(" ")
    try:
        day = Weekday(day_value)
        match act:
            case "add":
                changed = week.added(day)
                return changed, name_of(day, len(changed.on(day)) - 1, "opens")
            case "remove":
                return week.removed(day, int(index)), f"add-{day.value}"
            case _:
                return week.copied(day), f"copy-{day.value}"
    except ValueError:
        return week, ""


def _shown(
    frame: dict[str, Any],
    week: Week,
    version: str,
    refused: Refusal | None = None,
    focus: str = "",
) -> str:
    form = Form(week.values() | {"version": version})
    if refused is not None:
        form.keep(_said(week, refused))
    whole = "settings/hours.html"
    return render_template(
        "settings/hours_form.html" if is_fragment("hours-form") else whole,
        **frame,
        form=form,
        week=week,
        kept=_told(week_of(frame["school"].hours)),
        weekdays=list(Weekday),
        day_name=day_name,
        name_of=name_of,
        labels=labels(),
        most=MOST,
        focus=focus,
    )


def _told(week: Week) -> list[str]:
    """The hours of each day, in a line: `Monday 08:30 to 12:00, 13:00 to 16:30`."""
    spans = {
        day: ", ".join(f"{one.opens} to {one.closes}" for one in week.on(day))
        for day in Weekday
    }
    return [f"{day_name(day)} {told}" for day, told in spans.items() if told]


def _said(week: Week, refused: Refusal) -> Refusal:
    """What is wrong, at the fields of the form and in its words."""
    if not isinstance(refused, Invalid):
        return refused
    typed = week.values()
    errors: dict[str, list[str]] = {}
    for path, messages in refused.errors.items():
        name = week.field_of(path)
        words = "Not a time such as 08:30." if typed.get(name) else "Fill this in."
        said = [words if one == _NO_TIME else one for one in messages]
        errors.setdefault(name, []).extend(said)
    return Invalid(errors)
