"""Which kind of device is it?"""

from __future__ import annotations

import pytest

from services.directory.devices import device_of

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("browser", "device"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/1",
            "Firefox on Linux",
        ),
        (f"(Windows NT 10.0) {WEBKIT} Chrome/1 Safari/537.36", "Chrome on Windows"),
        (f"(Windows NT 10.0) {WEBKIT} Chrome/1 Safari/1 Edg/1", "Edge on Windows"),
        (f"(X11; CrOS x86_64 14541.0.0) {WEBKIT} Chrome/1", "Chrome on ChromeOS"),
        (f"(Linux; Android 15) {WEBKIT} Chrome/1 Mobile Safari/1", "Chrome on Android"),
        (f"(iPhone; like Mac OS X) {WEBKIT} Version/1 Safari/1", "Safari on iPhone"),
        (f"(Macintosh; Intel Mac OS X) {WEBKIT} Safari/1", "Safari on Mac"),
        ("curl/8.5.0", "another program"),
        ("", "another program"),
    ],
)
def test_a_device_is_told_by_its_family_and_nothing_more(
    browser: str, device: str
) -> None:
    assert device_of(browser) == device
