"""What did each event look like when it was first published? Kept, and never edited."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID, uuid5

from contracts.codec import dump
from contracts.declare import Declaration, Payload
from infra.survey import REPOSITORY, messages

FOLDER = REPOSITORY / "contracts" / "golden"

_NAMESPACE = UUID("901de000-0000-4000-8000-000000000000")
_PLAIN: dict[type, Any] = {
    bool: True,
    int: 1,
    datetime: datetime(2026, 11, 23, 9, tzinfo=UTC),
    date: date(2026, 11, 23),
    time: time(9),
    timedelta: timedelta(hours=4),
    Decimal: Decimal("1.50"),
}


def file_of(declaration: Declaration, version: int) -> str:
    """What the golden file of a version is called."""
    return f"{declaration.name}.v{version}.json"


def write() -> list[str]:
    """Keep an example of each event whose version has none yet; the names of those."""
    written = []
    for declaration in messages("event"):
        name = file_of(declaration, declaration.version)
        place = FOLDER / name
        if not place.exists():
            FOLDER.mkdir(exist_ok=True)
            text = json.dumps(example(declaration), indent=2, sort_keys=True)
            place.write_text(f"{text}\n")
            written.append(name)
    return written


def example(declaration: Declaration) -> Payload:
    """A payload as it stands in a log: every field filled, personal text sealed."""
    payload = dump(_made(declaration.message))
    for name in declaration.personal:
        payload[name] = {"sealed": b64encode(name.encode()).decode()}
    return payload


def _made(message: type) -> Any:
    hints = get_type_hints(message)
    return message(**{f.name: _value(hints[f.name], f.name) for f in fields(message)})


def _value(hint: Any, name: str) -> Any:
    """Something that a field of this type may hold, the same every time."""
    if get_origin(hint) in (Union, UnionType):
        return _value(get_args(hint)[0], name)
    if get_origin(hint) is tuple:
        return (_value(get_args(hint)[0], name),)
    if hint is UUID:
        return uuid5(_NAMESPACE, name)
    if hint is str:
        return name
    if issubclass(hint, Enum):
        return next(iter(hint))
    return _PLAIN[hint] if hint in _PLAIN else _made(hint)
