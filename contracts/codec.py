"""How does a message become JSON and come back, from outside and from a log?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from datetime import datetime
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeVar, get_type_hints

from marshmallow import Schema, ValidationError
from marshmallow import fields as form

from contracts.declare import Declaration, Payload, declaration_of
from contracts.fields import (
    Moment,
    Text,
    TupleOf,
    field_of,
    format_moment,
    id_of,
    text_of_id,
)
from contracts.refusals import Invalid, Unreadable

M = TypeVar("M")
Convert = Callable[[Any], Any]

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_AS_THEY_ARE = (Text, form.Boolean, form.Integer)
_MISFITS = (AttributeError, KeyError, TypeError, ValueError, ValidationError)


class _Shape(Schema):
    """A schema that is its own copy: what describes a route is copied many times."""

    def __deepcopy__(self, _memo: object) -> Schema:
        return self


class Part(form.Nested):
    """A message inside a message."""

    def __init__(self, message: type, **options: Any) -> None:
        self.message = message
        super().__init__(schema_of(message), **options)

    def _serialize(  # type: ignore[override]  # Nested renames what Field has
        self, nested_obj: Any, attr: Any, obj: Any, **kwargs: Any
    ) -> Any:
        return None if nested_obj is None else dump(nested_obj)

    def _deserialize(
        self, value: Any, attr: Any, data: Any, partial: Any = None, **kwargs: Any
    ) -> Any:
        parts = super()._deserialize(value, attr, data, partial, **kwargs)
        return self.message(**parts)


def schema_of(cls: type) -> type[Schema]:
    """The marshmallow schema of a message, derived from its type hints."""
    return _schema(cls)


def dump(message: object) -> Payload:
    """The JSON-ready payload of a message, fields we did not know included."""
    payload = dict(getattr(message, "_unknown", _NOTHING))
    for name, write in _converters(declaration_of(message)).writers:
        part = getattr(message, name)
        payload[name] = part if part is None or write is None else write(part)
    return payload


def load(cls: type[M], payload: Any) -> M:
    """A message from outside; Invalid names every bad field."""
    try:
        return cls(**schema_of(cls)().load(payload))
    except ValidationError as error:
        raise invalid(error) from error


def invalid(error: ValidationError) -> Invalid:
    """What a schema found wrong, as the refusal that names every bad field."""
    return Invalid(dict(_flatten(error.messages)))


def restore(cls: type[M], payload: Payload, version: int | None = None) -> M:
    """A message from the log or another service; Unreadable where it does not fit.

    Older versions pass their upcasters; fields we do not know survive a round trip.
    """
    declaration = declaration_of(cls)
    unknown: Payload = {}
    try:
        if version is not None and version != declaration.version:
            payload = _upcast(declaration, payload, version)
        converters = _converters(declaration)
        known = {**payload}
        if not known.keys() <= converters.names:
            unknown = {n: known.pop(n) for n in payload if n not in converters.names}
        for name, read in converters.readers:
            part = known.get(name)
            if part is not None:
                known[name] = read(part)
        message = cls(**known)
    except _MISFITS as error:
        raise Unreadable(f"{declaration.name} does not fit: {error}") from error
    if unknown:
        object.__setattr__(message, "_unknown", unknown)
    return message


@dataclass(frozen=True)
class _Converters:
    writers: tuple[tuple[str, Convert | None], ...]
    readers: tuple[tuple[str, Convert], ...]
    names: frozenset[str]


def _converters(declaration: Declaration) -> _Converters:
    """Built once per message: the hot path of every append and every read."""
    found = declaration.__dict__.get("converters")
    if found is None:
        found = _build(declaration.message)
        declaration.__dict__["converters"] = found
    made: _Converters = found
    return made


def _build(cls: type) -> _Converters:
    made = schema_of(cls)().fields
    readers = ((name, _reader(f)) for name, f in made.items())
    return _Converters(
        writers=tuple((name, _writer(f)) for name, f in made.items()),
        readers=tuple((name, read) for name, read in readers if read is not None),
        names=frozenset(made),
    )


_WRITERS: Mapping[type[form.Field[Any]], Convert] = {
    Part: dump,
    Moment: format_moment,
    form.UUID: text_of_id,
    form.Enum: attrgetter("value"),
}


def _writer(field: form.Field[Any]) -> Convert | None:
    """A field's own conversion, without marshmallow's look-up of attributes."""
    if isinstance(field, _AS_THEY_ARE):
        return None
    if isinstance(field, TupleOf):
        inner = _writer(field.inner)
        return lambda many: [one if inner is None else inner(one) for one in many]
    for kind, write in _WRITERS.items():
        if isinstance(field, kind):
            return write
    return lambda value: field._serialize(value, None, None)  # noqa: SLF001


def _reader(field: form.Field[Any]) -> Convert | None:
    """What was validated when it was recorded is only converted when it is read."""
    if isinstance(field, _AS_THEY_ARE):
        return None
    if isinstance(field, Part):
        message = field.message
        return lambda payload: restore(message, payload)
    if isinstance(field, TupleOf):
        inner = _reader(field.inner)
        return lambda many: tuple(one if inner is None else inner(one) for one in many)
    if isinstance(field, form.UUID):
        return id_of
    if isinstance(field, Moment):
        return datetime.fromisoformat
    if isinstance(field, form.Enum):
        return field.enum
    return field.deserialize


def _upcast(declaration: Declaration, payload: Payload, version: int) -> Payload:
    if not 1 <= version <= declaration.version:
        raise Unreadable(f"{declaration.name} has no version {version} here")
    for step in range(version, declaration.version):
        payload = declaration.upcasters[step](payload)
    return payload


@cache
def _schema(cls: type) -> type[Schema]:
    hints = get_type_hints(cls)
    made = {f.name: _field(f, hints[f.name]) for f in fields(cls)}
    return type(f"{cls.__name__}Schema", (_Shape,), made)


def _field(declared: Field[Any], hint: Any) -> form.Field[Any]:
    options: dict[str, Any] = {"validate": declared.metadata.get("validate")}
    if declared.default is MISSING:
        options["required"] = True
    else:
        options["load_default"] = declared.default
    return field_of(hint, Part, **options)


def _flatten(errors: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    if isinstance(errors, dict):
        for name, inner in errors.items():
            parts = (path, "" if name == "_schema" else str(name))
            yield from _flatten(inner, ".".join(part for part in parts if part))
    else:
        yield path or "body", [str(error) for error in errors]
