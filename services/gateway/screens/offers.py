"""Which guidance fits what somebody types, so that it may spare them the rest?"""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from contracts.guidance import (
    FindGuidance,
    GetGuidance,
    GuidanceArticleView,
    GuidanceView,
)
from contracts.refusals import NotFound, Unavailable
from services.gateway.screens.forms import Form
from services.gateway.screens.visits import Visit

MOST = 3
"""Articles that are offered at once: nobody in a hurry reads more titles."""

_LONGEST = 2_000


class Offer(NamedTuple):
    """An article to read beside the form, and the words that it was found by."""

    article: GuidanceArticleView
    because: tuple[str, ...]


def fitting(visit: Visit, school_id: UUID, form: Form) -> list[Offer]:
    """What fits the form so far, best first; nothing where it cannot be asked for.

    Guidance is a help beside the form: nobody is kept from asking by its absence.
    """
    typed = f"{form['subject']} {form['description']}".strip()[:_LONGEST]
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
    visit: Visit, school_id: UUID, article_id: UUID
) -> GuidanceArticleView | None:
    """What it says; None where it was withdrawn just now."""
    try:
        found: GuidanceArticleView = visit.asker.ask(
            GetGuidance(school_id=school_id, article_id=article_id)
        )
    except (NotFound, Unavailable):
        return None
    return found
