"""Which values may a message hold? A strategy for any message, from its type hints."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from hypothesis import strategies as st
from marshmallow import validate

from shared.canonical import LARGEST

# Nothing here changes under NFC, so that what is written is what comes back.
_LETTERS = 'aZ09 ,."\\/\n\té£ß漢🐝\u2028'
_YEAR_1, _YEAR_9999 = datetime(1, 1, 2), datetime(9999, 12, 30)  # noqa: DTZ001

TEXT = st.text(_LETTERS, max_size=20)
WHOLE = st.integers(-LARGEST, LARGEST)
MOMENT = st.datetimes(_YEAR_1, _YEAR_9999, timezones=st.just(UTC))

_SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    bool: st.booleans(),
    int: WHOLE,
    UUID: st.uuids(),
    datetime: MOMENT,
    date: st.dates(),
    time: st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    timedelta: st.timedeltas(timedelta(0), timedelta(days=9999)),
    Decimal: st.decimals(allow_nan=False, allow_infinity=False),
}


def messages(cls: type) -> st.SearchStrategy[Any]:
    """Any message of a class that its limits allow."""
    hints = get_type_hints(cls)
    made = {
        field.name: _values(hints[field.name], field.metadata.get("validate"))
        for field in fields(cls)
    }
    return st.builds(cls, **made)


def _values(hint: Any, limits: Any = None) -> st.SearchStrategy[Any]:
    if get_origin(hint) in (Union, UnionType):
        (inner,) = (kind for kind in get_args(hint) if kind is not type(None))
        return st.none() | _values(inner, limits)
    if get_origin(hint) is tuple:
        most = min(3, limits.max) if limits else 3
        return st.lists(_values(get_args(hint)[0]), max_size=most).map(tuple)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if is_dataclass(hint):
        assert isinstance(hint, type)
        return messages(hint)
    if isinstance(limits, validate.Length):
        least = limits.min or 0
        most = min(limits.max or 20, least + 20)
        return st.text(_LETTERS, min_size=least, max_size=most)
    if isinstance(limits, validate.Range):
        return st.integers(limits.min, limits.max)
    return _SIMPLE[hint]
