"""Is every state and every audience of an article said in words?"""

from __future__ import annotations

from datetime import date

from contracts.guidance import ArticleState, Audience
from services.gateway.screens.guidance_words import AUDIENCES, STATES, in_a_year, is_due
from tests.support.scenario import at


def test_each_is_said() -> None:
    assert STATES.keys() == {*ArticleState}
    assert AUDIENCES.keys() == {*Audience}


def test_an_article_is_due_from_its_day_on_as_it_is_in_london() -> None:
    monday = date(2026, 6, 8)
    assert is_due(monday, at("mon 00:30"))
    assert not is_due(date(2026, 6, 9), at("mon 23:30"))
    assert not is_due(None, at("mon 09:00"))


def test_a_year_is_counted_from_the_day_that_it_is_in_london() -> None:
    assert in_a_year(at("tue 00:30")) == date(2027, 6, 9)
