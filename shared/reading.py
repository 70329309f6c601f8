"""How is an event read from a log? Opened with the keys, or covered without them."""

from __future__ import annotations

from typing import Any

from contracts.codec import restore
from contracts.declare import CATALOGUE
from contracts.envelope import Recorded
from shared.canonical import parse
from shared.keyring import Keyring
from shared.sealing import cover, unseal


def read_event(recorded: Recorded, keyring: Keyring | None = None) -> Any:
    """The event in an envelope, personal text opened if a keyring is given.

    Unreadable for a type or version that this program does not know.
    """
    if keyring is None:
        return read_body(recorded.type, recorded.version, recorded.body)
    declaration = CATALOGUE.find("event", recorded.type)
    stored, version = parse(recorded.body), recorded.version
    payload = unseal(keyring, recorded.school, declaration, stored, version)
    return restore(declaration.message, payload, version)


def read_body(type_: str, version: int, body: bytes) -> Any:
    """The event in a body, personal text covered; Unreadable as in `read_event`."""
    declaration = CATALOGUE.find("event", type_)
    payload = cover(declaration, parse(body), version)
    return restore(declaration.message, payload, version)
