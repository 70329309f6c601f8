"""Which articles are there for the desk, and which does a school or anybody read?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, or_, select

from contracts.guidance import (
    MOST_LISTED,
    ArticleRow,
    ArticleState,
    ArticlesView,
    ArticleVersion,
    ArticleView,
    Audience,
    FindArticles,
    FindGuidance,
    GetArticle,
    GetGuidance,
    GuidanceArticleView,
    GuidanceRow,
    GuidanceView,
)
from contracts.refusals import NotFound
from services.intake.articles.guidance_rows import content_of
from services.intake.articles.guidance_tables import (
    article_versions,
    articles,
    shown_articles,
)
from services.intake.articles.stems import fitting, stems_of
from shared.application import Answer, Asked


def find_articles(
    connection: Connection, query: FindArticles, _: Asked
) -> ArticlesView:
    """Every article by its title; with words, those that fit."""
    found = select(articles).order_by(articles.c.sort_title, articles.c.article_id)
    rows = (row for row, _ in _fitting(connection.execute(found), query.search))
    return ArticlesView(
        articles=tuple(
            ArticleRow(
                article_id=row.article_id,
                title=row.title,
                state=ArticleState(row.state),
                audience=Audience(row.audience),
                of_school=row.of_school,
                owner=row.owner,
                review_on=row.review_on,
                article_version=row.article_version,
                changed_at=row.changed_at,
            )
            for row in rows
        )
    )


def get_article(connection: Connection, query: GetArticle, _: Asked) -> ArticleView:
    """A version with what stands of the article; NotFound where there is none."""
    found = select(articles).where(articles.c.article_id == query.article_id)
    row = connection.execute(found).one_or_none()
    if row is None:
        raise NotFound("There is no such article.")
    wanted = query.article_version or row.article_version
    said = content_of(connection, row.school, row.article_id, wanted)
    if said is None:
        raise NotFound("There is no such version of the article.")
    return ArticleView(
        article_id=said.article_id,
        article_version=said.article_version,
        title=said.title,
        also_called=said.also_called,
        audience=said.audience,
        of_school=said.of_school,
        owner=said.owner or row.owner,
        review_on=row.review_on if wanted == row.article_version else said.review_on,
        from_ticket=said.from_ticket,
        text=said.text,
        state=ArticleState(row.state),
        shown_version=row.shown_version,
        version=row.version,
        versions=tuple(_versions(connection, row.school, row.article_id)),
    )


def find_guidance(
    connection: Connection, query: FindGuidance, _: Asked
) -> GuidanceView:
    """What the school may read, by title; with words, what fits most of them first.

    With words all titles are read, and never a text.
    """
    found = _shown_to(query.school_id, *_LISTED).order_by(
        shown_articles.c.sort_title, shown_articles.c.article_id
    )
    if not query.search.strip():
        found = found.limit(MOST_LISTED + 1)
    fitting_first = _fitting(connection.execute(found), query.search)
    return GuidanceView(
        articles=tuple(
            GuidanceRow(
                article_id=row.article_id,
                title=row.title,
                shown_since=row.shown_since,
                because=because,
            )
            for row, because in fitting_first[:MOST_LISTED]
        ),
        more=len(fitting_first) > MOST_LISTED,
    )


def get_guidance(
    connection: Connection, query: GetGuidance, _: Asked
) -> GuidanceArticleView:
    """An article that the school may read; NotFound, too, where it is another's."""
    found = _shown_to(query.school_id, shown_articles).where(
        shown_articles.c.article_id == query.article_id
    )
    row = connection.execute(found).one_or_none()
    if row is None:
        raise NotFound("There is no such article.")
    return GuidanceArticleView(
        article_id=row.article_id,
        title=row.title,
        text=row.text,
        article_version=row.article_version,
        shown_since=row.shown_since,
    )


_LISTED = tuple(
    shown_articles.c[name]
    for name in ("article_id", "title", "also_called", "shown_since")
)

ANSWERS: Mapping[type, Answer] = {
    FindArticles: find_articles,
    GetArticle: get_article,
    FindGuidance: find_guidance,
    GetGuidance: get_guidance,
}


def _shown_to(school: UUID | None, *columns: Any) -> Select[tuple[Any, ...]]:
    """What a school may read; what anybody may, where none is named."""
    asked = select(*columns)
    if school is None:
        return asked.where(shown_articles.c.for_anybody)
    of_school = shown_articles.c.of_school
    return asked.where(or_(of_school.is_(None), of_school == school))


def _fitting(
    rows: Iterable[Row[Any]], search: str
) -> list[tuple[Row[Any], tuple[str, ...]]]:
    """Each row with the words that fit it, most first; all of them without words."""
    if not search.strip():
        return [(row, ()) for row in rows]
    typed = stems_of(search)
    told = [(row, fitting(typed, f"{row.title} {row.also_called}")) for row in rows]
    return sorted((one for one in told if one[1]), key=lambda one: -len(one[1]))


def _versions(
    connection: Connection, school: UUID, article_id: UUID
) -> Iterable[ArticleVersion]:
    found = (
        select(article_versions)
        .where(
            article_versions.c.school == school,
            article_versions.c.article_id == article_id,
        )
        .order_by(article_versions.c.article_version.desc())
    )
    for row in connection.execute(found):
        yield ArticleVersion(
            article_version=row.article_version,
            written_by=row.written_by,
            written_at=row.written_at,
        )
