"""What may a request hold? What its route names, and nothing besides."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from flask import Request
from marshmallow import RAISE, Schema, ValidationError, fields
from webargs.flaskparser import FlaskParser, is_json_request
from werkzeug.exceptions import (
    BadRequest,
    RequestEntityTooLarge,
    UnsupportedMediaType,
)

from contracts.codec import invalid

LARGEST_BODY = 1024 * 1024
"""Bytes a JSON body may have."""

_LONGEST_NUMBER = 19


class StrictParser(FlaskParser):
    """Reads bodies and query strings by a schema; Invalid names every bad field."""

    def __init__(self) -> None:
        super().__init__(unknown=RAISE)

    def load_json(self, req: Request, schema: Schema) -> Any:
        """The JSON body; no body is an empty object, so that its fields are named."""
        data = read_body(req, LARGEST_BODY)
        if not data:
            return {}
        if not is_json_request(req):
            raise UnsupportedMediaType("send it as application/json")
        try:
            return json.loads(data, parse_constant=_refuse)
        except (ValueError, RecursionError):
            raise BadRequest("the body is not JSON") from None

    def load_querystring(self, req: Request, schema: Schema) -> Any:
        """The parameters; one that is left empty counts as not given."""
        repeated = [name for name, many in req.args.lists() if len(many) > 1]
        if repeated:
            raise ValidationError(
                {name: ["Given more than once."] for name in repeated}
            )
        return {
            name: _typed(schema.fields.get(name), value)
            for name, value in req.args.items()
            if value
        }

    def handle_error(
        self,
        error: ValidationError,
        req: Request,
        schema: Schema,
        *,
        error_status_code: int | None,
        error_headers: Any,
    ) -> NoReturn:
        """Tell what was wrong as every other refusal is told."""
        (messages,) = error.messages_dict.values()
        raise invalid(ValidationError(messages))


def read_body(req: Request, largest: int) -> bytes:
    """The body of a request; RequestEntityTooLarge where it is larger than that.

    One byte more is asked for: a body without a length, which comes in chunks, Werkzeug
    would cut off at the limit and hand out as if it were whole.
    """
    req.max_content_length = largest + 1
    data = req.get_data(cache=False)
    if len(data) > largest:
        raise RequestEntityTooLarge
    return data


def _typed(field: fields.Field[Any] | None, value: str) -> str | int:
    """A query string holds text only; a whole number in it is a number."""
    digits = value.isascii() and value.isdecimal() and len(value) <= _LONGEST_NUMBER
    return int(value) if digits and isinstance(field, fields.Integer) else value


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")
