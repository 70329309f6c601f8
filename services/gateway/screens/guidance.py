"""What may somebody at a school read, and what may anybody who has not signed in?"""

from __future__ import annotations

from uuid import UUID

from flask import render_template, request

from contracts.access import platform
from contracts.guidance import (
    FindGuidance,
    GetGuidance,
    GuidanceArticleView,
    GuidanceView,
)
from services.gateway.asking import gateway
from services.gateway.screens.frame import Page, Screens
from services.gateway.screens.portal import frame
from services.gateway.screens.visits import Visit

screens = Screens("guidance")

_OF_SCHOOL = "/portal/<uuid:school_id>/guidance"


@screens.on("GET", _OF_SCHOOL, needs=FindGuidance)
def guidance(visit: Visit, school_id: UUID) -> Page:
    """What the school may read, or what of it fits some words."""
    search = _search()
    found: GuidanceView = visit.asker.ask(
        FindGuidance(school_id=school_id, search=search)
    )
    return render_template(
        "portal/guidance.html",
        **frame(visit, school_id),
        articles=found.articles,
        more=found.more,
        search=search,
    )


@screens.on("GET", f"{_OF_SCHOOL}/<uuid:article_id>", needs=GetGuidance)
def article(visit: Visit, school_id: UUID, article_id: UUID) -> Page:
    """An article as it was published last."""
    found: GuidanceArticleView = visit.asker.ask(
        GetGuidance(school_id=school_id, article_id=article_id)
    )
    return render_template(
        "portal/guidance_article.html", **frame(visit, school_id), article=found
    )


@screens.open("GET", "/guidance")
def open_guidance(_: Visit | None) -> Page:
    """What anybody may read, such as somebody who cannot sign in."""
    search = _search()
    found: GuidanceView = gateway().link.ask(
        FindGuidance(search=search), platform("gateway")
    )
    return render_template(
        "guidance/all.html", articles=found.articles, more=found.more, search=search
    )


@screens.open("GET", "/guidance/<uuid:article_id>")
def open_article(_: Visit | None, article_id: UUID) -> Page:
    """One of those; what is for schools only is not found."""
    found: GuidanceArticleView = gateway().link.ask(
        GetGuidance(article_id=article_id), platform("gateway")
    )
    return render_template("guidance/article.html", article=found)


def _search() -> str:
    return request.args.get("search", "").strip()[:200]
