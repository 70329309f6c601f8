"""How is the API described to people?"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from services.gateway.problems import KINDS
from tests.services.gateway.api import Api, problem_of


class Page(HTMLParser):
    """What a page is made of, as far as these tests ask."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.styled: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in {"href", "src"}:
                self.links.append(value or "")
            if name == "style" or name.startswith("on"):
                self.styled.append(tag)

    @property
    def headings(self) -> list[int]:
        return [int(tag[1]) for tag in self.tags if tag in {"h1", "h2", "h3", "h4"}]


@pytest.fixture
def text(shared_api: Api) -> str:
    answer = shared_api.client.get("/api/docs")
    assert answer.status_code == 200
    assert answer.content_type == "text/html; charset=utf-8"
    return answer.text


def test_the_page_tells_of_every_route(shared_api: Api, text: str) -> None:
    for rule in shared_api.app.url_map.iter_rules():
        if rule.rule.startswith("/api/v1"):
            (method,) = (rule.methods or set()) - {"HEAD", "OPTIONS"}
            path = re.sub(r"<\w+(?:\(.*?\))?:(\w+)>", r"{\1}", rule.rule)
            assert f"<code>{method} {path}</code>" in text


def test_its_headings_make_an_outline_without_gaps(text: str) -> None:
    headings = Page(text).headings
    assert headings.count(1) == 1
    assert headings[0] == 1
    for above, below in pairwise(headings):
        assert below <= above + 1


def test_every_link_within_it_leads_somewhere(shared_api: Api, text: str) -> None:
    page = Page(text)
    assert len(set(page.ids)) == len(page.ids)
    for link in set(page.links):
        if link.startswith("#"):
            assert link[1:] in page.ids
        else:
            assert link.startswith("/"), "nothing comes from elsewhere"
            shown = shared_api.client.get(link)
            assert shown.status_code == 200, link
            shown.close()


def test_it_needs_no_script_and_no_style_of_its_own(text: str) -> None:
    page = Page(text)
    assert not {"script", "style"} & set(page.tags)
    assert page.styled == []


def test_every_table_says_what_it_is(text: str) -> None:
    tags = Page(text).tags
    assert tags.count("table") == tags.count("caption") > 0


def test_the_address_of_a_problem_explains_it(shared_api: Api) -> None:
    for kind in KINDS.values():
        answer = shared_api.client.get(f"/problems/{kind.name}")
        assert answer.status_code == 200
        assert kind.title in answer.text
        assert str(kind.status) in answer.text
    problem_of(shared_api.client.get("/problems/none"), 404, "not_found")
