"""How is each event tied to the one before it? `docs/log.md` fixes every byte.

The digest covers what is known before the log is locked; the link adds what only the
log can say (place, time, the hash before), so that nearly all hashing is done outside
the lock.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Protocol
from uuid import UUID

from contracts.fields import format_moment

GENESIS = bytes(32)
"""The hash before the first event of a log."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_NULL = b"\xff\xff\xff\xff"
_length = struct.Struct(">I").pack
_DIGEST_TAG = _length(18) + b"caretaker.event.v1"
_ID_LENGTH = _length(36)
_LINK_TAG = b"caretaker.link.v1\0"
_PLACE = struct.Struct(">qqq")


class Content(Protocol):
    """What the digest covers, of an event that is or is about to be recorded."""

    @property
    def event_id(self) -> UUID: ...
    @property
    def type(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def stream(self) -> str: ...
    @property
    def stream_version(self) -> int: ...
    @property
    def happened_at(self) -> datetime: ...
    @property
    def actor(self) -> str: ...
    @property
    def on_behalf_of(self) -> str | None: ...
    @property
    def correlation_id(self) -> UUID: ...
    @property
    def causation_id(self) -> UUID | None: ...
    @property
    def body(self) -> bytes: ...


def digest(service: str, school: UUID, event: Content) -> bytes:
    """SHA-256 over the length-prefixed content of an event."""
    causation = event.causation_id
    framed = (
        _owner(service, school),
        _ID_LENGTH + str(event.event_id).encode(),
        _kind(event.type, event.version),
        _frame(event.stream),
        _number(event.stream_version),
        _moment(event.happened_at),
        _actor(event.actor, event.on_behalf_of),
        _story(event.correlation_id),
        _story(causation) if causation else _NULL,
        sha256(event.body).digest(),
    )
    return sha256(b"".join(framed)).digest()


def link(
    previous: bytes, position: int, recorded: int, epoch: int, content: bytes
) -> bytes:
    """The hash of an event: its digest, its place, and the hash before it.

    `recorded` is when it was recorded, in microseconds since 1970 in UTC.
    """
    place = _PLACE.pack(position, recorded, epoch)
    return sha256(_LINK_TAG + previous + place + content).digest()


def microseconds(moment: datetime) -> int:
    """Whole microseconds since 1970 in UTC."""
    return (moment - _EPOCH) // _MICROSECOND


def moment_of(microseconds: int) -> datetime:
    """The moment that `microseconds` counted."""
    return _EPOCH + timedelta(0, 0, microseconds)


def first_break(events: Iterable[Linked], previous: bytes, position: int) -> str | None:
    """What is wrong with a stretch of a log that follows `position`, None if nothing.

    Every hash is computed again from the bytes; none that is stored is trusted.
    """
    for event in events:
        position += 1
        if event.position != position:
            return f"position {position} is missing: the next is {event.position}"
        if event.previous_hash != previous:
            return f"position {position} does not follow the event before it"
        expected = link(
            previous,
            position,
            microseconds(event.recorded_at),
            event.epoch,
            digest(event.service, event.school, event),
        )
        if event.hash != expected:
            return f"position {position} is not what was recorded: its hash differs"
        previous = event.hash
    return None


class Linked(Content, Protocol):
    """What the chain covers, of an event that is recorded."""

    @property
    def service(self) -> str: ...
    @property
    def school(self) -> UUID: ...
    @property
    def position(self) -> int: ...
    @property
    def epoch(self) -> int: ...
    @property
    def recorded_at(self) -> datetime: ...
    @property
    def hash(self) -> bytes: ...
    @property
    def previous_hash(self) -> bytes: ...


def _frame(part: str | None) -> bytes:
    """A part with its length before it, so that none runs into the next."""
    if part is None:
        return _NULL
    content = part.encode()
    return _length(len(content)) + content


# What events have in common is framed once: those of a log, a kind, a person, a story.


@lru_cache(maxsize=4_096)
def _owner(service: str, school: UUID) -> bytes:
    return _DIGEST_TAG + _frame(service) + _frame(str(school))


@lru_cache(maxsize=1_024)
def _kind(type_: str, version: int) -> bytes:
    return _frame(type_) + _frame(str(version))


@lru_cache(maxsize=4_096)
def _actor(actor: str, on_behalf_of: str | None) -> bytes:
    return _frame(actor) + _frame(on_behalf_of)


@lru_cache(maxsize=4_096)
def _story(cause: UUID) -> bytes:
    return _frame(str(cause))


@lru_cache(maxsize=1_024)
def _number(stream_version: int) -> bytes:
    return _frame(str(stream_version))


@lru_cache(maxsize=256)
def _moment(moment: datetime) -> bytes:
    return _frame(format_moment(moment))
