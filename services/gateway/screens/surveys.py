"""What came of the surveys of a school, or of all, and how is the next one sent?"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple
from uuid import UUID, uuid4

from flask import render_template, request

from contracts.access import Right
from contracts.refusals import Refusal
from contracts.surveys import (
    GetSurveys,
    QuestionFigures,
    SendSurvey,
    SurveyFigures,
    SurveysView,
)
from services.gateway.school_years import SchoolYear
from services.gateway.screens import names
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.homes import dressed
from services.gateway.screens.visits import Visit
from services.gateway.surveys import survey_of

screens = Screens("surveys")


class Shown(NamedTuple):
    """A survey as a page tells it; `rate` is None where no letter went out."""

    survey: SurveyFigures
    year: str
    rate: int | None


@screens.on("GET", "/surveys", needs=Right.WORK_TICKETS)
def of_all(visit: Visit) -> Page:
    """All schools, the newest survey first."""
    return _shown(visit, None, empty())


@screens.on("GET", "/surveys/<uuid:school_id>", needs=GetSurveys)
def of_one(visit: Visit, school_id: UUID) -> Page:
    """One school, as its own leaders and governors see it."""
    return _shown(visit, school_id, empty())


@screens.on("POST", "/surveys/<uuid:school_id>", needs=SendSurvey)
def send(visit: Visit, school_id: UUID) -> Page:
    """Ask everybody who asked for something this year; sent twice, there is one."""
    form = form_of(request)
    asker = replace(visit.asker, key=form["key"] or None)
    try:
        command = survey_of(asker, school_id)
        asker.execute(command, asker.command_id(school_id, "survey page"))
    except Refusal as refusal:
        return _shown(visit, school_id, form.keep(refusal)), refusal.status
    return back(f"/surveys/{school_id}", "It is sent. Letters go out one by one.")


def mean_of(one: QuestionFigures) -> float | None:
    """How much was agreed on the whole; None where nobody said."""
    times = sum(one.times)
    points = sum(score * number for score, number in enumerate(one.times, start=1))
    return round(points / times, 1) if times else None


def _shown(visit: Visit, school_id: UUID | None, form: Form) -> str:
    view: SurveysView = visit.asker.ask(GetSurveys(school_id=school_id))
    return render_template(
        "surveys/report.html",
        form=form,
        surveys=[_of(one) for one in view.surveys],
        found=view.found,
        mean_of=mean_of,
        name=names.school,
        key=uuid4(),
        may_send=school_id is not None and visit.may(Right.READ_PEOPLE, school_id),
        **(dressed(visit, school_id) if school_id else {"home": "/console"}),
    )


def _of(one: SurveyFigures) -> Shown:
    rate = round(100 * one.answered / one.asked) if one.asked else None
    return Shown(one, SchoolYear(one.year_from.year).name, rate)
