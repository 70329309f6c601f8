"""Who is at the browser? Somebody whose session directory knows, by their cookie."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256
from secrets import compare_digest, token_bytes
from uuid import UUID

from flask import Request, Response

from contracts.access import Right, person, platform
from contracts.refusals import Forbidden, NotFound
from contracts.sign_in import CheckSession, SessionView, VisitorView
from contracts.values import PROVIDER
from services.gateway.access import digest
from services.gateway.asking import Asker, gateway
from shared.clock import Clock
from shared.link import Link

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
CSRF_FIELD = "csrf"
CSRF_HEADER = "X-CSRF-Token"

_CSRF = b"caretaker forms of one session"
_OURS = {None, "same-origin", "none"}


@dataclass(frozen=True)
class Visit:
    """One request of somebody who is signed in, and their way to the services."""

    asker: Asker
    visitor: VisitorView
    token: bytes
    digest: str
    clock: Clock

    @property
    def csrf(self) -> str:
        """The token of the session's forms, masked: another text each time.

        Pages are packed, and how well a text packs would tell it letter by letter.
        """
        mask = token_bytes(len(self.token))
        return (mask + _xor(mask, self.token)).hex()

    @property
    def actor(self) -> str:
        return self.asker.caller.actor

    @property
    def home(self) -> UUID:
        """The school whose person this is; PROVIDER for the MSP's own people."""
        return self.visitor.school_id or PROVIDER

    def may(self, right: Right, school: UUID | None = None) -> bool:
        """Whether they hold a right; for templates, which show no dead ends."""
        caller = self.asker.caller
        return caller.may(right, school or caller.school)


def find(request: Request) -> Visit | None:
    """The visit that a request belongs to; None for somebody who is not signed in."""
    secret = request.cookies.get(cookie_name(request))
    if not secret:
        return None
    made = gateway()
    hashed = digest(secret)
    visitor = _visitor(made.link, hashed)
    if visitor is None:
        return None
    caller = person(visitor.person_id, visitor.roles, visitor.school_id)
    asker = Asker(made.link, caller, None)
    return Visit(asker, visitor, _token(secret), hashed, made.clock)


def counts(visit: Visit) -> bool:
    """Whether a visit that goes on is still of somebody with the same roles."""
    now = _visitor(visit.asker.link, visit.digest)
    return now is not None and now.roles == visit.visitor.roles


def check_origin(request: Request, visit: Visit | None) -> None:
    """Forbidden where another site, or a page of another session, sent the form.

    Who is not signed in has no token yet: then the browser's word must do.
    """
    if request.method in SAFE:
        return
    origin = request.headers.get("Origin")
    foreign = origin is not None and origin != request.host_url.rstrip("/")
    if foreign or request.headers.get("Sec-Fetch-Site") not in _OURS:
        raise Forbidden("This form was sent from another site.")
    if visit is None:
        return
    sent = request.form.get(CSRF_FIELD) or request.headers.get(CSRF_HEADER, "")
    if not compare_digest(_unmasked(sent), visit.token):
        raise Forbidden("This page is out of date. Load it again, and try once more.")


def cookie_name(request: Request) -> str:
    """Over TLS the name itself has browsers refuse it from any other host."""
    return "__Host-caretaker" if request.is_secure else "caretaker"


def begin(request: Request, response: Response, session: SessionView) -> None:
    """Have the browser show the session from now on."""
    _set(request, response, session.secret)


def end(request: Request, response: Response) -> None:
    """Have the browser forget its session."""
    response.delete_cookie(
        cookie_name(request), secure=request.is_secure, httponly=True, samesite="Lax"
    )


def _set(request: Request, response: Response, secret: str) -> None:
    response.set_cookie(
        cookie_name(request),
        secret,
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )


def _visitor(link: Link, hashed: str) -> VisitorView | None:
    question = CheckSession(digest=hashed)
    try:
        visitor: VisitorView = link.ask(question, platform("gateway"))
    except NotFound:
        return None
    return visitor if visitor.roles else None


def _token(secret: str) -> bytes:
    """One for each session; nobody who does not hold its secret can tell it."""
    return hmac.new(secret.encode(), _CSRF, sha256).digest()


def _unmasked(sent: str) -> bytes:
    """The token that a form sends; nothing for what is no token at all."""
    try:
        both = bytes.fromhex(sent)
    except ValueError:
        return b""
    half = len(both) // 2
    return _xor(both[:half], both[half:]) if len(both) == 2 * half else b""


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
