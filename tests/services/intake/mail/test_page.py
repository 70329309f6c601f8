"""Does the HTML of a message show what it says, and do nothing?"""

from __future__ import annotations

import pytest

from services.intake.mail import page_of
from services.intake.mail.attachments import Carried
from services.intake.mail.page import MOST_PICTURES, safe
from tests.services.intake.mail.samples import message

PICTURE = Carried(name="a.png", kind="image/png", content=b"png", content_id="one@x")


@pytest.mark.parametrize(
    "harm",
    [
        "<script>alert(1)</script>",
        '<img src="https://tracker.example/1.gif">',
        '<img src=x onerror="alert(1)">',
        '<a href="javascript:alert(1)">here</a>',
        '<a href="data:text/html,<script>1</script>">here</a>',
        '<form action="https://evil.example"><input name="password"></form>',
        '<iframe src="https://evil.example"></iframe>',
        '<link rel="stylesheet" href="https://evil.example">',
        '<p style="background:url(https://tracker.example)">Hello</p>',
        '<meta http-equiv="refresh" content="0;url=https://evil.example">',
        "<svg onload=alert(1)></svg>",
        '<base href="https://evil.example/">',
    ],
)
def test_nothing_runs_and_nothing_is_fetched(harm: str) -> None:
    shown = safe(f"<p>Hello</p>{harm}", [])
    assert shown.startswith("<p>Hello</p>")
    for sign in ("script", "tracker", "evil", "onerror", "onload", "form", "style"):
        assert sign not in shown


def test_a_picture_that_the_message_carries_is_shown() -> None:
    shown = safe('<img src="cid:one@x" alt="The screen">', [PICTURE])
    assert shown == '<img src="data:image/png;base64,cG5n" alt="The screen">'


def test_a_picture_that_is_too_large_or_no_picture_is_not_shown() -> None:
    large = Carried(
        name="", kind="image/png", content=bytes(MOST_PICTURES + 1), content_id="one@x"
    )
    page = Carried(name="", kind="image/svg+xml", content=b"<svg>", content_id="one@x")
    for one in (large, page):
        assert safe('<img src="cid:one@x">', [one]) == "<img>"


def test_links_go_where_they_say_and_tell_nobody_from_where() -> None:
    shown = safe('<a href="https://www.gov.uk/">GOV.UK</a>', [])
    assert 'href="https://www.gov.uk/"' in shown
    assert "noreferrer" in shown


def test_the_page_of_a_message_is_found_among_its_parts() -> None:
    raw = message(
        'Content-Type: multipart/alternative; boundary="b"',
        "",
        "--b",
        "",
        "Hello",
        "--b",
        "Content-Type: text/html; charset=windows-1252",
        "",
        "<b>Hello</b>",
        "--b--",
    )
    assert (page_of(raw) or "").strip() == "<b>Hello</b>"
    assert page_of(message("", "Hello")) is None
