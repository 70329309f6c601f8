"""Which pages show an article that only Ashgrove and the desk may read?"""

from __future__ import annotations

from typing import Any

from tests.support.alike_guidance import article_of
from tests.support.cast import ASHGROVE, TICKET

_OF_DESK = f"/console/articles/{article_of(ASHGROVE)}"
_AT = f"/portal/{ASHGROVE}/guidance"

GUIDANCE_PAGES = {
    "articles_screens.article": _OF_DESK,
    "articles_screens.articles": "/console/articles?search=kiln",
    "articles_screens.edit_article": f"{_OF_DESK}/edit",
    "articles_screens.new_article": f"/console/articles/new?ticket={TICKET}",
    "guidance_screens.article": f"{_AT}/{article_of(ASHGROVE)}",
    "guidance_screens.guidance": f"{_AT}?search=kiln",
}
"""Their addresses, by their endpoints."""

_TYPED = {"title": "From elsewhere", "text": "Hello", "audience": "anybody"}

SHELF: dict[str, tuple[str, dict[str, Any]]] = {
    "articles_screens.act": (f"{_OF_DESK}/withdraw", {"version": 5}),
    "articles_screens.add_article": ("/console/articles/new", _TYPED),
    "articles_screens.write_article": (f"{_OF_DESK}/edit", _TYPED | {"version": 5}),
}
"""The forms there, and what is typed into each."""
