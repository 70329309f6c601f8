"""Which bytes stand for a payload? The ones that are hashed, stored and sent.

RFC 8785 for what payloads may hold: text, whole numbers to 2**53, booleans, null,
lists, and objects with ASCII names. There are no floats: money and measures are text.
"""

from __future__ import annotations

import json
from typing import Any

LARGEST = 2**53 - 1

_encode = json.JSONEncoder(
    sort_keys=True,
    separators=(",", ":"),
    ensure_ascii=False,
    allow_nan=False,
    check_circular=False,
).encode
_decode = json.JSONDecoder().raw_decode


def canonical(payload: dict[str, Any]) -> bytes:
    """The canonical bytes of a payload; ValueError where it has none."""
    _check(payload)
    return _encode(payload).encode()


def parse(body: bytes) -> dict[str, Any]:
    """The payload of canonical bytes; ValueError where they are no JSON."""
    # UTF-8 without white space around it: the library would look for others first.
    text = body.decode()
    payload: dict[str, Any]
    payload, end = _decode(text)
    if end != len(text):
        raise ValueError("there is more than one payload")
    return payload


def _check(part: Any) -> None:
    kind = type(part)
    if kind is dict:
        _check_names(part)
        for inner in part.values():
            _check(inner)
    elif kind is list:
        for inner in part:
            _check(inner)
    elif kind is int:
        if not -LARGEST <= part <= LARGEST:
            raise ValueError(f"{part} is too large for a payload")
    elif part is not None and kind not in {str, bool}:
        raise ValueError(f"a payload cannot hold {part!r}")


def _check_names(part: dict[Any, Any]) -> None:
    for name in part:
        if type(name) is not str or not name.isascii():
            raise ValueError(f"a name in a payload is ASCII text, not {name!r}")
