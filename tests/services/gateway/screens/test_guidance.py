"""Does a school read what is for it, and somebody who cannot sign in what is open?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid5

import pytest

from contracts.guidance import Audience
from services.intake.articles import guidance_queries
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.services.intake.articles.test_guidance import PROJECTOR, publish, write
from tests.support.cast import ASHGROVE, BECKFIELD

AT = f"/portal/{ASHGROVE}/guidance"
THEIRS, OPEN = uuid5(PROJECTOR, "theirs"), uuid5(PROJECTOR, "open")
SIGNING_IN = "You cannot sign in"


@pytest.fixture
def shelf(api: Api) -> Api:
    """An article for every school, one for Ashgrove alone, one for anybody, a draft."""
    articles: dict[Any, dict[str, Any]] = {
        PROJECTOR: {},
        THEIRS: {
            "title": "The kiln of Ashgrove",
            "also_called": "",
            "of_school": ASHGROVE,
        },
        OPEN: {"title": SIGNING_IN, "audience": Audience.ANYBODY},
    }
    for article_id, said in articles.items():
        api.town.execute(replace(write, article_id=article_id, **said))
        api.town.execute(replace(publish, article_id=article_id))
    draft = uuid5(PROJECTOR, "draft")
    api.town.execute(replace(write, article_id=draft, title="Half an article"))
    return api


def test_a_school_reads_what_is_for_it_and_no_draft(
    shelf: Api, priya: Reader, ben: Reader
) -> None:
    page = priya.reads(AT)
    for title in (write.title, "The kiln of Ashgrove", SIGNING_IN):
        assert title in page
    assert "Half an article" not in page
    theirs = ben.reads(f"/portal/{BECKFIELD}/guidance")
    assert write.title in theirs
    assert "kiln" not in theirs
    ben.reads(f"/portal/{BECKFIELD}/guidance/{THEIRS}", status=404)
    ben.reads(f"{AT}/{THEIRS}", status=403)


def test_an_article_is_read_as_it_was_published_last(shelf: Api, priya: Reader) -> None:
    shelf.town.execute(replace(write, text="Not yet."))
    page = priya.reads(f"{AT}/{PROJECTOR}")
    assert "<strong>power</strong>" in page
    assert "Not yet." not in page
    assert f"/portal/{ASHGROVE}/new" in page


def test_it_is_found_by_the_words_that_people_use(shelf: Api, priya: Reader) -> None:
    page = priya.reads(f"{AT}?search=the+beamer+is+dark")
    assert "It fits your words: beamer, dark." in page
    assert "kiln" not in page
    assert "Nothing fits." in priya.reads(f"{AT}?search=tablets")


def test_where_there_are_more_than_are_listed_it_is_said(
    shelf: Api, priya: Reader, stranger: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    also_open = replace(write, title="A caller asks", audience=Audience.ANYBODY)
    shelf.town.execute(also_open)
    shelf.town.execute(publish)
    told = "There are more articles than are listed here."
    assert told not in priya.reads(AT) + stranger.reads("/guidance")
    monkeypatch.setattr(guidance_queries, "MOST_LISTED", 1)
    assert told in priya.reads(AT)
    page = stranger.reads("/guidance")
    assert told in page
    assert (also_open.title in page, SIGNING_IN in page) == (True, False)


def test_without_any_article_a_school_is_told_so(priya: Reader) -> None:
    assert "There is no guidance here yet." in priya.reads(AT)


def test_who_cannot_sign_in_reads_what_is_open_and_nothing_else(
    shelf: Api, stranger: Reader
) -> None:
    assert "/guidance" in stranger.reads("/sign-in")
    page = stranger.reads("/guidance")
    assert SIGNING_IN in page
    for title in (write.title, "kiln", "Half an article"):
        assert title not in page
    assert SIGNING_IN in stranger.reads(f"/guidance/{OPEN}")
    for closed in (PROJECTOR, THEIRS, uuid5(PROJECTOR, "draft")):
        stranger.reads(f"/guidance/{closed}", status=404)
    assert "Nothing fits." in stranger.reads("/guidance?search=tablets")


def test_who_is_signed_in_reads_what_is_open_by_the_same_address(
    shelf: Api, priya: Reader
) -> None:
    page = priya.reads("/guidance")
    assert "There is more once you are" not in page
    priya.reads(f"/guidance/{THEIRS}", status=404)


def test_what_an_article_says_runs_nothing(api: Api, stranger: Reader) -> None:
    text = "<script>alert(1)</script> [x](javascript:alert(1)) ![y](https://e.example/)"
    api.town.execute(replace(write, text=text, audience=Audience.ANYBODY))
    api.town.execute(publish)
    answer = stranger.client.get(f"/guidance/{PROJECTOR}")
    assert "<script>alert" not in answer.text
    assert 'href="javascript' not in answer.text
    assert "<img" not in answer.text
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
