"""Which guidance fits what somebody types, so that it may spare them the rest?"""

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
from contracts.refusals import NotFound, Unavailable
from services.gateway.screens.forms import Form
from services.gateway.screens.frame import is_fragment
from services.gateway.screens.visits import Visit

MOST = 3
"""Articles that are offered at once: nobody in a hurry reads more titles."""

_LONGEST = 2_000


class Offer(NamedTuple):
    """An article to read beside the form, and the words that it was found by."""

    article: GuidanceArticleView
    because: tuple[str, ...]


class Offers(NamedTuple):
    """What a form offers, by which fields, and where; `done` is where one goes then."""

    found: list[Offer]
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
    return Offers(
        found=fitting(visit, school_id, f"{about} {typed}" if typed else ""),
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
    typed = words.strip()[:_LONGEST]
    if not typed:
        return []
    try:
        found: GuidanceView = visit.asker.ask(
            FindGuidance(school_id=school_id, search=typed)
        )
    except Unavailable:
        return []
    return [
        Offer(article, one.because)
        for one in found.articles[:MOST]
        if (article := _article(visit, school_id, one.article_id)) is not None
    ]


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
