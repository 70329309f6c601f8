"""Is what the MSP writes shown to whom it is for, as it was published last?"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import select

from contracts.access import platform
from contracts.guidance import (
    ArticleState,
    ArticleView,
    Audience,
    FindGuidance,
    GetArticle,
    GetGuidance,
)
from contracts.refusals import NotFound
from contracts.values import PROVIDER
from services.intake.articles import guidance_queries
from services.intake.articles.guidance_tables import articles, shown_articles
from tests.services.intake.articles.test_guidance import (
    PROJECTOR,
    publish,
    review,
    withdraw,
    write,
)
from tests.support.cast import ASHGROVE, BECKFIELD, OLU
from tests.support.rebuilding import compared
from tests.support.town import Town


def article(town: Town, version: int | None = None) -> ArticleView:
    found: ArticleView = town.ask(
        GetArticle(article_id=PROJECTOR, article_version=version)
    )
    return found


def titles(town: Town, school: UUID | None) -> list[str]:
    """What a school is shown, or (None) anybody."""
    found = town.ask(FindGuidance(school_id=school), by=platform("gateway"))
    return [one.title for one in found.articles]


def test_a_draft_is_the_desks_alone(town: Town) -> None:
    town.execute(write, by=OLU.caller)
    assert titles(town, ASHGROVE) == []
    with pytest.raises(NotFound):
        town.ask(GetGuidance(article_id=PROJECTOR, school_id=ASHGROVE))
    found = article(town)
    assert (found.state, found.shown_version) == (ArticleState.DRAFT, None)
    assert found.owner == OLU.caller.actor


def test_a_later_version_is_shown_once_it_is_published(town: Town) -> None:
    for command in (write, publish, replace(write, title="It stays dark")):
        town.execute(command)
    assert titles(town, ASHGROVE) == [write.title]
    assert article(town).state is ArticleState.CHANGED
    town.execute(publish)
    assert titles(town, ASHGROVE) == ["It stays dark"]
    assert article(town).state is ArticleState.PUBLISHED


def test_a_version_of_before_says_what_it_said_and_who_wrote_each(town: Town) -> None:
    town.execute(write, by=OLU.caller)
    town.execute(replace(write, title="It stays dark"))
    assert article(town, 1).title == write.title
    assert [one.article_version for one in article(town).versions] == [2, 1]
    assert article(town).versions[1].written_by == OLU.caller.actor
    with pytest.raises(NotFound, match="version"):
        article(town, 3)


def test_what_was_read_again_says_when_it_is_due_and_is_shown_on(town: Town) -> None:
    for command in (write, publish, review):
        town.execute(command)
    found = article(town)
    assert (found.review_on, found.version) == (review.review_on, 3)
    assert found.state is ArticleState.PUBLISHED
    assert compared(town, "intake", PROVIDER).changed == {}
    town.execute(replace(write, title="It stays dark"))
    assert article(town, 1).review_on is None


def test_what_is_withdrawn_is_shown_to_nobody(town: Town) -> None:
    for command in (write, publish, withdraw):
        town.execute(command)
    assert titles(town, ASHGROVE) == []
    assert article(town).state is ArticleState.WITHDRAWN
    town.execute(replace(write, title="It stays dark"))
    assert article(town).state is ArticleState.DRAFT


def test_what_is_of_one_school_is_shown_to_no_other(town: Town) -> None:
    for command in (replace(write, of_school=ASHGROVE), publish):
        town.execute(command)
    assert titles(town, ASHGROVE) == [write.title]
    assert titles(town, BECKFIELD) == titles(town, None) == []
    with pytest.raises(NotFound):
        town.ask(GetGuidance(article_id=PROJECTOR, school_id=BECKFIELD))


def test_without_its_condition_another_school_would_read_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin; for the policy of a server see tests/services/test_readers_apart.py."""
    for command in (replace(write, of_school=ASHGROVE), publish):
        town.execute(command)
    monkeypatch.setattr(guidance_queries, "_shown_to", lambda _, *of: select(*of))
    assert titles(town, BECKFIELD) == [write.title]


@pytest.mark.parametrize(
    ("audience", "of_schools", "of_anybody"),
    [
        (Audience.DESK, 0, 0),
        (Audience.SCHOOLS, 1, 0),
        (Audience.ANYBODY, 1, 1),
    ],
)
def test_an_article_is_shown_to_whom_it_is_for(
    town: Town, audience: Audience, of_schools: int, of_anybody: int
) -> None:
    for command in (replace(write, audience=audience), publish):
        town.execute(command)
    assert len(titles(town, BECKFIELD)) == of_schools
    assert len(titles(town, None)) == of_anybody
    assert article(town).state is ArticleState.PUBLISHED


def test_an_article_that_is_narrowed_is_withdrawn_from_the_others(town: Town) -> None:
    for command in (write, publish, replace(write, audience=Audience.DESK), publish):
        town.execute(command)
    assert titles(town, ASHGROVE) == []


def test_all_of_it_follows_from_the_log(town: Town) -> None:
    for command in (write, publish, replace(write, title="It stays dark")):
        town.execute(command)
    assert compared(town, "intake", PROVIDER).changed == {}
    with town.databases["intake"].reading(PROVIDER) as connection:
        for table in (articles, shown_articles):
            assert len(connection.execute(table.select()).all()) == 1
