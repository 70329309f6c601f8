"""How much is taken on at once? What is more is refused, and told when to come again.

Whoever is let in while too much is asked waits longer than anybody has patience for,
and keeps those waiting who came before. So what is over the limit is refused before
anything is done for it: who is let in is answered as ever, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, TypeAlias, TypeVar

from flask import Flask, request

from contracts.refusals import Unavailable
from shared.metrics import SHED

T = TypeVar("T")
WSGI: TypeAlias = Callable[[dict[str, Any], Any], Any]

MOST = 64
"""Requests that one gateway answers at once. Each holds a connection to a database at
times, of which a service has fifteen. A body that is still coming in does not count,
nor does what is sent bit by bit afterwards, as a live page is."""

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

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """While somebody is waited for who sends, nothing is being answered.

        Unavailable where meanwhile as many are answered as may be.
        """
        self.busy -= 1
        try:
            yield
        finally:
            self.busy += 1
        if self.busy > self.most:
            raise _too_much()

    def _counted(self, application: WSGI) -> WSGI:
        def run(environ: dict[str, Any], start: Any) -> Any:
            if environ.get("PATH_INFO") in _ALWAYS:
                return application(environ, start)
            environ[_OVER] = self.busy >= self.most
            environ["wsgi.input"] = _Sent(environ["wsgi.input"], self)
            self.busy += 1
            try:
                return application(environ, start)
            finally:
                self.busy -= 1

        return run


@dataclass
class _Sent:
    """A body as it comes in. Who sends it slowly, or never, keeps nobody else out."""

    body: IO[bytes]
    shedding: Shedding

    def read(self, *size: int) -> bytes:
        return self._waited_for(self.body.read, *size)

    def readline(self, *size: int) -> bytes:
        return self._waited_for(self.body.readline, *size)

    def readlines(self, *hint: int) -> list[bytes]:
        return self._waited_for(self.body.readlines, *hint)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.readline, b"")

    def _waited_for(self, read: Callable[..., T], *size: int) -> T:
        with self.shedding.waiting():
            return read(*size)


def _refuse() -> None:
    """Unavailable where more is asked than is answered in good time."""
    if request.environ.get(_OVER):
        raise _too_much()


def _too_much() -> Unavailable:
    SHED.inc()
    return Unavailable("too much is asked of us at this moment")
