"""How does somebody like their pages? Kept in cookies of their own browser."""

from __future__ import annotations

from datetime import datetime

from flask import Request, Response
from flask import request as asked

from services.gateway.asking import gateway

THEMES = {"auto": "As this device", "light": "Light", "dark": "Dark"}
_A_YEAR = 365 * 24 * 3600
_THEME = "caretaker-theme"
_SHORTCUTS = "caretaker-shortcuts"


def theme(request: Request) -> str:
    """Light or dark, or as the device has it."""
    chosen = request.cookies.get(_THEME, "auto")
    return chosen if chosen in THEMES else "auto"


def shortcuts(request: Request) -> bool:
    """Whether single keys do something: they are in the way of some people (WCAG)."""
    return request.cookies.get(_SHORTCUTS) != "off"


def keep(response: Response, chosen: str, single_keys: bool) -> None:
    """Remember both for a year."""
    _set(response, _THEME, chosen if chosen in THEMES else "auto")
    _set(response, _SHORTCUTS, "on" if single_keys else "off")


def now() -> datetime:
    """The moment that a page is made."""
    return gateway().clock()


def _set(response: Response, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=_A_YEAR,
        secure=asked.is_secure,
        httponly=True,
        samesite="Lax",
    )
