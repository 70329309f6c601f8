"""Which articles has the MSP for two schools that are alike in every id?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from contracts.guidance import (
    FindArticles,
    FindGuidance,
    GetArticle,
    GetGuidance,
    PublishArticle,
    ReviewArticle,
    WithdrawArticle,
    WriteArticle,
)
from contracts.values import PROVIDER
from tests.support import alike_enquiries, alike_incidents


def article_of(school: UUID) -> UUID:
    """An article of one school: all of them are the MSP's, so no two share an id."""
    return uuid5(school, "article")


def articles_of(school: UUID, word: str, kept_at: UUID = PROVIDER) -> Iterator[Any]:
    """An article that a school is shown, which was withdrawn and is shown again.

    Kept at a school and not at the MSP, each of these commands is refused.
    """
    which: dict[str, Any] = {"school_id": kept_at, "article_id": article_of(school)}
    said = {"title": f"{word} projector", "text": f"At {word} it has a second switch."}
    yield WriteArticle(**which | said, of_school=school)
    yield PublishArticle(**which)
    yield ReviewArticle(**which, review_on=date(2050, 9, 1))
    yield WithdrawArticle(**which)
    yield PublishArticle(**which)
    yield from alike_incidents.known_errors_of(school, word, kept_at)
    if kept_at == PROVIDER:
        yield from alike_enquiries.enquiries_of(school, word)
    else:
        yield from alike_enquiries.refused_of(school, word)


QUERIES: dict[type, Any] = {
    FindGuidance: lambda s: FindGuidance(school_id=s, search="projector"),
    GetGuidance: lambda s: GetGuidance(school_id=s, article_id=article_of(s)),
}
"""What a school may ask."""

OF_THE_DESK: dict[type, Any] = {
    **alike_incidents.OF_THE_DESK,
    **alike_enquiries.OF_THE_DESK,
    FindArticles: FindArticles(),
    GetArticle: GetArticle(article_id=article_of(UUID(int=1))),
}
"""What only the desk may."""

READERS: dict[str, Any] = {
    **alike_enquiries.READERS,
    "intake.articles.guidance_rows.content_of": lambda s: (PROVIDER, article_of(s), 1),
    "intake.articles.guidance_queries.find_articles": lambda _: (FindArticles(),),
    "intake.articles.guidance_queries.get_article": lambda s: (
        GetArticle(article_id=article_of(s)),
    ),
    "intake.articles.guidance_queries.find_guidance": lambda s: (
        FindGuidance(school_id=s, search="projector"),
    ),
    "intake.articles.guidance_queries.get_guidance": lambda s: (
        GetGuidance(school_id=s, article_id=article_of(s)),
    ),
}
