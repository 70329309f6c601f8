"""Can a stranger check a log? This was written from docs/log.md and shares no code."""

import base64
import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

Event = dict[str, Any]


def text(value: str | None) -> bytes:
    if value is None:
        return b"\xff\xff\xff\xff"
    encoded = value.encode("utf-8")
    return len(encoded).to_bytes(4, "big") + encoded


def digest_preimage(event: Event) -> bytes:
    names = "service school event_id type version stream stream_version happened_at"
    names += " actor on_behalf_of correlation_id causation_id"
    values = [event[name] for name in names.split()]
    parts = [str(v) if isinstance(v, int) else v for v in values]
    body = hashlib.sha256(event["body"].encode("utf-8")).digest()
    return text("caretaker.event.v1") + b"".join(map(text, parts)) + body


def link_preimage(event: Event, previous: bytes, digest: bytes) -> bytes:
    recorded = datetime.fromisoformat(event["recorded_at"])
    since = recorded - datetime(1970, 1, 1, tzinfo=UTC)
    micro = (since.days * 86400 + since.seconds) * 1_000_000 + since.microseconds
    numbers = (event["position"], micro, event["epoch"])
    place = b"".join(n.to_bytes(8, "big", signed=True) for n in numbers)
    return b"caretaker.link.v1\x00" + previous + place + digest


def verify(events: Sequence[Event]) -> None:
    previous = bytes(32)
    for position, event in enumerate(events, start=1):
        digest = hashlib.sha256(digest_preimage(event)).digest()
        found = hashlib.sha256(link_preimage(event, previous, digest)).digest()
        assert event["position"] == position, f"a gap before {event['position']}"
        assert event["previous_hash"] == previous.hex(), f"{position} does not follow"
        assert event["hash"] == found.hex(), f"{position} was altered"
        assert canonical(json.loads(event["body"])) == event["body"].encode("utf-8")
        previous = found


def canonical(body: Any) -> bytes:
    kept = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return kept.encode("utf-8")


def unseal(event: Event, field: str, keys: Sequence[bytes]) -> str:
    box = base64.b64decode(json.loads(event["body"])[field]["sealed"])
    key = keys[0] if len(keys) == 1 else hashlib.sha256(b"".join(keys)).digest()
    about = f"{event['school']}/{event['type']}/{field}".encode()
    return AESGCM(key).decrypt(box[:12], box[12:], about).decode("utf-8")
