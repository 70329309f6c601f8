"""Where can somebody go from any page?"""

import re

import pytest

from contracts.access import Role
from contracts.values import PROVIDER
from services.gateway.screens import navigation
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.support.cast import ASHGROVE, ZOE


def test_only_who_works_at_the_desk_is_shown_its_places(
    olu: Reader, priya: Reader
) -> None:
    assert 'href="/console"' in olu.reads("/help")
    assert 'href="/console"' not in priya.reads("/help")
    olu.client.delete_cookie("caretaker")
    assert 'href="/console"' not in olu.reads("/help")


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.PROJECT_MANAGER])
def test_every_place_that_a_planner_is_shown_is_open_to_them(
    api: Api, role: Role
) -> None:
    planner = make_known(api, ZOE, role, PROVIDER).signed_in()
    bar = planner.reads("/console/projects").partition("<main")[0]
    places = set(re.findall(r'href="(/console[^"]*)"', bar))
    assert {"/console/projects", "/console/changes"} <= places
    for place in places:
        led = re.findall(r'href="(/console/[a-z/-]+)"', planner.reads(place))
        for further in {*led} - {place}:
            planner.reads(further)


def test_the_place_that_a_page_belongs_to_is_marked(olu: Reader, priya: Reader) -> None:
    def marked(page: str) -> list[tuple[str, str]]:
        bar = page.partition("<main")[0].partition("<nav")[2].partition("</nav>")[0]
        return re.findall(r'href="([^"]+)" aria-current="(\w+)"', bar)

    assert marked(olu.reads("/console/schools")) == [("/console/schools", "page")]
    below = olu.reads(f"/console/schools/{ASHGROVE}/hours")
    assert marked(below) == [("/console/schools", "true")]
    for place in ("projects", "site-visits"):
        inside = olu.reads(f"/console/schools/{ASHGROVE}/{place}/new")
        assert marked(inside) == [(f"/console/{place}", "true")]
    assert marked(olu.reads("/help")) == []
    asking = f"/portal/{ASHGROVE}/new"
    assert marked(priya.reads(asking)) == [(asking, "page")]


def test_a_page_of_the_console_that_has_no_place_marks_none(olu: Reader) -> None:
    for address in ("/console/recurring", "/console/known-errors", "/themes"):
        bar = olu.reads(address).partition("<main")[0]
        assert "aria-current" not in bar, address
    queue = 'href="/console" aria-current='
    assert f'{queue}"page"' in olu.reads("/console").partition("<main")[0]
    assert f'{queue}"true"' in olu.reads("/console/search").partition("<main")[0]


def test_without_its_own_pages_the_queue_would_have_all_of_the_console(
    olu: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the one above."""
    monkeypatch.setattr(navigation, "_OF_THE_QUEUE", ("/console",))
    assert 'href="/console" aria-current="true"' in olu.reads("/console/recurring")
