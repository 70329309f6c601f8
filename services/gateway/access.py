"""Who is calling? The holder of a bearer token, as directory knows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from contracts.access import Caller, platform
from contracts.directory import CheckToken, TokenView
from contracts.refusals import NotFound
from services.gateway.problems import Unauthenticated
from shared.clock import Clock
from shared.link import Link

REMEMBERED = timedelta(seconds=5)
"""How long a token is believed without asking: a revoked one counts no longer."""

_MOST_REMEMBERED = 10_000
_BEARER = re.compile(r"bearer +(ct_[A-Za-z0-9_-]{43})", re.IGNORECASE)


@dataclass(frozen=True)
class _Known:
    token: TokenView
    until: datetime


class Doorkeeper:
    """Tells the caller of a request from its Authorization header."""

    def __init__(self, link: Link, clock: Clock) -> None:
        self._link = link
        self._clock = clock
        self._known: dict[str, _Known] = {}

    def admit(self, header: str | None) -> Caller:
        """The caller; Unauthenticated without a token that counts."""
        if header is None:
            raise Unauthenticated("send a bearer token", given=False)
        match = _BEARER.fullmatch(header)
        if match is None:
            raise Unauthenticated("that is not a bearer token of ours")
        token = self._token(digest(match[1]))
        if token.expires_at <= self._clock():
            raise Unauthenticated("the token has expired")
        actor = f"{token.role.value}:{token.token_id}"
        return Caller(actor=actor, role=token.role, school=token.school_id)

    def forget(self, token_id: UUID) -> None:
        """Ask directory again about a token that was just revoked."""
        for hashed, known in list(self._known.items()):
            if known.token.token_id == token_id:
                self._known.pop(hashed, None)

    def _token(self, hashed: str) -> TokenView:
        now = self._clock()
        known = self._known.get(hashed)
        if known is not None and now < known.until:
            return known.token
        try:
            token: TokenView = self._link.ask(
                CheckToken(digest=hashed), platform("gateway")
            )
        except NotFound:
            self._known.pop(hashed, None)
            raise Unauthenticated("the token is wrong, expired or revoked") from None
        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
        self._known[hashed] = _Known(token, now + REMEMBERED)
        return token


def digest(secret: str) -> str:
    """What directory keeps of a secret; its 256 random bits need no salt."""
    return sha256(secret.encode()).hexdigest()
