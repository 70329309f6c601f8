"""What is the web application of the gateway? Its routes, its problems, its headers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from flask import Flask, Response, request
from flask.json.provider import DefaultJSONProvider

from services.gateway import (
    agreements,
    alerts,
    articles,
    calendar_feed,
    calendar_imports,
    catalogues,
    categories,
    colleagues,
    docs_page,
    figures,
    guidance,
    letters,
    log,
    looks,
    macros,
    mail,
    mails,
    matrices,
    on_call,
    operations,
    packing,
    people,
    probes,
    problems,
    reference,
    restating,
    saved_views,
    schools,
    sla,
    stories,
    tickets,
    tokens,
    what_if,
)
from services.gateway.access import Doorkeeper
from services.gateway.asking import Gateway
from services.gateway.description import CONFIGURATION, Description
from services.gateway.parsing import LARGEST_BODY
from services.gateway.screens import (
    account,
    agreement,
    approvals,
    assets,
    audit_pages,
    bulk,
    calendar_files,
    calendars,
    clocks,
    closures,
    exams,
    finding,
    frame,
    hours,
    inspections,
    live,
    look,
    mail_files,
    mailboxes,
    matrix,
    nations,
    new_ticket,
    offerings,
    person,
    portal,
    queue,
    ratings,
    recurring,
    rota,
    search,
    settings,
    shades,
    sign_in,
    terms,
    ties,
    words,
)
from services.gateway.screens import articles as article_screens
from services.gateway.screens import colleagues as colleague_screens
from services.gateway.screens import figures as figure_screens
from services.gateway.screens import guidance as guidance_screens
from services.gateway.screens import letters as letter_screens
from services.gateway.screens import macros as macro_screens
from services.gateway.screens import mails as mail_screens
from services.gateway.screens import on_call as on_call_screens
from services.gateway.screens import people as people_screens
from services.gateway.screens import restating as restating_screens
from services.gateway.screens import schools as school_screens
from services.gateway.screens import tickets as ticket_screens
from services.gateway.screens import what_if as what_if_screens
from services.gateway.shedding import Shedding
from shared.clock import Clock, now
from shared.hints import Hints
from shared.link import Link

WSGI: TypeAlias = Callable[[dict[str, Any], Any], Any]

SUBJECTS = (
    schools,
    calendar_feed,
    calendar_imports,
    sla,
    what_if,
    restating,
    agreements,
    reference,
    looks,
    people,
    colleagues,
    tickets,
    catalogues,
    articles,
    guidance,
    categories,
    matrices,
    letters,
    saved_views,
    macros,
    log,
    stories,
    mail,
    alerts,
    on_call,
    figures,
    mails,
    tokens,
    operations,
)
SCREENS = (
    sign_in,
    account,
    queue,
    ticket_screens,
    ties,
    approvals,
    macro_screens,
    ratings,
    recurring,
    restating_screens,
    rota,
    clocks,
    new_ticket,
    bulk,
    finding,
    search,
    live,
    portal,
    offerings,
    guidance_screens,
    article_screens,
    audit_pages,
    school_screens,
    settings,
    hours,
    terms,
    closures,
    exams,
    inspections,
    nations,
    calendar_files,
    calendars,
    agreement,
    matrix,
    mailboxes,
    colleague_screens,
    mail_screens,
    mail_files,
    people_screens,
    person,
    look,
    letter_screens,
    figure_screens,
    what_if_screens,
    on_call_screens,
)

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
) -> Flask:
    """The application, over the services that `link` reaches."""
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
    return app


def put_over(app: Flask, link: Link, clock: Clock, hints: Hints | None = None) -> None:
    """Have the application speak for the services that this link reaches.

    It forgets all that it heard of others.
    """
    app.extensions["caretaker hints"] = hints or Hints()
    app.extensions["caretaker"] = Gateway(link, Doorkeeper(link, clock), clock)
    app.extensions["caretaker names"] = {}


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
