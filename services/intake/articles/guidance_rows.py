"""How are articles kept as they are written, shown and withdrawn?"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from contracts.codec import dump, restore
from contracts.guidance import (
    ArticlePublished,
    ArticleReviewed,
    ArticleState,
    ArticleWithdrawn,
    ArticleWritten,
    Audience,
)
from services.intake.articles.guidance_tables import (
    article_versions,
    articles,
    shown_articles,
)
from shared.work import Fresh

GUIDANCE_EVENTS = (ArticleWritten, ArticlePublished, ArticleReviewed, ArticleWithdrawn)


def keep_article(connection: Connection, fresh: Fresh) -> None:
    """Keep every version for the desk, and what is shown as it was published last."""
    event = fresh.event
    match event:
        case ArticleWritten():
            _keep_version(connection, fresh, event)
        case ArticlePublished():
            _show(connection, fresh, event)
            _change(connection, fresh, ArticleState.PUBLISHED, event.article_version)
        case ArticleReviewed():
            again = {"review_on": event.review_on, "version": fresh.stream_version}
            connection.execute(_CHANGE, _which(fresh) | again)
        case ArticleWithdrawn():
            connection.execute(_HIDE, _which(fresh))
            _change(connection, fresh, ArticleState.WITHDRAWN, None)


def content_of(
    connection: Connection, school: UUID, article_id: UUID, article_version: int
) -> ArticleWritten | None:
    """What a version says; None where there is none."""
    which = {
        "of_school_id": school,
        "of_article": article_id,
        "of_version": article_version,
    }
    content = connection.execute(_CONTENT, which).scalar()
    return restore(ArticleWritten, json.loads(content)) if content else None


def _keep_version(connection: Connection, fresh: Fresh, event: ArticleWritten) -> None:
    version = {
        "school": fresh.school,
        "article_id": event.article_id,
        "article_version": event.article_version,
        "written_by": fresh.actor,
        "written_at": fresh.happened_at,
        "content": json.dumps(dump(event)),
    }
    connection.execute(insert(article_versions), version)
    known = connection.execute(_KNOWN, _which(fresh)).one_or_none()
    shown_version = known.shown_version if known else None
    row = {
        "school": fresh.school,
        "article_id": event.article_id,
        "article_version": event.article_version,
        "title": event.title,
        "sort_title": event.title.casefold(),
        "also_called": event.also_called,
        "state": (ArticleState.CHANGED if shown_version else ArticleState.DRAFT).value,
        "audience": event.audience.value,
        "of_school": event.of_school,
        "owner": event.owner or fresh.actor,
        "review_on": event.review_on,
        "shown_version": shown_version,
        "version": fresh.stream_version,
        "changed_at": fresh.happened_at,
    }
    connection.execute(_FORGET, _which(fresh))
    connection.execute(insert(articles), row)


def _show(connection: Connection, fresh: Fresh, event: ArticlePublished) -> None:
    """Have a version take the place of what was shown; the desk's own is not shown."""
    connection.execute(_HIDE, _which(fresh))
    said = content_of(connection, fresh.school, event.article_id, event.article_version)
    if said is None or said.audience is Audience.DESK:
        return
    row = {
        "school": fresh.school,
        "article_id": event.article_id,
        "of_school": said.of_school,
        "for_anybody": said.audience is Audience.ANYBODY,
        "title": said.title,
        "sort_title": said.title.casefold(),
        "also_called": said.also_called,
        "text": said.text,
        "article_version": event.article_version,
        "shown_since": fresh.happened_at,
    }
    connection.execute(insert(shown_articles), row)


def _change(
    connection: Connection, fresh: Fresh, state: ArticleState, shown: int | None
) -> None:
    changed = {
        "state": state.value,
        "shown_version": shown,
        "version": fresh.stream_version,
        "changed_at": fresh.happened_at,
    }
    connection.execute(_CHANGE, _which(fresh) | changed)


def _which(fresh: Fresh) -> dict[str, Any]:
    return {"of_school_id": fresh.school, "of_article": fresh.event.article_id}


# Made once: to build a statement takes several times as long as to carry it out.
_OF_ARTICLE = (articles.c.school == bindparam("of_school_id")) & (
    articles.c.article_id == bindparam("of_article")
)
_KNOWN = select(articles.c.shown_version).where(_OF_ARTICLE)
_CHANGE = update(articles).where(_OF_ARTICLE)
_FORGET = delete(articles).where(_OF_ARTICLE)
_HIDE = delete(shown_articles).where(
    shown_articles.c.school == bindparam("of_school_id"),
    shown_articles.c.article_id == bindparam("of_article"),
)
_CONTENT = select(article_versions.c.content).where(
    article_versions.c.school == bindparam("of_school_id"),
    article_versions.c.article_id == bindparam("of_article"),
    article_versions.c.article_version == bindparam("of_version"),
)
