"""How much does a first visit load, over the wire?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import Opens

MOST = 100_000
"""Bytes, headers too: what a slow line of a school brings in a second or two."""

FIRST = {
    "/sign-in": (None, 3),
    "/console": ("olu", 7),
    "/portal/{ashgrove}": ("priya", 4),
    "/audit/{ashgrove}": ("head", 4),
}
"""Who sees what first, and how many files that is at least."""


@contextmanager
def loaded(page: Page) -> Iterator[dict[str, int]]:
    """What the page loads meanwhile: bytes as they came, by request."""
    came: dict[str, int] = {}

    def note(said: dict[str, Any]) -> None:
        came[said["requestId"]] = said["encodedDataLength"]

    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.on("Network.loadingFinished", note)
    yield came


@pytest.mark.parametrize("address", FIRST)
def test_a_first_visit_loads_little(
    opens: Opens, places: dict[str, object], address: str
) -> None:
    who, files = FIRST[address]
    page = opens("/help", who)
    with loaded(page) as came:
        page.goto(address.format(**places))
        page.wait_for_load_state("load")
        expect(page.locator("h1, #list-title").first).to_be_visible()
    assert len(came) >= files
    assert 10_000 < sum(came.values()) <= MOST, came


def test_a_second_visit_loads_no_file_again(opens: Opens) -> None:
    page = opens("/account")
    names = """() => performance.getEntriesByType("resource")
        .filter(one => one.transferSize > 0).map(one => one.name)"""
    assert page.evaluate(names) != []
    page.goto("/help")
    assert page.evaluate(names) == []
