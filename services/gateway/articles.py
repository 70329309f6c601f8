"""What may be said and asked of articles? The desk writes, shows and withdraws them."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from marshmallow import Schema, fields, validate

from contracts.guidance import (
    ArticlesView,
    ArticleView,
    FindArticles,
    GetArticle,
    PublishArticle,
    ReviewArticle,
    WithdrawArticle,
    WriteArticle,
)
from contracts.values import PROVIDER
from services.gateway.asking import Asker, replayed
from services.gateway.routes import Body, Routes
from services.gateway.schemas import (
    ARTICLES_QUERY,
    AddedArticle,
    answer_of,
    body_of,
    body_of_new,
)

_ONE = "/articles/<uuid:article_id>"
_NEW = body_of_new("NewArticle", WriteArticle, "school_id", "article_id")
_WRITTEN = body_of(WriteArticle, "school_id", "article_id")
_SHOWN = body_of(PublishArticle, "school_id", "article_id")

routes = Routes("articles", "What the MSP writes for its schools, drafts too.")


class VersionQuery(Schema):
    """Which version; the last one if none is named."""

    version = fields.Integer(strict=True, validate=validate.Range(1, 2**31))


@routes.on(
    "GET",
    "/articles",
    needs=FindArticles,
    query=ARTICLES_QUERY,
    answer=answer_of(ArticlesView),
)
def find_articles(asker: Asker, query: Body) -> Any:
    """List all articles by title; with words, those that fit, best first."""
    return asker.ask(FindArticles(**query))


@routes.on(
    "POST",
    "/articles",
    needs=WriteArticle,
    body=_NEW,
    answer=AddedArticle(),
    status=201,
    keyed=True,
)
def add_article(asker: Asker, body: Body) -> Any:
    """Write an article; nobody but the desk reads it until it is published."""
    command_id = asker.command_id("articles")
    article_id = uuid5(command_id, "article")
    command = WriteArticle(school_id=PROVIDER, article_id=article_id, **body)
    receipt = asker.execute(command, command_id)
    where = f"/api/v1/articles/{article_id}"
    return {"article_id": article_id}, {"Location": where, **replayed(receipt)}


@routes.on(
    "GET",
    _ONE,
    needs=GetArticle,
    query=VersionQuery(),
    answer=answer_of(ArticleView),
)
def get_article(asker: Asker, article_id: UUID, query: Body) -> Any:
    """Show an article as it was written last or in another version, and by whom."""
    version = query.get("version")
    return asker.ask(GetArticle(article_id=article_id, article_version=version))


@routes.on(
    "PUT",
    _ONE,
    needs=WriteArticle,
    body=_WRITTEN,
    answer=None,
    status=204,
    keyed=True,
    problems=(409,),
)
def write_article(asker: Asker, article_id: UUID, body: Body) -> Any:
    """Write the next version of an article, all of it."""
    asker.ask(GetArticle(article_id=article_id))
    command = WriteArticle(school_id=PROVIDER, article_id=article_id, **body)
    asker.execute(command, asker.command_id(article_id))
    return ""


@routes.on(
    "POST",
    f"{_ONE}/publish",
    needs=PublishArticle,
    body=_SHOWN,
    answer=None,
    status=204,
    keyed=True,
    problems=(409,),
)
def publish_article(asker: Asker, article_id: UUID, body: Body) -> Any:
    """Show an article, as it was written last, to those it is for."""
    command = PublishArticle(school_id=PROVIDER, article_id=article_id, **body)
    asker.execute(command, asker.command_id(article_id, "publish"))
    return ""


@routes.on(
    "POST",
    f"{_ONE}/review",
    needs=ReviewArticle,
    body=body_of(ReviewArticle, "school_id", "article_id"),
    answer=None,
    status=204,
    keyed=True,
    problems=(409,),
)
def review_article(asker: Asker, article_id: UUID, body: Body) -> Any:
    """Say that an article was read again and still holds, and when to do so next."""
    command = ReviewArticle(school_id=PROVIDER, article_id=article_id, **body)
    asker.execute(command, asker.command_id(article_id, "review"))
    return ""


@routes.on(
    "POST",
    f"{_ONE}/withdraw",
    needs=WithdrawArticle,
    body=_SHOWN,
    answer=None,
    status=204,
    keyed=True,
    problems=(409,),
)
def withdraw_article(asker: Asker, article_id: UUID, body: Body) -> Any:
    """Show an article to nobody but the desk any more."""
    command = WithdrawArticle(school_id=PROVIDER, article_id=article_id, **body)
    asker.execute(command, asker.command_id(article_id, "withdraw"))
    return ""
