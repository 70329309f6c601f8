"""What may stand in the file of mailboxes?"""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from infra.command_line.delivering import is_authserv_id
from infra.mailroom import loopback


def _names_a_server(text: str) -> None:
    if not is_authserv_id(text):
        raise ValidationError("It is the name of no mail server.")


def _one_line(text: str) -> None:
    # What is sent to a mail server ends with its line.
    if not text.isprintable():
        raise ValidationError("It holds a character that is not printed.")


_TEXT = validate.And(validate.Length(1, 500), _one_line)


def _secret(**given: Any) -> fields.String:
    return fields.String(validate=_TEXT, **given)


class _OneOfBoth(Schema):
    """A secret stands in a file or in a variable of the environment."""

    @validates_schema
    def _once(self, data: dict[str, Any], **_: Any) -> None:
        for name in data:
            other = name.removesuffix("_file") + "_variable"
            if name.endswith("_file") and other in data:
                raise ValidationError(f"Say {name} or {other}.", name)


class _OAuth2(_OneOfBoth):
    token_url = fields.String(validate=_TEXT)
    client_id = fields.String(validate=_TEXT)
    client_secret_file, client_secret_variable = _secret(), _secret()
    refresh_token_file, refresh_token_variable = _secret(), _secret()
    service_account_file = fields.String(validate=_TEXT)
    scope = fields.String(load_default="")

    @validates_schema
    def _by_one_way(self, data: dict[str, Any], **_: Any) -> None:
        """A service account's file says where it asks, and as whom."""
        account = "service_account_file" in data
        others = data.keys() - {"service_account_file", "scope"}
        if account and others:
            raise ValidationError("It stands in the key of the account.", min(others))
        missing = sorted({"token_url", "client_id"} - data.keys())
        if not account and missing:
            raise ValidationError("Missing data for required field.", missing[0])

    @validates_schema
    def _encrypted(self, data: dict[str, Any], **_: Any) -> None:
        if "token_url" in data and not loopback.is_safe(data["token_url"]):
            raise ValidationError("It begins with https://.", "token_url")


class _Mailbox(_OneOfBoth):
    address = fields.Email(required=True)
    host = fields.String(required=True, validate=_TEXT)
    port = fields.Integer(strict=True, validate=validate.Range(1, 65_535))
    security = fields.String(
        load_default="tls", validate=validate.OneOf(("tls", "starttls", "none"))
    )
    user = fields.String(validate=_TEXT)
    password_file, password_variable = _secret(), _secret()
    oauth2 = fields.Nested(_OAuth2)
    folder = fields.String(load_default="INBOX", validate=_TEXT)
    done_folder = fields.String(validate=_TEXT)
    authserv_id = fields.String(load_default="", validate=_names_a_server)


class _Settings(Schema):
    every_seconds = fields.Float(load_default=30.0, validate=validate.Range(1, 3_600))
    timeout_seconds = fields.Float(load_default=30.0, validate=validate.Range(1, 300))
    mailboxes = fields.Dict(
        keys=fields.String(),
        values=fields.Nested(_Mailbox),
        required=True,
        validate=validate.Length(1),
    )


SETTINGS = _Settings()
"""Refuses what it does not know: a word with a slip in it would be left out."""
