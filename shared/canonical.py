"""Which bytes stand for a payload? The ones that are hashed, stored and sent.

RFC 8785 for what payloads may hold: text, whole numbers to 2**53, booleans, null,
lists, and objects with ASCII names. There are no floats: money and measures are text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

LARGEST = 2**53 - 1
_PLAIN = frozenset({str, bool, type(None)})

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
        _check_all(part.values())
    elif kind is list:
        _check_all(part)
    elif kind is int:
        if not -LARGEST <= part <= LARGEST:
            raise ValueError(f"{part} is too large for a payload")
    else:
        raise ValueError(f"a payload cannot hold {part!r}")


def _check_all(parts: Iterable[Any]) -> None:
    for inner in parts:
        if type(inner) not in _PLAIN:
            _check(inner)


def _check_names(part: dict[Any, Any]) -> None:
    for name in part:
        if type(name) is not str or not name.isascii():
            raise ValueError(f"a name in a payload is ASCII text, not {name!r}")
