"""What becomes of an event that was decided, before it has a place in the log?

It is dumped, sealed, written as canonical bytes and digested: all that needs no lock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from contracts.codec import dump
from contracts.declare import declaration_of
from shared.canonical import canonical
from shared.chain import digest
from shared.keyring import Keyring
from shared.sealing import seal
from shared.store import New

if TYPE_CHECKING:
    from shared.work import Fresh


def recordable(
    keyring: Keyring, service: str, stream: str, fresh: Fresh, cause: UUID | None
) -> New:
    """The event as it is appended; Refused where it is about somebody forgotten.

    `cause` is the event that it follows from.
    """
    declared = declaration_of(fresh.event)
    body = seal(keyring, fresh.school, declared, dump(fresh.event))
    new = New(
        event_id=fresh.event_id,
        type=declared.name,
        version=declared.version,
        stream=stream,
        stream_version=fresh.stream_version,
        happened_at=fresh.happened_at,
        actor=fresh.actor,
        on_behalf_of=fresh.on_behalf_of,
        correlation_id=fresh.correlation_id,
        causation_id=cause,
        body=canonical(body),
    )
    new.digest = digest(service, fresh.school, new)
    return new
