"""How does a test look at the screens? In a real browser, on the embedded platform."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from infra import chromium
from tests.support.looking import OURS
from tests.support.places import places as make_places
from tests.support.platform import Platform

MARKER = "needs_chromium"
_PATIENCE = 20_000
_OPTIONS = [
    "--lang=en-GB",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""Nothing is asked of the network, and no processor made up for drawing draws it."""

_STILL = """
window.setInterval = () => 0;
window.EventSource = class extends EventTarget { close() {} };
"""
"""What a page is given that is only looked at, so that it stays as it is meanwhile: its
queue is renewed otherwise while somebody walks over it."""

Opens = Callable[..., Page]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `./caretaker test` go on where there is no browser."""
    parser.addoption("--without-chromium", action="store_true", help="leave those out")
    parser.addoption(
        "--pictures", type=Path, help="keep what every page looks like here"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Mark every test that asks for a browser, so that none is forgotten."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(MARKER)
    if config.getoption("--without-chromium"):
        left_out = [item for item in items if item.get_closest_marker(MARKER)]
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of this machine, without a window."""
    found = chromium.find()
    if found is None:
        pytest.fail("there is no Chromium; --without-chromium leaves these tests out")
    # Chromium's own sandbox does not work for root, as which containers run tests.
    options = [*_OPTIONS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=options)
        yield started
        started.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """The platform with its demo data, for all tests of one process.

    Each has tickets of its own, or only looks at those that are there.
    """
    running = Platform(tmp_path_factory.mktemp("demo") / "var")
    running.start()
    yield running
    running.kill()


@pytest.fixture(scope="session")
def places(demo: Platform) -> dict[str, object]:
    """Where the pages of `tests/support/pages.py` lead."""
    return make_places(demo)


@pytest.fixture(scope="session")
def sessions(browser: Browser, demo: Platform) -> Callable[[str], Any]:
    """The cookies of somebody of the demo, who signs in once for all tests."""

    @cache
    def session(who: str) -> Any:
        context = browser.new_context(base_url=demo.url)
        sign_in(context.new_page(), demo.data, who)
        cookies = context.storage_state()
        context.close()
        return cookies

    return session


@pytest.fixture(scope="session")
def onlooker(
    browser: Browser, demo: Platform, sessions: Callable[[str], Any]
) -> Iterator[Callable[[str | None], BrowserContext]]:
    """The browser of somebody who only looks: one for all tests, its files kept."""
    made: list[BrowserContext] = []

    @cache
    def context_of(who: str | None) -> BrowserContext:
        known = sessions(who) if who else None
        made.append(_context(browser, demo, known, reduced_motion="reduce"))
        made[-1].add_init_script(_STILL)
        return made[-1]

    yield context_of
    for context in made:
        context.close()


@pytest.fixture
def opens(
    browser: Browser, demo: Platform, sessions: Callable[[str], Any]
) -> Iterator[Opens]:
    """A function that opens a page as one of the demo's people, in a browser of theirs.

    `fresh` begins a session of their own, for who is going to end it; `within` opens it
    in a browser that stays, which whoever only looks may. Whatever a script of ours
    throws, or the browser refuses, fails the test.
    """
    opened: list[BrowserContext | Page] = []
    troubles: list[str] = []

    def open_page(
        address: str,
        who: str | None = "olu",
        *,
        fresh: bool = False,
        within: BrowserContext | None = None,
        **options: Any,
    ) -> Page:
        known = sessions(who) if who and not fresh else None
        context = within or _context(browser, demo, known, **options)
        page = context.new_page()
        opened.append(page if within else context)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: _note(troubles, said.type, said.text))
        if who is not None and fresh:
            sign_in(page, demo.data, who)
        page.goto(address)
        return page

    yield open_page
    for one in opened:
        one.close()
    assert troubles == []


def _context(
    browser: Browser, demo: Platform, known: Any, **options: Any
) -> BrowserContext:
    """A browser of somebody's own, in a school of this country."""
    context = browser.new_context(
        base_url=demo.url,
        storage_state=known,
        locale="en-GB",
        timezone_id="Europe/London",
        **options,
    )
    context.add_init_script(path=OURS)
    context.set_default_timeout(_PATIENCE)
    return context


def password_of(data: Path, who: str) -> tuple[str, str]:
    """The address and the password of somebody of the demo, which made it up."""
    lines = (data / "demo-sign-ins.txt").read_text().splitlines()
    [(email, password)] = [
        tuple(line.split()[:2]) for line in lines if line.strip().startswith(f"{who}@")
    ]
    return email, password


def sign_in(page: Page, data: Path, who: str) -> None:
    """Sign in as somebody of the demo."""
    email, password = password_of(data, who)
    page.goto("/sign-in")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out", exact=True).wait_for()


def _note(troubles: list[str], kind: str, words: str) -> None:
    # A refused form is answered 4xx, which the browser calls an error of the network.
    if kind == "error" and "Failed to load resource" not in words:
        troubles.append(words)
