"""How does a test look at the screens? In a real browser, on the embedded platform."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from infra import chromium
from tests.support.platform import REPOSITORY, Platform

MARKER = "needs_chromium"
AXE = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_PATIENCE = 20_000

Opens = Callable[..., Page]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `./caretaker test` go on where there is no browser."""
    parser.addoption("--without-chromium", action="store_true", help="leave those out")


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
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=options)
        yield started
        started.close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """The platform with its demo data, for the tests of one file."""
    running = Platform(tmp_path_factory.mktemp("demo") / "var")
    running.start()
    yield running
    running.kill()


@pytest.fixture
def opens(browser: Browser, demo: Platform) -> Iterator[Opens]:
    """A function that opens a page of the platform as one of the demo's people.

    Whatever a script of ours throws, or the browser refuses, fails the test.
    """
    contexts = []
    troubles: list[str] = []

    def open_page(address: str, who: str | None = "olu", **options: Any) -> Page:
        context = browser.new_context(base_url=demo.url, **options)
        contexts.append(context)
        context.add_init_script(path=AXE)
        context.set_default_timeout(_PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: _note(troubles, said.type, said.text))
        if who is not None:
            sign_in(page, demo.data, who)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


def sign_in(page: Page, data: Path, who: str) -> None:
    """Sign in as somebody of the demo, by the password that it made up."""
    lines = (data / "demo-sign-ins.txt").read_text().splitlines()
    [(email, password)] = [
        tuple(line.split()[:2]) for line in lines if line.strip().startswith(f"{who}@")
    ]
    page.goto("/sign-in")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()


def flaws(page: Page) -> list[str]:
    """What axe-core finds wrong on the page, and whether the window is too narrow."""
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules}).then(r => r.violations)", RULES
    )
    told = [
        f"{one['id']}: {one['help']}: {node['html'][:200]}"
        for one in found
        for node in one["nodes"]
    ]
    wide, window = page.evaluate("[document.body.scrollWidth, window.innerWidth]")
    return told + ([f"{wide} wide in a window of {window}"] if wide > window else [])


def _note(troubles: list[str], kind: str, words: str) -> None:
    # A refused form is answered 4xx, which the browser calls an error of the network.
    if kind == "error" and "Failed to load resource" not in words:
        troubles.append(words)
