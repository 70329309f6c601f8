"""Are these the bytes that stand for a payload, and the only ones that do?"""

from __future__ import annotations

import json
import re
from typing import Any

from shared.canonical import canonical

_MAY_BE_TOO_LARGE = re.compile(rb"\d{16}")

_encode = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, check_circular=False
).encode


def body_fault(body: bytes) -> str | None:
    """Why the bytes of a body are none that the platform writes, None if they are."""
    try:
        payload = _decode(body.decode())
    except (ValueError, RecursionError):
        return "is not JSON as events are written in"
    if not isinstance(payload, dict):
        return "is not a JSON object"
    try:
        same = _bytes_of(body, payload) == body
    except ValueError:
        same = False
    return None if same else "is not in canonical form"


def _bytes_of(body: bytes, payload: dict[str, Any]) -> bytes:
    """The canonical bytes; the rules that few bodies touch are looked at for those."""
    if body.isascii() and not _MAY_BE_TOO_LARGE.search(body):
        return _encode(payload).encode()
    return canonical(payload)


def _refuse(number: str) -> Any:
    raise ValueError(f"{number} is no whole number")


_decode = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse).decode
