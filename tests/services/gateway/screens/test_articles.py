"""Does the desk write an article, and show and withdraw it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from contracts.access import Role
from contracts.guidance import ArticleView, FindArticles, GetArticle
from contracts.intake import ResolveTicket
from contracts.values import PROVIDER
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.services.intake.articles.test_guidance import (
    PROJECTOR,
    publish,
    withdraw,
    write,
)
from tests.support.cast import ASHGROVE, ASHGROVE_NAME, OLU, PRIYA, ZOE

AT = "/console/articles"
ONE = f"{AT}/{PROJECTOR}"
TYPED: dict[str, Any] = {
    "title": "The projector stays dark",
    "text": "Hold the **power** key.",
    "also_called": "beamer",
    "audience": "schools",
    "school": "",
    "owner": "",
    "review_on": "",
}


def only(api: Api) -> ArticleView:
    [row] = api.town.ask(FindArticles()).articles
    found: ArticleView = api.town.ask(GetArticle(article_id=row.article_id))
    return found


@pytest.fixture
def shown(api: Api, olu: Reader) -> Reader:
    """Olu, where an article is published."""
    for command in (write, publish):
        api.town.execute(command)
    return olu


def test_an_article_is_written_once_and_is_a_draft(api: Api, olu: Reader) -> None:
    assert "Nobody has written an article yet." in olu.reads(AT)
    for _ in range(2):
        answer = olu.sends(f"{AT}/new", key="once", **TYPED)
        assert answer.status_code == 303, answer.text
    page = olu.reads(answer.headers["Location"])
    assert "The draft is kept. Only the desk reads it." in page
    assert "<strong>power</strong>" in page
    assert "Version 1" in page
    assert only(api).owner == olu.person.caller.actor.replace("operator", "person")
    assert "Draft" in olu.reads(AT)


def test_what_is_said_of_an_article_is_kept(api: Api, olu: Reader) -> None:
    said = {"school": "ashgrove", "review_on": "2027-09-01", "owner": "person:1"}
    olu.sends(f"{AT}/new", **TYPED | said)
    article = only(api)
    assert (article.of_school, article.owner) == (ASHGROVE, "person:1")
    assert f"{ASHGROVE_NAME} only" in olu.reads(AT)
    form = olu.reads(f"{AT}/{article.article_id}/edit")
    assert f'value="{ASHGROVE_NAME}"' in form
    assert 'value="2027-09-01"' in form


def test_it_is_seen_as_it_will_read_and_nothing_is_kept(api: Api, olu: Reader) -> None:
    answer = olu.sends(f"{AT}/new", act="preview", **TYPED)
    assert "<strong>power</strong>" in answer.text
    assert ">beamer</textarea>" in answer.text
    assert api.town.ask(FindArticles()).articles == ()


def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    api: Api, olu: Reader
) -> None:
    answer = olu.sends(f"{AT}/new", **TYPED | {"title": " "})
    assert answer.status_code == 422
    assert "Title: Fill this in." in answer.text or "Must not be blank" in answer.text
    assert "Hold the **power** key." in answer.text
    assert api.town.ask(FindArticles()).articles == ()


def test_a_school_that_nobody_knows_is_said_at_its_field(olu: Reader) -> None:
    answer = olu.sends(f"{AT}/new", **TYPED | {"school": "nowhere"})
    assert answer.status_code == 422
    assert "No school is called so." in answer.text


def test_a_version_is_written_beside_what_is_read(api: Api, shown: Reader) -> None:
    form = shown.reads(f"{ONE}/edit")
    assert 'name="version" value="2"' in form
    answer = shown.sends(f"{ONE}/edit", version="2", **TYPED | {"text": "Hold it."})
    assert answer.status_code == 303, answer.text
    page = shown.reads(ONE)
    assert "Published, and changed since" in page
    assert "Version 1 is what is read until this one is published." in page
    earlier = shown.reads(f"{ONE}?version=1")
    assert "This is version 1, one of before." in earlier
    assert "<strong>power</strong>" in earlier
    assert "Publish</button>" not in earlier


def test_it_is_published_and_withdrawn(api: Api, olu: Reader) -> None:
    api.town.execute(write)
    assert olu.sends(f"{ONE}/publish", version="1").status_code == 303
    assert "It is published." in olu.reads(ONE)
    assert "Publish</button>" not in olu.reads(ONE)
    assert olu.sends(f"{ONE}/withdraw", version="2").status_code == 303
    assert "Withdrawn" in olu.reads(ONE)


def test_what_is_due_is_listed_until_somebody_says_that_it_holds(
    api: Api, olu: Reader
) -> None:
    api.town.execute(replace(write, review_on=date(2026, 6, 1)))
    assert "1 article is to be read again" in olu.reads(AT)
    assert write.title in olu.reads(f"{AT}?due=yes")
    assert "Due since 01/06/2026" in olu.reads(ONE)
    past = olu.sends(f"{ONE}/review", version="1", review_on="2026-06-01")
    assert past.status_code == 422
    assert "Must be a day that is still to come." in past.text
    holds = olu.sends(f"{ONE}/review", version="1", review_on="2027-06-01")
    assert holds.status_code == 303
    assert "01/06/2027" in olu.reads(ONE)
    assert "None is due." in olu.reads(f"{AT}?due=yes")
    assert "to be read again" not in olu.reads(AT)


def test_who_is_late_is_told_and_nothing_is_overwritten(
    api: Api, shown: Reader
) -> None:
    late = shown.sends(f"{ONE}/edit", version="1", **TYPED | {"text": "Press it."})
    assert late.status_code == 409
    assert "Somebody changed this article since you looked" in late.text
    assert "Press it." in late.text
    assert 'name="version" value="2"' in late.text
    assert only(api).text == write.text
    answer = shown.sends(f"{ONE}/edit", version="2", **TYPED | {"text": "Press it."})
    assert answer.status_code == 303


def test_nobody_publishes_what_they_have_not_read(api: Api, olu: Reader) -> None:
    api.town.execute(write)
    late = olu.sends(f"{ONE}/publish", version="0")
    assert late.status_code == 409
    assert "Nothing was done." in late.text
    assert only(api).shown_version is None


def test_an_article_is_written_from_a_ticket_in_one_step(api: Api, olu: Reader) -> None:
    ticket = api.olu.opens()
    done = "The drawer was open."
    api.town.execute(
        ResolveTicket(school_id=ASHGROVE, ticket_id=UUID(ticket), version=1, note=done)
    )
    address = f"{AT}/new?ticket={ticket}"
    assert address in olu.reads(f"/console/tickets/{ticket}")
    form = olu.reads(address)
    assert 'value="The printer in the library is jammed"' in form
    assert done in form
    assert f'value="{ASHGROVE_NAME}"' in form
    assert PRIYA.email not in form
    olu.sends(f"{AT}/new", from_ticket=ticket, **TYPED)
    assert only(api).from_ticket == UUID(ticket)
    assert f"/console/tickets/{ticket}" in olu.reads(f"{AT}/{only(api).article_id}")


def test_there_is_no_article_from_a_ticket_that_is_not_there(olu: Reader) -> None:
    for ticket in (PROJECTOR, "nonsense"):
        olu.reads(f"{AT}/new?ticket={ticket}", status=404)


def test_words_of_a_request_find_the_article_that_fits(api: Api, shown: Reader) -> None:
    assert write.title in shown.reads(f"{AT}?search=our+beamer+hums")
    assert "Nothing fits." in shown.reads(f"{AT}?search=tablets")
    api.town.execute(withdraw)
    assert "Withdrawn" in shown.reads(AT)


@pytest.mark.parametrize("version", ["0", "x", "9999999999999", "²"])
def test_a_version_that_is_none_shows_the_last(shown: Reader, version: str) -> None:
    assert "one of before" not in shown.reads(f"{ONE}?version={version}")


def test_a_school_has_no_business_there(priya: Reader, shown: Reader) -> None:
    for address in (AT, ONE, f"{AT}/new", f"{ONE}/edit"):
        priya.reads(address, status=403)


def test_of_those_who_plan_a_consultant_writes_guidance(
    api: Api,
) -> None:
    for command in (write, publish):
        api.town.execute(command)
    consultant = make_known(api, ZOE, Role.CONSULTANT, PROVIDER).signed_in()
    manager = make_known(api, OLU, Role.PROJECT_MANAGER, PROVIDER).signed_in()
    for address in (AT, ONE, f"{AT}/new", f"{ONE}/edit"):
        consultant.reads(address)
        manager.reads(address, status=403)
    assert consultant.sends(f"{AT}/new", **TYPED).status_code == 303
