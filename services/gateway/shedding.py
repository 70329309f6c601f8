"""How much is taken on at once? What is more is refused, and told when to come again.

Whoever is let in while too much is asked waits longer than anybody has patience for,
and keeps those waiting who came before. So what is over the limit is refused before
anything is done for it: who is let in is answered as ever, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from flask import Flask, request

from contracts.refusals import Unavailable
from shared.metrics import SHED

WSGI: TypeAlias = Callable[[dict[str, Any], Any], Any]

MOST = 64
"""Requests that one gateway answers at once. Each holds a connection to a database at
times, of which a service has fifteen. What is sent bit by bit afterwards, as a live
page is, does not count."""

_ALWAYS = frozenset({"/healthz", "/readyz", "/metrics"})
_OVER = "caretaker.over"


@dataclass
class Shedding:
    """Counts the requests that are being answered, and refuses what is too much."""

    most: int = MOST
    busy: int = 0

    def install(self, app: Flask) -> None:
        """Count every request of an application, but for those of its probes."""
        app.wsgi_app = self._counted(app.wsgi_app)  # type: ignore[method-assign, assignment]
        app.before_request(_refuse)

    def _counted(self, application: WSGI) -> WSGI:
        def run(environ: dict[str, Any], start: Any) -> Any:
            if environ.get("PATH_INFO") in _ALWAYS:
                return application(environ, start)
            environ[_OVER] = self.busy >= self.most
            self.busy += 1
            try:
                return application(environ, start)
            finally:
                self.busy -= 1

        return run


def _refuse() -> None:
    """Unavailable where more is asked than is answered in good time."""
    if request.environ.get(_OVER):
        SHED.inc()
        raise Unavailable("too much is asked of us at this moment")
