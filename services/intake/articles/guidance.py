"""May an article be written so, shown, read again, or shown no more?"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import TypeAlias, assert_never

from contracts.guidance import (
    ArticlePublished,
    ArticleReviewed,
    ArticleWithdrawn,
    ArticleWritten,
    Audience,
    PublishArticle,
    ReviewArticle,
    WithdrawArticle,
    WriteArticle,
)
from contracts.refusals import Invalid, NotFound, Refused
from contracts.values import PROVIDER
from services.intake.months import LONDON
from shared.decider import Decider


@dataclass(frozen=True)
class NotWritten:
    """There is no such article yet."""


@dataclass(frozen=True, kw_only=True)
class Article:
    """What it says by its last version, and which version is shown, if any."""

    last: ArticleWritten
    shown_version: int | None = None


State: TypeAlias = NotWritten | Article
Command: TypeAlias = WriteArticle | PublishArticle | ReviewArticle | WithdrawArticle
Event: TypeAlias = (
    ArticleWritten | ArticlePublished | ArticleReviewed | ArticleWithdrawn
)


def decide(state: State, command: Command, now: datetime) -> list[Event]:
    """The events that follow; Invalid names each field that is wrong."""
    if command.school_id != PROVIDER:
        raise Refused("Articles are the provider's, not one of a school.")
    match command:
        case WriteArticle():
            return _write(state, command)
        case PublishArticle():
            return _publish(_written(state))
        case ReviewArticle():
            return _review(_written(state), command, now)
        case WithdrawArticle():
            return _withdraw(_written(state))
        case _:
            assert_never(command)


def evolve(state: State, event: Event) -> State:
    """What is true of the article after the event."""
    match event:
        case ArticleWritten():
            return replace(
                state if isinstance(state, Article) else Article(last=event), last=event
            )
        case ArticlePublished():
            return replace(_written(state), shown_version=event.article_version)
        case ArticleReviewed():
            article = _written(state)
            return replace(
                article, last=replace(article.last, review_on=event.review_on)
            )
        case ArticleWithdrawn():
            return replace(_written(state), shown_version=None)
        case _:
            assert_never(event)


def _write(state: State, command: WriteArticle) -> list[Event]:
    errors = {
        name: ["Must not be blank."]
        for name in ("title", "text")
        if not getattr(command, name).strip()
    }
    if command.audience is Audience.ANYBODY and command.of_school is not None:
        errors["audience"] = ["What is of one school is not for anybody to read."]
    if errors:
        raise Invalid(errors)
    last = state.last if isinstance(state, Article) else None
    version = last.article_version if last else 0
    wanted = _wanted(command, version)
    return [] if wanted == last else [replace(wanted, article_version=version + 1)]


def _wanted(command: WriteArticle, version: int) -> ArticleWritten:
    """The article without blanks around what was typed."""
    said = {
        field.name: getattr(command, field.name)
        for field in fields(command)
        if field.name not in {"school_id", "version"}
    }
    for name in ("title", "also_called", "text"):
        said[name] = said[name].strip()
    return ArticleWritten(article_version=version, **said)


def _publish(article: Article) -> list[Event]:
    last = article.last
    if article.shown_version == last.article_version:
        return []
    return [
        ArticlePublished(
            article_id=last.article_id, article_version=last.article_version
        )
    ]


def _review(article: Article, command: ReviewArticle, now: datetime) -> list[Event]:
    if command.review_on <= now.astimezone(LONDON).date():
        raise Invalid({"review_on": ["Must be a day that is still to come."]})
    if command.review_on == article.last.review_on:
        return []
    return [
        ArticleReviewed(
            article_id=article.last.article_id,
            article_version=article.last.article_version,
            review_on=command.review_on,
        )
    ]


def _withdraw(article: Article) -> list[Event]:
    if article.shown_version is None:
        return []
    return [
        ArticleWithdrawn(
            article_id=article.last.article_id, article_version=article.shown_version
        )
    ]


def _written(state: State) -> Article:
    if isinstance(state, NotWritten):
        raise NotFound("There is no such article.")
    return state


ARTICLE: Decider[State] = Decider(
    category="article",
    identity="article_id",
    commands=(WriteArticle, PublishArticle, ReviewArticle, WithdrawArticle),
    initial=NotWritten(),
    decide=decide,
    evolve=evolve,
)
