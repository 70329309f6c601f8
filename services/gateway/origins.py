"""Where does a request come from, where proxies stand before the gateway?

Anybody can send a header that names an address. It is believed only as far as proxies
of ours wrote it: the last of them names who asked it, and so on, from the end.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

PROXIES = "CARETAKER_TRUSTED_PROXIES"
"""How many proxies of ours every request comes through; none where it is not set."""

_MOST = 9


def trusted_proxies(environment: Mapping[str, str]) -> int:
    """How many proxies are trusted. ValueError for what is no such number."""
    said = environment.get(PROXIES) or "0"
    if not (said.isascii() and said.isdecimal() and int(said) <= _MOST):
        raise ValueError(f"{PROXIES} is a number from 0 to {_MOST}")
    return int(said)


def believe(app: Flask, proxies: int) -> None:
    """Take the address of who asks from what these proxies wrote; of none, nothing."""
    if proxies:
        trusting = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=0, x_host=0)
        app.wsgi_app = trusting  # type: ignore[method-assign]
