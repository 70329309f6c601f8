"""Which marshmallow field carries each Python type of a message?"""

from __future__ import annotations

import re
import types
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, Union, get_args, get_origin
from uuid import UUID

from marshmallow import ValidationError, fields

PartField = Callable[..., fields.Field[Any]]

_DURATION = re.compile(
    r"^P(?:(?P<days>\d+)D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?"
    r"(?:(?P<seconds>\d+)(?:\.(?P<fraction>\d{1,6}))?S)?)?$"
)


MOST_MARKS = 30
"""Combining marks in a row (Unicode's Stream-Safe Text Format, UAX #15)."""


class Text(fields.String):
    """Text in Unicode NFC, so that what looks the same hashes the same.

    U+0000 and lone surrogates are refused: PostgreSQL and UTF-8 cannot hold them. So
    are more marks on one letter than MOST_MARKS: normalising takes the square of them.
    """

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kw: Any
    ) -> str:
        text = super()._deserialize(value, attr, data, **kw)
        if any(c == "\0" or "\ud800" <= c <= "\udfff" for c in text):
            raise ValidationError("Contains a character that is not text.")
        if text.isascii():
            return text
        if _is_piled(text) or _is_piled(normal := unicodedata.normalize("NFC", text)):
            raise ValidationError("Contains too many marks on one letter.")
        return normal


def _is_piled(text: str) -> bool:
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > MOST_MARKS:
            return True
    return False


class Moment(fields.AwareDateTime):
    """A moment in UTC with microseconds: `2026-11-23T09:00:00.000000Z`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(format="iso", default_timezone=None, **options)

    def _serialize(
        self, value: datetime | None, attr: str | None, obj: Any, **kw: Any
    ) -> str | None:
        return None if value is None else format_moment(value)

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kw: Any
    ) -> datetime:
        moment: datetime = super()._deserialize(value, attr, data, **kw)
        try:
            return moment.astimezone(UTC)
        except OverflowError as error:
            raise ValidationError("Not a valid datetime.") from error


class Duration(fields.Field[timedelta]):
    """A length of time as ISO 8601 has it, in days and smaller: `PT4H`, `P1DT30M`."""

    def _serialize(
        self, value: timedelta | None, attr: str | None, obj: Any, **kw: Any
    ) -> str | None:
        return None if value is None else format_duration(value)

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kw: Any
    ) -> timedelta:
        try:
            return parse_duration(value)
        except (TypeError, ValueError, OverflowError) as error:
            raise ValidationError("Not an ISO 8601 duration such as PT4H.") from error


_SIMPLE: dict[type, Callable[..., fields.Field[Any]]] = {
    str: Text,
    bool: lambda **options: fields.Boolean(truthy={True}, falsy={False}, **options),
    int: lambda **options: fields.Integer(strict=True, **options),
    UUID: fields.UUID,
    datetime: Moment,
    date: lambda **options: fields.Date(format="iso", **options),
    time: lambda **options: fields.Time(format="%H:%M", **options),
    timedelta: Duration,
    Decimal: lambda **options: fields.Decimal(as_string=True, **options),
}


def field_of(hint: Any, part: PartField, **options: Any) -> fields.Field[Any]:
    """The field that reads and writes `hint`; `part` makes the one of a nested message.

    TypeError for a type that messages do not carry.
    """
    if get_origin(hint) in (Union, types.UnionType):
        inner = [kind for kind in get_args(hint) if kind is not type(None)]
        if len(inner) != 1:
            raise TypeError(f"a message field cannot be {hint!r}")
        return field_of(inner[0], part, allow_none=True, **options)
    if get_origin(hint) is tuple:
        item, rest = get_args(hint)
        if rest is not Ellipsis:
            raise TypeError(f"a message field cannot be {hint!r}")
        return TupleOf(field_of(item, part), **options)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return fields.Enum(hint, by_value=True, **options)
    if hint in _SIMPLE:
        return _SIMPLE[hint](**options)
    return part(hint, **options)


class TupleOf(fields.List[Any]):
    """Any number of one kind of thing, kept as a tuple so that messages stay frozen."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kw: Any
    ) -> Any:
        return tuple(super()._deserialize(value, attr, data, **kw))


def format_moment(moment: datetime) -> str:
    """UTC to the microsecond; ValueError for a moment without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    # Not strftime: its year 999 has three digits, and it is slow.
    in_utc = moment.astimezone(UTC).isoformat("T", "microseconds")
    return in_utc[: -len("+00:00")] + "Z"


@lru_cache(maxsize=4_096)
def id_of(text: str) -> UUID:
    """The id that `text` names; ValueError where it names none.

    Events tell of the same schools, people and tickets again and again.
    """
    return UUID(text)


@lru_cache(maxsize=4_096)
def text_of_id(known: UUID) -> str:
    """The text that `id_of` reads."""
    return str(known)


def format_duration(length: timedelta) -> str:
    """ISO 8601, hours not rolled into days: a working day is not 24 hours."""
    if length < timedelta(0):
        raise ValueError("a duration is not negative")
    seconds = length.days * 86_400 + length.seconds
    hours, minutes = divmod(seconds // 60, 60)
    parts = [f"{hours}H" if hours else "", f"{minutes}M" if minutes else ""]
    if seconds % 60 or length.microseconds:
        fraction = f".{length.microseconds:06d}" if length.microseconds else ""
        parts.append(f"{seconds % 60}{fraction}S")
    return "PT" + ("".join(parts) or "0S")


def parse_duration(text: str) -> timedelta:
    """The length `text` names; ValueError where it names none."""
    match = _DURATION.match(text)
    if match is None or text == "P":
        raise ValueError(f"not a duration: {text!r}")
    fraction = (match["fraction"] or "").ljust(6, "0")
    return timedelta(
        days=int(match["days"] or 0),
        hours=int(match["hours"] or 0),
        minutes=int(match["minutes"] or 0),
        seconds=int(match["seconds"] or 0),
        microseconds=int(fraction),
    )
