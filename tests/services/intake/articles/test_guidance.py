"""May an article be written so, shown, read again or withdrawn? Each as a story."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

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
from contracts.refusals import Invalid, NotFound
from contracts.values import PROVIDER
from services.intake.articles.guidance import ARTICLE
from tests.support.cast import ASHGROVE, TICKET
from tests.support.scenario import Scenario, at

PROJECTOR = UUID("a27c1e00-0000-4000-8000-000000000001")
WHICH: dict[str, Any] = {"school_id": PROVIDER, "article_id": PROJECTOR}

article = Scenario(ARTICLE)

write = WriteArticle(
    **WHICH,
    title="The projector stays dark",
    also_called="beamer",
    text="Hold the **power** key.",
)
publish, withdraw = PublishArticle(**WHICH), WithdrawArticle(**WHICH)
review = ReviewArticle(**WHICH, review_on=date(2027, 6, 8))
written = ArticleWritten(
    article_id=PROJECTOR,
    article_version=1,
    title="The projector stays dark",
    also_called="beamer",
    audience=Audience.SCHOOLS,
    of_school=None,
    owner=None,
    review_on=None,
    from_ticket=None,
    text="Hold the **power** key.",
)
published = ArticlePublished(article_id=PROJECTOR, article_version=1)
withdrawn = ArticleWithdrawn(article_id=PROJECTOR, article_version=1)


def wrong(command: WriteArticle) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as refusal:
        article.given().when(command)
    return dict(refusal.value.errors)


def test_an_article_is_written_and_each_change_is_its_next_version() -> None:
    story = article.given().when(write).then(written)
    longer = replace(write, text="Hold the power key for ten seconds.")
    story.when(longer).then(replace(written, article_version=2, text=longer.text))


def test_all_that_is_said_of_an_article_is_recorded() -> None:
    said: dict[str, Any] = {
        "audience": Audience.SCHOOLS,
        "of_school": ASHGROVE,
        "owner": "person:1",
        "review_on": date(2027, 6, 8),
        "from_ticket": TICKET,
    }
    article.given().when(replace(write, **said)).then(replace(written, **said))


def test_the_same_again_is_silence_and_blanks_around_it_are_no_change() -> None:
    typed = replace(write, title=f"  {write.title} ", text=f"{write.text}\n\n")
    article.given(written).when(typed).then_nothing()


def test_what_people_read_is_not_blank() -> None:
    assert wrong(replace(write, title="  ", text="\n")).keys() == {"title", "text"}


def test_what_is_of_one_school_is_not_for_anybody_to_read() -> None:
    told = wrong(replace(write, audience=Audience.ANYBODY, of_school=ASHGROVE))
    assert told == {"audience": ["What is of one school is not for anybody to read."]}


def test_what_was_written_last_is_published() -> None:
    later = replace(written, article_version=2, title="It stays dark")
    story = article.given(written, later).when(publish)
    story.then(replace(published, article_version=2)).when(publish).then_nothing()


def test_a_version_that_is_written_later_has_to_be_published_again() -> None:
    later = replace(written, article_version=2, title="It stays dark")
    story = article.given(written, published, later).when(publish)
    story.then(replace(published, article_version=2))


def test_an_article_is_withdrawn_once_and_may_be_published_again() -> None:
    story = article.given(written, published).when(withdraw).then(withdrawn)
    story.when(withdraw).then_nothing()
    story.when(publish).then(published)


def test_an_article_is_read_again_and_due_on_a_later_day() -> None:
    reviewed = ArticleReviewed(
        article_id=PROJECTOR, article_version=1, review_on=review.review_on
    )
    story = article.given(written, published).when(review).then(reviewed)
    story.when(review).then_nothing()
    story.when(replace(write, review_on=review.review_on)).then_nothing()


@pytest.mark.parametrize("day", [7, 8])
def test_it_is_due_again_on_a_day_to_come_only(day: int) -> None:
    with pytest.raises(Invalid, match="still to come"):
        article.given(written).when(replace(review, review_on=date(2026, 6, day)))


def test_the_day_is_the_one_that_it_is_in_london() -> None:
    after_midnight = at("tue 00:30")
    today, tomorrow = date(2026, 6, 9), date(2026, 6, 10)
    with pytest.raises(Invalid, match="still to come"):
        article.given(written).when(replace(review, review_on=today), after_midnight)
    asked = replace(review, review_on=tomorrow)
    article.given(written).when(asked, after_midnight).then(
        ArticleReviewed(article_id=PROJECTOR, article_version=1, review_on=tomorrow)
    )


def test_what_nobody_was_shown_is_withdrawn_in_silence() -> None:
    article.given(written).when(withdraw).then_nothing()


@pytest.mark.parametrize("command", [publish, review, withdraw])
def test_what_was_never_written_is_not_found(command: object) -> None:
    with pytest.raises(NotFound):
        article.given().when(command)


@pytest.mark.parametrize("command", [write, publish, review, withdraw])
def test_no_school_has_articles_of_its_own(command: Any) -> None:
    elsewhere = replace(command, school_id=ASHGROVE)
    article.given(written).when(elsewhere).then_refused("the provider's")
