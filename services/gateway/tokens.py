"""How does a program get in? With a token, whose secret is shown once."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import current_app
from marshmallow import Schema, fields, validate

from contracts.access import Role
from contracts.directory import CreateToken, RevokeToken
from contracts.fields import Moment
from contracts.values import PROVIDER
from services.gateway.access import digest
from services.gateway.asking import Asker, gateway
from services.gateway.routes import Body, Routes
from services.gateway.schemas import SchoolQuery

_SECRET_BYTES = 32
_LONGEST_DAYS = 3_650

routes = Routes("tokens", "What programs show to be let in.")


class TokenRequest(Schema):
    """In which role a program may act, at which school, and for how long."""

    role = fields.Enum(Role, by_value=True, required=True)
    school_id = fields.UUID(
        load_default=None,
        metadata={"description": "Its school; none for a role of the MSP."},
    )
    days = fields.Integer(
        strict=True, load_default=365, validate=validate.Range(1, _LONGEST_DAYS)
    )


class TokenAnswer(Schema):
    """A token; the secret in it is never shown again."""

    token_id = fields.UUID(required=True)
    token = fields.String(required=True)
    expires_at = Moment(required=True)


@routes.on(
    "POST",
    "/tokens",
    needs=CreateToken,
    body=TokenRequest(),
    answer=TokenAnswer(),
    status=201,
    keyed=True,
)
def create_token(asker: Asker, body: Body) -> Any:
    """Create a token. Only its digest is kept: whoever loses it needs another.

    A retry with the same key is refused, since the secret is shown only once.
    """
    secret = f"ct_{secrets.token_urlsafe(_SECRET_BYTES)}"
    token_id = uuid4()
    school_id = body["school_id"] or PROVIDER
    expires_at = gateway().clock() + timedelta(days=body["days"])
    command = CreateToken(
        school_id=school_id,
        token_id=token_id,
        role=body["role"],
        digest=digest(secret),
        expires_at=expires_at,
    )
    asker.execute(command, asker.command_id(school_id))
    answer = {"token_id": token_id, "token": secret, "expires_at": expires_at}
    at_school = f"?school={school_id}" if body["school_id"] else ""
    return answer, {"Location": f"/api/v1/tokens/{token_id}{at_school}"}


@routes.on(
    "DELETE",
    "/tokens/<uuid:token_id>",
    needs=RevokeToken,
    query=SchoolQuery(),
    answer=None,
    status=204,
)
def revoke_token(asker: Asker, token_id: UUID, query: Body) -> Any:
    """Stop a token before it expires; everywhere within five seconds."""
    school_id = query.get("school", PROVIDER)
    command = RevokeToken(school_id=school_id, token_id=token_id)
    asker.execute(command, uuid4())
    gateway().doorkeeper.forget(token_id)
    return current_app.response_class(status=204)
