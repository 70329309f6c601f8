"""How does somebody answer the survey of a year, without signing in?

Mail is read by machines that follow every link, so the link of a letter says nothing by
itself: it opens a page that is sent.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from flask import render_template, request

from contracts.access import platform
from contracts.look import GetLook, LookView
from contracts.refusals import Invalid, Refusal
from contracts.surveys import AnswerSurvey, GetSurveyAnswer, Scored, SurveyAnswerView
from services.gateway.asking import gateway
from services.gateway.school_years import SchoolYear
from services.gateway.screens import shades
from services.gateway.screens.forms import Form, empty, form_of
from services.gateway.screens.frame import Page, Screens, back
from services.gateway.screens.visits import Visit
from shared.work import Cause

screens = Screens("survey_answers")

SCALE = (
    ("5", "I agree strongly"),
    ("4", "I agree"),
    ("3", "Neither"),
    ("2", "I disagree"),
    ("1", "I disagree strongly"),
)

_AT = "/survey/<uuid:school_id>/<uuid:survey_id>/<uuid:person_id>/<proof>"
_GATEWAY = platform("gateway")


@screens.open("GET", _AT)
def ask(_: Visit | None, **link: Any) -> Page:
    """The statements, with what was said before."""
    view = _answer(link)
    scores = {one.question: str(one.score) for one in view.scores}
    return _shown(link, view, empty(**scores, comment=view.comment))


@screens.open("POST", _AT)
def answer(_: Visit | None, **link: Any) -> Page:
    """Keep what was said; it may be said anew by the same link."""
    form = form_of(request)
    view = _answer(link)
    try:
        scores = _scores(view, form)
        command = form.only("comment").read(AnswerSurvey, **link, scores=scores)
        gateway().link.execute(command, Cause(caller=_GATEWAY, command_id=uuid4()))
    except Refusal as refusal:
        return _shown(link, view, form.keep(refusal)), refusal.status
    return back(request.path, "Thank you. You may change it here.")


def _scores(view: SurveyAnswerView, form: Form) -> tuple[Scored, ...]:
    """What was chosen of each statement; Invalid where there is nothing."""
    known = {value for value, _ in SCALE}
    missing = [one.name for one in view.questions if form[one.name] not in known]
    if missing:
        raise Invalid({one: ["Choose one of these."] for one in missing})
    return tuple(
        Scored(question=one.name, score=int(form[one.name])) for one in view.questions
    )


def _answer(link: dict[str, Any]) -> SurveyAnswerView:
    """What was said so far; NotFound for a link that is not ours."""
    found: SurveyAnswerView = gateway().link.ask(GetSurveyAnswer(**link), _GATEWAY)
    return found


def _shown(link: dict[str, Any], view: SurveyAnswerView, form: Form) -> str:
    question = GetLook(school_id=link["school_id"])
    school: LookView = gateway().link.ask(question, _GATEWAY)
    return render_template(
        "portal/survey.html",
        school=school,
        stylesheet=shades.address_of(school.accent),
        view=view,
        year=SchoolYear(view.year_from.year).name,
        form=form,
        scale=SCALE,
        labels={one.name: one.statement for one in view.questions},
        address=request.path,
    )
