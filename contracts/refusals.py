"""Which kinds of no does the platform give?

Refusal
+-- Invalid       the request itself is wrong; every bad field is named
+-- Refused       a rule says no
+-- Forbidden     the sender does not hold the right, or not for this school
+-- NotFound      there is no such thing for this sender
+-- Conflict      it was decided on something that has changed since
+-- Reused        an idempotency key came back with another request
+-- Throttled     too many tries; try again after a time that is told
+-- Unavailable   not now; try again later
Unreadable        stored or received bytes are not a message we know
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar


class Refusal(Exception):
    """A no that the asker is told, with its name on the wire and its HTTP status."""

    kind: ClassVar[str] = "refusal"
    status: ClassVar[int] = 400
    title: ClassVar[str] = "Refused"

    def details(self) -> dict[str, Any]:
        """What goes along with the message."""
        return {}


class Invalid(Refusal):
    kind = "invalid"
    status = 422
    title = "Some fields are not right"

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        self.errors = {name: list(messages) for name, messages in errors.items()}
        said = "; ".join(f"{n}: {' '.join(m)}" for n, m in sorted(self.errors.items()))
        super().__init__(said)

    def details(self) -> dict[str, Any]:
        return {"errors": self.errors}


class Refused(Refusal):
    kind = "refused"
    status = 422
    title = "The rules do not allow this"


class Forbidden(Refusal):
    kind = "forbidden"
    status = 403
    title = "Not allowed"


class NotFound(Refusal):
    kind = "not_found"
    status = 404
    title = "Not found"


class Conflict(Refusal):
    kind = "conflict"
    status = 409
    title = "It has changed since you looked"

    def __init__(
        self,
        message: str,
        version: int | None = None,
        changes: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        self.version = version
        self.changes = [dict(change) for change in changes]
        super().__init__(message)

    def details(self) -> dict[str, Any]:
        return {"version": self.version, "changes": self.changes}


class Reused(Refusal):
    kind = "reused"
    status = 422
    title = "This idempotency key was used for another request"


class Throttled(Refusal):
    kind = "throttled"
    status = 429
    title = "Too many tries"

    def __init__(self, message: str, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(message)

    def details(self) -> dict[str, Any]:
        return {"seconds": self.seconds}


class Unavailable(Refusal):
    kind = "unavailable"
    status = 503
    title = "Not available just now"


class Unreadable(Exception):
    """Stored or received bytes that are not a message we know."""


REFUSALS: dict[str, type[Refusal]] = {
    kind.kind: kind
    for kind in (
        Invalid,
        Refused,
        Forbidden,
        NotFound,
        Conflict,
        Reused,
        Throttled,
        Unavailable,
    )
}


def refusal_from(kind: str, message: str, details: Mapping[str, Any]) -> Refusal:
    """The refusal that another process gave, made again here."""
    if kind == Invalid.kind:
        return Invalid(details["errors"])
    if kind == Conflict.kind:
        return Conflict(message, details["version"], details["changes"])
    if kind == Throttled.kind:
        return Throttled(message, details["seconds"])
    return REFUSALS.get(kind, Unavailable)(message)
