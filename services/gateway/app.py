"""What is the web application of the gateway? Its routes, its problems, its headers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from flask import Flask, Response, request
from flask.json.provider import DefaultJSONProvider

from services.gateway import docs_page, packing, probes, problems
from services.gateway.access import Doorkeeper
from services.gateway.asking import Gateway
from services.gateway.description import CONFIGURATION, Description
from services.gateway.origins import believe
from services.gateway.parsing import LARGEST_BODY
from services.gateway.screens import assets, frame, shades, words
from services.gateway.screens.every import SCREENS
from services.gateway.shedding import Shedding
from services.gateway.strangers import Strangers, enquirers
from services.gateway.subjects import SUBJECTS
from shared.clock import Clock, now
from shared.hints import Hints
from shared.link import Link

WSGI: TypeAlias = Callable[[dict[str, Any], Any], Any]


_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class _AsWritten(DefaultJSONProvider):
    """Fields in the order they are declared in, which is how people read them."""

    sort_keys = False
    compact = True


def create_app(
    link: Link,
    clock: Clock = now,
    hints: Hints | None = None,
    shedding: Shedding | None = None,
    proxies: int = 0,
) -> Flask:
    """The application, over the services that `link` reaches, behind these proxies."""
    app = Flask(__name__)
    app.config.update(CONFIGURATION, MAX_CONTENT_LENGTH=LARGEST_BODY)
    app.json = _AsWritten(app)
    put_over(app, link, clock, hints)
    api: Any = Description(app)
    for subject in SUBJECTS:
        api.register_blueprint(subject.routes)
    app.register_blueprint(probes.probes)
    assets.install(app)
    shades.install(app)
    words.install(app)
    for subject in SCREENS:
        app.register_blueprint(subject.screens)
    docs_page.install(app, api.spec)
    problems.install(app)
    frame.install(app)
    app.after_request(_add_headers)
    app.after_request(packing.pack)
    app.wsgi_app = _terminated(app.wsgi_app)  # type: ignore[method-assign, assignment]
    (shedding or Shedding()).install(app)
    believe(app, proxies)
    return app


def put_over(app: Flask, link: Link, clock: Clock, hints: Hints | None = None) -> None:
    """Have the application speak for the services that this link reaches.

    It forgets all that it heard of others.
    """
    app.extensions["caretaker hints"] = hints or Hints()
    app.extensions["caretaker"] = Gateway(link, Doorkeeper(link, clock), clock)
    app.extensions["caretaker names"] = {}
    app.extensions["caretaker strangers"] = Strangers()
    app.extensions["caretaker enquirers"] = enquirers()


def _terminated(application: WSGI) -> WSGI:
    """Have bodies without a length read to their end.

    eventlet ends a chunked body where it ends, but does not say so, and Werkzeug would
    take it for an empty one: a message that is piped in would be lost.
    """

    def run(environ: dict[str, Any], start: Any) -> Any:
        if environ.get("HTTP_TRANSFER_ENCODING", "").lower() == "chunked":
            environ["wsgi.input_terminated"] = True
        return application(environ, start)

    return run


def _add_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.blueprint is not None or response.status_code >= 400:
        response.headers.setdefault("Cache-Control", "no-store")
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
