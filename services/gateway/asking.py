"""How are the services asked in a caller's name, and a retry told from a new wish?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4, uuid5

from flask import Request, current_app

from contracts.access import Caller, Right
from contracts.declare import declaration_of
from contracts.refusals import Forbidden, Invalid
from services.gateway.access import Doorkeeper
from shared.clock import Clock
from shared.link import Link
from shared.work import Cause

KEY_HEADER = "Idempotency-Key"
REPLAYED_HEADER = "Idempotent-Replayed"

_KEYS = UUID("3f1c0b52-7a0e-4c5e-9d43-6f2b8e1a7c90")
"""The namespace of the ids that idempotency keys become; never to be changed."""

_LONGEST_KEY = 255


@dataclass(frozen=True)
class Gateway:
    """What every request of an application shares."""

    link: Link
    doorkeeper: Doorkeeper
    clock: Clock


@dataclass(frozen=True)
class Asker:
    """One request: its caller, the key it came with, and the way to the services."""

    link: Link
    caller: Caller
    key: str | None

    @property
    def caller_id(self) -> UUID:
        """The id of the person or the token that asks: their acts are known by it."""
        return UUID(self.caller.actor.partition(":")[2])

    def ask(self, query: Any, requires: Mapping[str, int] | None = None) -> Any:
        """What a service answers this caller."""
        self._permit_message(query)
        return self.link.ask(query, self.caller, requires)

    def execute(
        self, command: Any, command_id: UUID, correlation_id: UUID | None = None
    ) -> Any:
        """Have a service carry out a command for this caller."""
        self._permit_message(command)
        cause = Cause(
            caller=self.caller,
            command_id=command_id,
            correlation_id=correlation_id or uuid4(),
        )
        return self.link.execute(command, cause)

    def permit(self, right: Right | None, school: UUID | None) -> None:
        """Forbidden unless the caller holds the right, at the school if one is named.

        The service that is asked checks again: it trusts no gateway.
        """
        if not self.caller.may(right, school or self.caller.school):
            raise Forbidden("your token does not allow this here")

    def command_id(self, *scope: object) -> UUID:
        """The id of the command of this request; a retry with the key has the same.

        `scope` is where the key counts: the same key at another school is another.
        """
        if self.key is None:
            return uuid4()
        words = (self.caller.actor, self.key, *(str(part) for part in scope))
        return uuid5(_KEYS, "\n".join(words))

    def _permit_message(self, message: Any) -> None:
        school = getattr(message, "school_id", None)
        self.permit(declaration_of(message).needs, school)


def gateway() -> Gateway:
    """What the application of this request was made with."""
    made: Gateway = current_app.extensions["caretaker"]
    return made


def asker_of(request: Request) -> Asker:
    """Who asks; Unauthenticated without a token, Invalid with a bad key."""
    made = gateway()
    caller = made.doorkeeper.admit(request.headers.get("Authorization"))
    return Asker(made.link, caller, _key_of(request))


def replayed(answer: Any) -> dict[str, str]:
    """The header that tells a first answer given again."""
    return {REPLAYED_HEADER: "true"} if getattr(answer, "repeated", False) else {}


def _key_of(request: Request) -> str | None:
    key = request.headers.get(KEY_HEADER)
    if key is None:
        return None
    if not 1 <= len(key) <= _LONGEST_KEY or not all(" " <= c <= "~" for c in key):
        raise Invalid({KEY_HEADER: ["Must be 1 to 255 printable ASCII characters."]})
    return key
