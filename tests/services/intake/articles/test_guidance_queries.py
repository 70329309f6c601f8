"""Is an article found by the words that people use for what it helps with?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid5

import pytest
from sqlalchemy.event import listen, remove

from contracts.guidance import FindArticles, FindGuidance, GuidanceRow
from contracts.refusals import Forbidden
from services.intake.articles import guidance_queries
from shared.application import Asked
from tests.services.intake.articles.test_guidance import PROJECTOR, publish, write
from tests.support.cast import ASHGROVE, OLU, PRIYA
from tests.support.town import Town

TITLES = ("The projector stays dark", "A dark screen", "The printer is jammed")


@pytest.fixture
def shelf(town: Town) -> Town:
    """A town where three articles are shown to every school."""
    for title in TITLES:
        which: dict[str, Any] = {"article_id": uuid5(PROJECTOR, title)}
        town.execute(replace(write, **which, title=title, also_called=""))
        town.execute(replace(publish, **which))
    return town


def found(town: Town, search: str) -> list[GuidanceRow]:
    question = FindGuidance(school_id=ASHGROVE, search=search)
    return list(town.ask(question, by=PRIYA.caller).articles)


def test_without_words_all_are_listed_by_their_titles(shelf: Town) -> None:
    assert [one.title for one in found(shelf, " ")] == sorted(TITLES)
    assert [one.because for one in found(shelf, "")] == [(), (), ()]


def test_what_fits_most_words_comes_first_and_says_which(shelf: Town) -> None:
    first, second = found(shelf, "Our projector is dark since Monday")
    assert (first.title, first.because) == (TITLES[0], ("projector", "dark"))
    assert (second.title, second.because) == (TITLES[1], ("dark",))


def test_what_fits_nothing_finds_nothing(shelf: Town) -> None:
    assert found(shelf, "Six tablets do not charge") == []


def test_so_many_are_listed_at_once_and_it_is_said_where_there_are_more(
    shelf: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = FindGuidance(school_id=ASHGROVE)
    dark = replace(asked, search="dark")
    assert not shelf.ask(asked).more
    monkeypatch.setattr(guidance_queries, "MOST_LISTED", 2)
    view = shelf.ask(asked)
    assert [one.title for one in view.articles] == sorted(TITLES)[:2]
    assert view.more
    assert not shelf.ask(dark).more
    monkeypatch.setattr(guidance_queries, "MOST_LISTED", 1)
    assert (len(shelf.ask(dark).articles), shelf.ask(dark).more) == (1, True)


def test_a_list_reads_no_text_of_any_article(shelf: Town) -> None:
    statements: list[str] = []

    def note(*told: Any) -> None:
        statements.append(told[2])

    database = shelf.databases["intake"]
    asked = Asked(shelf.clock(), OLU.caller, None, shelf.applications["intake"].keyring)
    with database.provider() as connection:
        listen(connection, "before_cursor_execute", note)
        for search in ("", "dark"):
            question = FindGuidance(school_id=ASHGROVE, search=search)
            guidance_queries.find_guidance(connection, question, asked)
        remove(connection, "before_cursor_execute", note)
    assert len(statements) == 2
    assert not [one for one in statements if "shown_articles.text" in one]


def test_an_article_is_found_by_what_else_people_call_it(shelf: Town) -> None:
    which: dict[str, Any] = {"article_id": uuid5(PROJECTOR, TITLES[0])}
    shelf.execute(replace(write, **which, also_called="beamer, canvas"))
    assert found(shelf, "the beamer") == []
    shelf.execute(replace(publish, **which))
    assert [one.title for one in found(shelf, "the beamer")] == [write.title]


def test_the_desk_finds_drafts_too_and_nobody_of_a_school_asks_so(shelf: Town) -> None:
    shelf.execute(replace(write, title="The projector hums"))
    asked = FindArticles(search="projectors")
    told = shelf.ask(asked, by=OLU.caller).articles
    assert [one.title for one in told] == ["The projector hums", TITLES[0]]
    assert len(shelf.ask(FindArticles(), by=OLU.caller).articles) == 4
    with pytest.raises(Forbidden):
        shelf.ask(asked, by=PRIYA.caller)
