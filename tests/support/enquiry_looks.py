"""Which pages are about enquiries, where do they lead, and what is done there first?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.support.platform import Platform

OF_ENQUIRIES = ("enquiry", "proof", "forgotten_enquiry")
"""What the places are called."""

_SAID: dict[str, Any] = {
    "channel": "phone",
    "purpose": "offer",
    "name": "Professor Bartholomew Featherstonehaugh-Cholmondeley",
    "organisation": "The Cedarfield and Wolstenholme Federation of Primary Schools",
    "email": "bartholomew.featherstonehaugh.cholmondeley@cedarfield.example",
    "phone": "020 7946 0018",
    "message": "Would you look after our network?\n\nWe have three sites.",
    "call_back": True,
    "call_when": "Weekdays after 15:30",
}


def enquired(demo: Platform) -> dict[str, object]:
    """An enquiry that was answered, with its link, and one that is forgotten."""
    one, other = (
        demo.api("POST", "/enquiries", json=_SAID).json()["enquiry_id"]
        for _ in range(2)
    )
    answered = {"by": "phone", "words": "We come and look on Tuesday."}
    demo.api("POST", f"/enquiries/{one}/answer", json=answered)
    demo.api("POST", f"/enquiries/{other}/withdraw", json={})
    proof = demo.api("GET", f"/enquiries/{one}").json()["proof"]
    return {"enquiry": one, "proof": proof, "forgotten_enquiry": other}


def _ask_badly(page: Page) -> None:
    page.get_by_label("A question", exact=True).check()
    page.get_by_label("What would you like to know?").fill("What would it cost?")
    page.get_by_label("Your name").fill("Cedric")
    page.get_by_role("button", name="Send").click()
    page.locator(".summary").wait_for()


def _write_down_badly(page: Page) -> None:
    page.get_by_label("Who asks").fill(" ")
    page.get_by_label("What they would like to know").fill("What would it cost?")
    page.get_by_role("button", name="Write it down").click()
    page.locator(".summary").wait_for()


def _take_on_without_a_contract(page: Page) -> None:
    page.get_by_label("The reference of the contract").fill(" ")
    page.get_by_label("The name of the school").fill("Cedarfield")
    page.get_by_role("button", name="Take on").click()
    page.locator(".summary").wait_for()


_AT = "/console/enquiries"

ENQUIRIES: tuple[tuple[str, str, str | None, Callable[[Page], object] | None], ...] = (
    ("ask-us", "/enquiries", None, None),
    ("ask-us-refused", "/enquiries", None, _ask_badly),
    ("own-enquiry", "/enquiries/{enquiry}/{proof}", None, None),
    ("enquiries", _AT, "olu", None),
    ("enquiries-of-nothing", f"{_AT}?search=xyz", "olu", None),
    ("new-enquiry", f"{_AT}/new", "olu", None),
    ("new-enquiry-refused", f"{_AT}/new", "olu", _write_down_badly),
    ("enquiry", f"{_AT}/{{enquiry}}", "olu", None),
    (
        "enquiry-refused",
        f"{_AT}/{{enquiry}}",
        "lead",
        _take_on_without_a_contract,
    ),
    ("enquiry-forgotten", f"{_AT}/{{forgotten_enquiry}}", "olu", None),
    ("privacy-text", f"{_AT}/privacy-text", "lead", None),
)
