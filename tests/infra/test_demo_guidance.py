"""Is the guidance of the demo found by those who need it?"""

from __future__ import annotations

import pytest

from contracts.access import platform
from contracts.guidance import FindGuidance
from infra import demo_guidance
from infra.demo import REQUESTS
from infra.demo_people import ASHGROVE, BECKFIELD
from tests.support.town import Town


@pytest.fixture
def shelf(town: Town) -> Town:
    for command in demo_guidance.commands():
        town.execute(command)
    return town


def test_each_school_reads_what_is_for_it_and_nobody_a_draft(shelf: Town) -> None:
    counts = {
        school: len(shelf.ask(FindGuidance(school_id=school)).articles)
        for school in (ASHGROVE, BECKFIELD)
    }
    assert counts == {ASHGROVE: 4, BECKFIELD: 3}
    asked = FindGuidance()
    [anybody] = shelf.ask(asked, by=platform("gateway")).articles
    assert anybody.title == "You cannot sign in"


def test_the_requests_of_the_demo_find_the_guidance_that_fits(shelf: Town) -> None:
    found = {}
    for one in REQUESTS:
        question = FindGuidance(
            school_id=one.school, search=f"{one.subject} {one.description}"
        )
        articles = shelf.ask(question).articles
        found[one.name] = articles[0].title if articles else None
    assert found["projector"] == "The projector stays dark"
    assert found["password"] == "You cannot sign in"
    assert found["tablets"] == "Where the laptop trolley of Ashgrove is charged"
    assert found["printer"] is None
