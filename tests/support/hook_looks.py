"""Which pages are there of hooks and of calls, and what is done there first?"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page


def _add_a_hook(address: str) -> Callable[[Page], None]:
    """Have an address told of tickets, and wait for what is said of it."""

    def add(page: Page) -> None:
        page.get_by_label("Address", exact=True).fill(address)
        page.get_by_role("button", name="Add address").click()
        page.locator(".summary, .made").first.wait_for()

    return add


_OF_MSP = "/console/schools/{msp}/hooks"

HOOKS: tuple[tuple[str, str, str, Callable[[Page], None] | None], ...] = (
    ("hooks", _OF_MSP, "administrator", None),
    (
        "hook-added",
        _OF_MSP,
        "administrator",
        _add_a_hook("https://tools.example/tickets"),
    ),
    ("hooks-refused", _OF_MSP, "administrator", _add_a_hook("http://10.0.0.1/")),
    ("hook", f"{_OF_MSP}/{{hook}}", "administrator", None),
    ("new-ticket-for-a-call", "/console/tickets/new?call={call}", "olu", None),
    ("new-ticket-with-calls", "/console/tickets/new", "olu", None),
    ("hooks-of-the-school", "/console/schools/{ashgrove}/hooks", "head", None),
)
"""Each as `Look` has it."""
