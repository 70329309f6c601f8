"""What does the platform keep and send with every event?"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from contracts.fields import format_moment, id_of, text_of_id
from contracts.refusals import Unreadable


class Recorded(NamedTuple):
    """One event as it stands in a log: its place, its cause, its bytes, its hash.

    A tuple, for a page of a log makes a thousand: a dataclass takes four times as long.
    `body` holds the canonical JSON of the payload, byte for byte as it was hashed.
    `happened_at` is when it was true, `recorded_at` when it entered the log.
    """

    service: str
    school: UUID
    position: int
    epoch: int
    event_id: UUID
    type: str
    version: int
    stream: str
    stream_version: int
    happened_at: datetime
    recorded_at: datetime
    actor: str
    on_behalf_of: str | None
    correlation_id: UUID
    causation_id: UUID | None
    body: bytes
    hash: bytes
    previous_hash: bytes

    @property
    def topic(self) -> str:
        """Under which name a broker takes it: its source always comes first."""
        of_its_own = self.type.startswith(f"{self.service}.")
        return self.type if of_its_own else f"{self.service}.{self.type}"

    def to_wire(self) -> dict[str, Any]:
        """JSON-ready; `body` is text, so that its bytes arrive as they are."""
        return {
            "service": self.service,
            "school": text_of_id(self.school),
            "position": self.position,
            "epoch": self.epoch,
            "event_id": str(self.event_id),
            "type": self.type,
            "version": self.version,
            "stream": self.stream,
            "stream_version": self.stream_version,
            "happened_at": format_moment(self.happened_at),
            "recorded_at": format_moment(self.recorded_at),
            "actor": self.actor,
            "on_behalf_of": self.on_behalf_of,
            "correlation_id": text_of_id(self.correlation_id),
            "causation_id": None if not self.causation_id else str(self.causation_id),
            "body": self.body.decode(),
            "hash": self.hash.hex(),
            "previous_hash": self.previous_hash.hex(),
        }


def from_wire(wire: dict[str, Any]) -> Recorded:
    """The event that `to_wire` wrote; Unreadable where it is not one."""
    try:
        return Recorded(
            service=wire["service"],
            school=id_of(wire["school"]),
            position=wire["position"],
            epoch=wire["epoch"],
            event_id=UUID(wire["event_id"]),
            type=wire["type"],
            version=wire["version"],
            stream=wire["stream"],
            stream_version=wire["stream_version"],
            happened_at=datetime.fromisoformat(wire["happened_at"]),
            recorded_at=datetime.fromisoformat(wire["recorded_at"]),
            actor=wire["actor"],
            on_behalf_of=wire["on_behalf_of"],
            correlation_id=id_of(wire["correlation_id"]),
            causation_id=id_of(wire["causation_id"]) if wire["causation_id"] else None,
            body=wire["body"].encode(),
            hash=bytes.fromhex(wire["hash"]),
            previous_hash=bytes.fromhex(wire["previous_hash"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable(f"not an envelope: {error!r}") from error
