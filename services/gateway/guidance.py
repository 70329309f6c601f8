"""What may be asked of guidance? What a school may read, and what fits some words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from contracts.guidance import (
    FindGuidance,
    GetGuidance,
    GuidanceArticleView,
    GuidanceView,
)
from services.gateway.asking import Asker
from services.gateway.routes import Body, Routes
from services.gateway.schemas import GUIDANCE_QUERY, SchoolQuery, answer_of

routes = Routes("guidance", "What a school may read, as it was published last.")


@routes.on(
    "GET",
    "/guidance",
    needs=FindGuidance,
    query=GUIDANCE_QUERY,
    answer=answer_of(GuidanceView),
)
def find_guidance(asker: Asker, query: Body) -> Any:
    """List what a school may read; with words, what fits them, best first, and why.

    A token of a school finds what that school may read. One of the MSP finds what
    anybody may, or what the school may that it names.
    """
    return asker.ask(FindGuidance(**query))


@routes.on(
    "GET",
    "/guidance/<uuid:article_id>",
    needs=GetGuidance,
    query=SchoolQuery(),
    answer=answer_of(GuidanceArticleView),
)
def get_guidance(asker: Asker, article_id: UUID, query: Body) -> Any:
    """Show an article as it was published last, its text in Markdown."""
    return asker.ask(GetGuidance(article_id=article_id, school_id=query.get("school")))
