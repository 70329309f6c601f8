"""Which priority do impact and urgency make at a school, and how is that changed?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import render_template, request

from contracts.matrix import Cell, GetMatrix, MatrixView, SetMatrix
from contracts.refusals import Conflict, Invalid, Refusal
from contracts.values import Level, Priority
from services.gateway.screens import portal_words, priorities, settings
from services.gateway.screens.calendar_forms import version_of
from services.gateway.screens.forms import Form, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import named

screens = Screens("matrix")

_AT = "/console/schools/<uuid:school_id>/matrix"
_GRAVEST_FIRST = (Level.HIGH, Level.MEDIUM, Level.LOW)


@screens.on("GET", _AT, needs=GetMatrix)
def matrix(visit: Visit, school_id: UUID) -> Page:
    """The matrix, as a form for whoever may change it."""
    frame = settings.frame(visit, school_id, "matrix")
    known = _known(visit, school_id)
    filled = {
        field_of(one.impact, one.urgency): one.priority.value for one in known.cells
    }
    form = Form({**filled, "version": str(known.matrix_version)})
    return _shown(visit, frame, known, form)


@screens.on("POST", _AT, needs=SetMatrix)
def set_matrix(visit: Visit, school_id: UUID) -> Page:
    """Set it, unless somebody else did since the page was looked at."""
    frame, form = settings.frame(visit, school_id, "matrix"), form_of(request)
    try:
        command = SetMatrix(
            school_id=school_id,
            cells=_typed(form),
            version=version_of(form["version"]),
        )
        visit.asker.execute(command, visit.asker.command_id())
    except Refusal as refusal:
        if isinstance(refusal, Conflict):
            # Who is told of what changed meanwhile has seen it: sent again, it counts.
            said = {**form.values, "version": str(refusal.version)}
            form = replace(form, values=said)
        known = _known(visit, school_id)
        return _shown(visit, frame, known, form.keep(refusal)), refusal.status
    said_so = "It is set, for tickets that are opened or triaged from now on."
    return back(frame["at"], said_so)


def field_of(impact: Level, urgency: Level) -> str:
    """The name of the field for what an impact and an urgency make."""
    return f"{impact.value}.{urgency.value}"


def label_of(impact: Level, urgency: Level) -> str:
    """What it is called where all mistakes are told together."""
    return f"Impact {impact.value}, urgency {urgency.value}"


def _typed(form: Form) -> tuple[Cell, ...]:
    """The cells as they were chosen; Invalid names each that has no priority."""
    known = {one.value: one for one in Priority}
    chosen = {
        (impact, urgency): known.get(form[field_of(impact, urgency)])
        for impact in _GRAVEST_FIRST
        for urgency in _GRAVEST_FIRST
    }
    wrong = {
        field_of(*place): ["Choose one of these."]
        for place, priority in chosen.items()
        if priority is None
    }
    if wrong:
        raise Invalid(wrong)
    return tuple(
        Cell(impact=impact, urgency=urgency, priority=priority)
        for (impact, urgency), priority in chosen.items()
        if priority is not None
    )


def _known(visit: Visit, school_id: UUID) -> MatrixView:
    found: MatrixView = visit.asker.ask(GetMatrix(school_id=school_id))
    return found


def _shown(visit: Visit, frame: dict[str, Any], known: MatrixView, form: Form) -> str:
    promised = priorities.promised(visit, known.school_id)
    now = {(one.impact, one.urgency): one.priority for one in known.cells}
    offered = [one for one in Priority if one in {*promised, *now.values()}]
    return render_template(
        "settings/matrix.html",
        **frame,
        form=form,
        known=known,
        now=now,
        kept=[
            f"{label_of(one.impact, one.urgency)}: {named(one.priority)}"
            for one in known.cells
        ],
        levels=_GRAVEST_FIRST,
        impacts=portal_words.IMPACTS,
        urgencies=portal_words.URGENCIES,
        offered=offered,
        unpromised=[one for one in offered if one not in promised],
        field_of=field_of,
        label_of=label_of,
        labels={
            field_of(impact, urgency): label_of(impact, urgency)
            for impact in Level
            for urgency in Level
        },
    )
