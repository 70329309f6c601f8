"""How is it said how an article stands, and who reads it?"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from contracts.guidance import ArticleState, Audience
from services.gateway.screens.words import LONDON

STATES = {
    ArticleState.DRAFT: "Draft",
    ArticleState.PUBLISHED: "Published",
    ArticleState.CHANGED: "Published, and changed since",
    ArticleState.WITHDRAWN: "Withdrawn",
}

AUDIENCES = {
    Audience.DESK: "The desk",
    Audience.SCHOOLS: "Schools, once signed in",
    Audience.ANYBODY: "Anybody, without signing in",
}


def in_a_year(now: datetime) -> date:
    """The day on which an article is read again, unless somebody says another."""
    return now.astimezone(LONDON).date() + timedelta(days=365)


def is_due(review_on: date | None, now: datetime) -> bool:
    """Whether an article is to be read again by today, as it is in London."""
    return review_on is not None and review_on <= now.astimezone(LONDON).date()
