"""How is a message declared, once, for every service that speaks or hears it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, field, fields
from functools import cached_property
from typing import Any, TypeAlias, TypeVar, dataclass_transform

from marshmallow import validate

from contracts.access import Right
from contracts.refusals import Unreadable

Payload: TypeAlias = dict[str, Any]
Upcast: TypeAlias = Callable[[Payload], Payload]
Marks: TypeAlias = dict[str, tuple[str, ...]]
"""Personal field -> the fields naming the subjects whose keys seal it."""
M = TypeVar("M")


@dataclass(frozen=True)
class Declaration:
    """What the platform knows of one message class."""

    kind: str
    name: str
    version: int
    message: type
    needs: Right | None = None
    upcasters: dict[int, Upcast] = field(default_factory=dict)
    sealed_then: dict[int, Marks] = field(default_factory=dict)

    @cached_property
    def personal(self) -> Marks:
        """What is sealed in an event that is recorded now."""
        marks = {f.name: f.metadata.get("personal") for f in fields(self.message)}
        return {name: mark for name, mark in marks.items() if mark}

    def personal_in(self, version: int) -> Marks:
        """What is sealed in an event of an older version, by the names of then."""
        if not self.sealed_then:
            return self.personal
        known = [older for older in self.sealed_then if older >= version]
        return self.sealed_then[min(known)] if known else self.personal

    @property
    def service(self) -> str:
        return self.name.partition(".")[0]


class Catalogue:
    """Every declared message by kind and name; a name is never declared twice."""

    def __init__(self) -> None:
        self._declared: dict[tuple[str, str], Declaration] = {}

    def add(self, declaration: Declaration) -> None:
        key = (declaration.kind, declaration.name)
        if key in self._declared:
            raise ValueError(f"{declaration.kind} {declaration.name} declared twice")
        self._declared[key] = declaration

    def find(self, kind: str, name: str) -> Declaration:
        """The declaration; Unreadable for a name nobody declared."""
        try:
            return self._declared[kind, name]
        except KeyError:
            raise Unreadable(f"unknown {kind} {name!r}") from None

    def all(self, kind: str) -> Iterator[Declaration]:
        return (d for (k, _), d in sorted(self._declared.items()) if k == kind)


CATALOGUE = Catalogue()


def text(*, least: int = 0, most: int = 200, default: Any = MISSING) -> Any:
    """A field of text with its limits in characters."""
    limits = validate.Length(min=least, max=most)
    return field(default=default, metadata={"validate": limits})


def whole(*, least: int, most: int, default: Any = MISSING) -> Any:
    """A field with a whole number and its limits."""
    limits = validate.Range(min=least, max=most)
    return field(default=default, metadata={"validate": limits})


def several(*, most: int, default: Any = MISSING) -> Any:
    """A field with up to `most` of one kind of thing."""
    limits = validate.Length(max=most)
    return field(default=default, metadata={"validate": limits})


def personal(
    *subjects: str, least: int = 0, most: int = 200, default: Any = MISSING
) -> Any:
    """Text about people, sealed under the keys of the subjects the fields name.

    With several subjects, destroying the key of any one of them forgets the text.
    """
    limits = validate.Length(min=least, max=most)
    return field(default=default, metadata={"validate": limits, "personal": subjects})


def secret(*, most: int = 200, default: Any = MISSING) -> Any:
    """Text that only the asked one needs: the message does not show it of itself.

    For commands and views. An event is kept for ever, so no secret is in one.
    """
    limits = validate.Length(min=1, max=most)
    return field(default=default, repr=False, metadata={"validate": limits})


@dataclass_transform(
    kw_only_default=True,
    frozen_default=True,
    field_specifiers=(field, text, whole, several, personal, secret),
)
def event(name: str, version: int = 1) -> Callable[[type[M]], type[M]]:
    """Declare a fact: `<service>.<past_tense>` is its stored type and routing key."""
    return lambda cls: _declare(cls, "event", name, version)


@dataclass_transform(
    kw_only_default=True,
    frozen_default=True,
    field_specifiers=(field, text, whole, several, personal, secret),
)
def command(name: str, needs: Right | None = None) -> Callable[[type[M]], type[M]]:
    """Declare a request to change; `needs` is the right its sender must hold.

    Without `needs` only the platform itself may send it: a reaction or a sweep.
    """
    return lambda cls: _declare(cls, "command", name, needs=needs)


@dataclass_transform(
    kw_only_default=True,
    frozen_default=True,
    field_specifiers=(field, text, whole, several, personal, secret),
)
def query(name: str, needs: Right | None = None) -> Callable[[type[M]], type[M]]:
    """Declare a question; `needs` is the right its sender must hold."""
    return lambda cls: _declare(cls, "query", name, needs=needs)


@dataclass_transform(
    kw_only_default=True,
    frozen_default=True,
    field_specifiers=(field, text, whole, several, personal, secret),
)
def view(name: str) -> Callable[[type[M]], type[M]]:
    """Declare an answer to a question."""
    return lambda cls: _declare(cls, "view", name)


@dataclass_transform(
    kw_only_default=True,
    frozen_default=True,
    field_specifiers=(field, text, whole, several, personal, secret),
)
def value(cls: type[M]) -> type[M]:
    """Declare a part that messages are made of."""
    return _declare(cls, "value", f"{cls.__module__}.{cls.__name__}")


def upcaster(
    name: str, from_version: int, personal: Marks | None = None
) -> Callable[[Upcast], Upcast]:
    """Register how a payload of `from_version` becomes one of the next version.

    `personal` is what that version sealed, where the next one names it otherwise: a box
    opens only at its own place.
    """

    def register(step: Upcast) -> Upcast:
        declaration = CATALOGUE.find("event", name)
        if from_version in declaration.upcasters:
            raise ValueError(f"{name} version {from_version} has two upcasters")
        declaration.upcasters[from_version] = step
        if personal is not None:
            declaration.sealed_then[from_version] = personal
        return step

    return register


def resealed(name: str, from_version: int, personal: Marks) -> None:
    """Say what a version sealed whose payload is the next one's, under other keys."""
    upcaster(name, from_version, personal)(dict)


def declaration_of(message: object) -> Declaration:
    """The declaration of a message or of its class."""
    found: Declaration = message.__declaration__  # type: ignore[attr-defined]
    return found


def _declare(
    cls: type[M], kind: str, name: str, version: int = 1, needs: Right | None = None
) -> type[M]:
    frozen = dataclass(frozen=True, kw_only=True)(cls)
    declaration = Declaration(kind, name, version, frozen, needs)
    frozen.__declaration__ = declaration  # type: ignore[attr-defined]
    CATALOGUE.add(declaration)
    return frozen
