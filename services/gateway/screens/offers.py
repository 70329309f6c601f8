"""Which guidance and known errors fit what somebody types, and spare them the rest?"""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from flask import request

from contracts.guidance import (
    FindGuidance,
    GetGuidance,
    GuidanceArticleView,
    GuidanceView,
)
from contracts.problems import ErrorShown, ErrorsShownView, FindKnownErrors
from contracts.refusals import NotFound, Unavailable
from services.gateway.screens.forms import Form
from services.gateway.screens.frame import is_fragment
from services.gateway.screens.visits import Visit

MOST = 3
"""Of each kind offered at once: nobody in a hurry reads more titles."""

_LONGEST = 2_000


class Offer(NamedTuple):
    """An article to read beside the form, and the words that it was found by."""

    article: GuidanceArticleView
    because: tuple[str, ...]


class Offers(NamedTuple):
    """What a form offers, by which fields, and where; `done` is where one goes then."""

    found: list[Offer]
    errors: tuple[ErrorShown, ...]
    fields: tuple[str, ...]
    at: str
    looked: bool
    is_part: bool
    done: str = ""


def is_asked(form: Form) -> bool:
    """Whether a form was only sent to see whether guidance fits."""
    return form["act"] == "look"


def offered(
    visit: Visit,
    school_id: UUID | None,
    form: Form,
    *fields: str,
    about: str = "",
    done: str = "",
) -> Offers:
    """What is offered beside a form for what is typed into its fields so far.

    `about` is what the whole form is about; alone it asks for nothing.
    """
    typed = " ".join(form[one] for one in fields).strip()
    wanted = f"{about} {typed}".strip()[:_LONGEST] if typed else ""
    return Offers(
        found=fitting(visit, school_id, wanted),
        errors=_known_errors(visit, school_id, wanted),
        fields=fields,
        at=request.path,
        looked=is_asked(form),
        is_part=is_fragment("offered"),
        done=done,
    )


def template(whole: str) -> str:
    """The whole page of a form, or only what is offered in it."""
    return "guidance/offered.html" if is_fragment("offered") else whole


def fitting(visit: Visit, school_id: UUID | None, words: str) -> list[Offer]:
    """What fits the words, best first; nothing where it cannot be asked for.

    Guidance is a help beside the form: nobody is kept from asking by its absence.
    Without a school it is what anybody may read.
    """
    if not words:
        return []
    try:
        found: GuidanceView = visit.asker.ask(
            FindGuidance(school_id=school_id, search=words)
        )
    except Unavailable:
        return []
    return [
        Offer(article, one.because)
        for one in found.articles[:MOST]
        if (article := _article(visit, school_id, one.article_id)) is not None
    ]


def _known_errors(
    visit: Visit, school_id: UUID | None, words: str
) -> tuple[ErrorShown, ...]:
    """What is known to be wrong at a school that fits; nothing if nobody can say."""
    if school_id is None or not words:
        return ()
    question = FindKnownErrors(school_id=school_id, search=words)
    try:
        found: ErrorsShownView = visit.asker.ask(question)
    except Unavailable:
        return ()
    return found.errors[:MOST]


def _article(
    visit: Visit, school_id: UUID | None, article_id: UUID
) -> GuidanceArticleView | None:
    """What it says; None where it was withdrawn just now."""
    try:
        found: GuidanceArticleView = visit.asker.ask(
            GetGuidance(school_id=school_id, article_id=article_id)
        )
    except (NotFound, Unavailable):
        return None
    return found
