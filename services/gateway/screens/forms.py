"""What did somebody type into a form, what of it is wrong, and which command is it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from flask import Request
from marshmallow import Schema, ValidationError, fields

from contracts.codec import invalid
from contracts.fields import Text
from contracts.refusals import Conflict, Invalid, Refusal
from services.gateway.schemas import body_of

M = TypeVar("M")

_LONGEST_NUMBER = 19
_OF_NOTHING = ("Missing data", "Field may not be null", "Shorter than", "Length must")


@dataclass
class Form:
    """A form as it was filled in, so that nobody has to type anything twice.

    `refused` is why it was not taken; `errors` says of each field what is wrong. The
    ids of its fields begin with `prefix`, where a page has several forms. `minded` is
    the field that seems to hold what it should not, and the kinds that all of it does;
    `lasting` is whether it cannot be redacted where it is kept.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    refused: Refusal | None = None
    prefix: str = ""
    minded: tuple[str, str] = ("", "")
    lasting: bool = False

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def conflict(self) -> Conflict | None:
        """What happened meanwhile, where that is why it was not taken."""
        return self.refused if isinstance(self.refused, Conflict) else None

    def only(self, *names: str) -> Form:
        """The same form without anything that a browser sent besides these fields."""
        kept = {name: self.values[name] for name in names if name in self.values}
        return replace(self, values=kept)

    def read(self, message: type[M], **known: Any) -> M:
        """The command that the form is, besides what is `known`; Invalid: names why."""
        schema = body_of(message, *known)
        return message(**_loaded(schema, self.values), **known)

    def keep(self, refusal: Refusal) -> Form:
        """The same form, with the reason why it was not taken."""
        self.refused = refusal
        if isinstance(refusal, Invalid):
            self.errors = {
                name: [self._in_plain_words(name, said) for said in messages]
                for name, messages in refusal.errors.items()
            }
        return self

    def _in_plain_words(self, name: str, said: str) -> str:
        empty = not self[name].strip() and said.startswith(_OF_NOTHING)
        return "Fill this in." if empty else said


def form_of(request: Request, prefix: str = "") -> Form:
    """What was typed; line ends as everywhere else."""
    return Form(
        {name: value.replace("\r\n", "\n") for name, value in request.form.items()},
        prefix=prefix,
    )


def empty(prefix: str = "", **values: str) -> Form:
    """A form that nobody filled in yet, with what stands in it to begin with."""
    return Form(values, prefix=prefix)


def _loaded(schema: Schema, values: Mapping[str, str]) -> dict[str, Any]:
    given = {
        name: _typed(one, values[name])
        for name, one in schema.fields.items()
        if name in values and (values[name].strip() or _takes_blank(one))
    }
    try:
        loaded: dict[str, Any] = schema.load(given)
    except ValidationError as error:
        raise invalid(error) from error
    return loaded


def _takes_blank(one: fields.Field[Any]) -> bool:
    """Text may be empty, if its limits allow it; anything else was left out."""
    return isinstance(one, Text) and not one.allow_none


def _typed(one: fields.Field[Any], value: str) -> str | int:
    """A form holds text only; a whole number in it is a number."""
    if not value.strip():
        return ""
    digits = value.isascii() and value.isdecimal() and len(value) <= _LONGEST_NUMBER
    return int(value) if digits and isinstance(one, fields.Integer) else value
