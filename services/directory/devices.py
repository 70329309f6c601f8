"""Which kind of device is it, as far as its owner would say: Firefox on Windows?"""

from __future__ import annotations

BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
"""By what their User-Agent header holds; those first that also name the others."""

SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "CrOS": "ChromeOS",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "Linux": "Linux",
}


def device_of(browser: str) -> str:
    """The family of browser and system; nothing that would tell one from another."""
    names = _first(BROWSERS, browser), _first(SYSTEMS, browser)
    return " on ".join(name for name in names if name) or "another program"


def _first(names: dict[str, str], browser: str) -> str:
    return next((name for mark, name in names.items() if mark in browser), "")
