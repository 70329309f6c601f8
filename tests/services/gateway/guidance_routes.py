"""Which routes tell of what only Ashgrove may ask for, or only it and the desk read?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from contracts.access import platform
from tests.services.gateway.api import Api
from tests.support.alike_guidance import article_of, articles_of
from tests.support.cast import ASHGROVE, ASHGROVE_NAME

_WRITTEN = {"json": {"title": "The projector", "text": "Hold the power key."}}

_CATALOGUE = "/schools/{school}/catalogue"

GUIDANCE: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {
    "catalogues.set_catalogue": (("PUT", _CATALOGUE), {"json": {"offerings": []}}),
    "catalogues.get_catalogue": (("GET", _CATALOGUE), {}),
    "catalogues.preview_catalogue": (
        ("POST", f"{_CATALOGUE}/preview"),
        {"json": {"offerings": []}},
    ),
    "articles.find_articles": (("GET", "/articles"), {}),
    "articles.add_article": (("POST", "/articles"), _WRITTEN),
    "articles.get_article": (("GET", "/articles/{article}"), {}),
    "guidance.find_guidance": (("GET", "/guidance"), {}),
    "guidance.get_guidance": (("GET", "/guidance/{article}?school={school}"), {}),
    "articles.write_article": (("PUT", "/articles/{article}"), _WRITTEN),
    "articles.publish_article": (("POST", "/articles/{article}/publish"), {"json": {}}),
    "articles.review_article": (
        ("POST", "/articles/{article}/review"),
        {"json": {"review_on": "2051-09-01"}},
    ),
    "articles.withdraw_article": (
        ("POST", "/articles/{article}/withdraw"),
        {"json": {}},
    ),
}
"""Method and address of each route, and what is sent to it."""


def article_of_ashgrove(api: Api) -> UUID:
    """An article that names Ashgrove and is shown to it alone; its id."""
    for command in articles_of(ASHGROVE, ASHGROVE_NAME):
        api.town.execute(command, by=platform("test"))
    return article_of(ASHGROVE)
