"""How is a screen declared, once, with its address, its right and its guards?"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar
from urllib.parse import quote, unquote, urlsplit

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
)
from flask import request as asked
from werkzeug.exceptions import NotFound

from contracts.access import Right
from contracts.declare import declaration_of
from services.gateway import problems
from services.gateway.asking import gateway
from services.gateway.screens import navigation, preferences, refusals, visits
from services.gateway.strangers import Strangers

Page: TypeAlias = Any
"""What Flask takes for an answer: text, a response, or either with a status."""

V = TypeVar("V", bound=Callable[..., Page])

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)

SCREENS: dict[str, Right | None] = {}
"""The right that each screen needs, by its endpoint; None for those open to all."""

HTMX = json.dumps(
    {
        "allowEval": False,
        "allowScriptTags": False,
        "disableInheritance": True,
        "historyCacheSize": 0,
        "includeIndicatorStyles": False,
        "refreshOnHistoryMiss": True,
        "scrollIntoViewOnBoost": False,
        "selfRequestsOnly": True,
        "responseHandling": [
            {"code": "204", "swap": False},
            {"code": "[23]..", "swap": True},
            {"code": "4(09|22|29)", "swap": True},
            {"code": "[45]..", "swap": False, "error": True},
        ],
    }
)
"""Nothing is evaluated, nothing is kept in the browser, a refused form is shown."""

_SAID = "caretaker-said"


class Screens(Blueprint):
    """Screens of one subject; none is shown without a session unless it is open."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}_screens", __name__)
        self.context_processor(_shared)
        self.after_request(_guard)
        refusals.install(self)

    def on(self, method: str, path: str, *, needs: type | Right) -> Callable[[V], V]:
        """Have a function answer somebody who is signed in; it is given the visit.

        `needs` is the right itself, or the command or query that declares it. It is
        needed at the `school_id` of the path, if there is one.
        """
        right = needs if isinstance(needs, Right) else declaration_of(needs).needs
        assert right is not None, f"{path}: nobody may do this"
        return self._declare(method, path, right, bounded=False)

    def open(self, method: str, path: str, *, bounded: bool = True) -> Callable[[V], V]:
        """Have a function answer everybody; it is given the visit, None without one.

        Strangers ask it within bounds, unless it asks no service or counts by itself.
        """
        return self._declare(method, path, None, bounded=bounded)

    def _declare(
        self, method: str, path: str, right: Right | None, *, bounded: bool
    ) -> Callable[[V], V]:
        def declare(view: V) -> V:
            def guarded(**arguments: Any) -> Page:
                g.visit = visit = visits.find(asked)
                if bounded and visit is None:
                    _admit_stranger()
                visits.check_origin(asked, visit)
                if right is not None:
                    if visit is None:
                        return _to_sign_in()
                    visit.asker.permit(right, arguments.get("school_id"))
                return view(visit, **arguments)

            SCREENS[f"{self.name}.{view.__name__}"] = right
            self.add_url_rule(path, view.__name__, guarded, methods=[method])
            return view

        return declare


def install(app: Flask) -> None:
    """Tell a person, too, that there is nothing at an address; programs get theirs."""

    def nothing(error: NotFound) -> Page:
        accepts = asked.headers.get("Accept", "")
        if asked.path.startswith("/api/") or "text/html" not in accepts:
            return problems.rejected(error)
        g.visit = visits.find(asked)
        page = render_template(
            "layout/refused.html",
            title="Not found",
            words="There is nothing at this address.",
            **_shared(),
        )
        return _guard(make_response(page, 404))

    app.register_error_handler(NotFound, nothing)


def back(address: str, said: str | None = None) -> Response:
    """Send the browser on after a form, with a sentence to say there."""
    response = make_response(redirect(address, 303))
    if said:
        response.set_cookie(
            _SAID, quote(said), max_age=60, httponly=True, samesite="Lax"
        )
    return response


def is_fragment(target: str) -> bool:
    """Whether htmx asks for one part of the page only."""
    headers = asked.headers
    if "HX-History-Restore-Request" in headers:
        return False
    return headers.get("HX-Target") == target


def safe_next(address: str | None) -> str | None:
    """An address to go on to, if it is one of ours."""
    if not address or not address.startswith("/") or address[1:2] in {"/", "\\"}:
        return None
    return address if address.isprintable() else None


def _admit_stranger() -> None:
    """Throttled where more is asked by strangers than is answered."""
    strangers: Strangers = current_app.extensions["caretaker strangers"]
    strangers.admit(asked.remote_addr or "", gateway().clock())


def _to_sign_in() -> Response:
    """To the sign-in page, and from there back to where they wanted to go."""
    wanted = asked.full_path.rstrip("?") if asked.method == "GET" else "/"
    current = asked.headers.get("HX-Current-URL")
    if current:
        parts = urlsplit(current)
        wanted = f"{parts.path}?{parts.query}" if parts.query else parts.path
    address = f"/sign-in?next={quote(wanted, safe='/')}"
    if "HX-Request" in asked.headers:
        return Response(status=204, headers={"HX-Redirect": address})
    return make_response(redirect(address, 303))


def _shared() -> dict[str, Any]:
    """What every template may name."""
    return {
        "visit": g.get("visit"),
        "Right": Right,
        "flashed": unquote(asked.cookies.get(_SAID, "")),
        "htmx_config": HTMX,
        "places": navigation.places(g.get("visit"), asked.path),
        "theme": preferences.theme(asked),
        "shortcuts": preferences.shortcuts(asked),
        "now": preferences.now(),
    }


def _guard(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "no-store"
    # With no-referrer a browser would not say which site a form comes from.
    response.headers["Referrer-Policy"] = "same-origin"
    if _SAID in asked.cookies and response.status_code == 200:
        response.delete_cookie(_SAID, httponly=True, samesite="Lax")
    return response
