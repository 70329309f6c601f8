"""What waits for an operator? Events that a service could not apply."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from marshmallow import Schema, fields, validate

from contracts.log import FindParked, ParkedView, Retried, RetryParked
from contracts.refusals import Invalid
from services.gateway.asking import Asker
from services.gateway.log import SERVICES
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of, body_of

routes = Routes("operations", "What the people who run the platform look after.")


class ParkedQuery(Schema):
    """In which service; in all of them if none is named."""

    service = fields.String(validate=validate.OneOf(SERVICES))


@routes.on(
    "GET",
    "/operations/parked",
    needs=FindParked,
    query=ParkedQuery(),
    answer=answer_of(ParkedView),
)
def find_parked(asker: Asker, query: Body) -> Any:
    """Find the events that could not be applied; what follows each of them waits."""
    named = query.get("service")
    views = [
        asker.ask(FindParked(service=service))
        for service in ((named,) if named else SERVICES)
    ]
    return ParkedView(parked=tuple(one for view in views for one in view.parked))


@routes.on(
    "POST",
    "/operations/parked/retry",
    needs=RetryParked,
    body=body_of(RetryParked),
    answer=answer_of(Retried),
)
def retry_parked(asker: Asker, body: Body) -> Any:
    """Apply a parked event again, and what waits behind it."""
    if body["service"] not in SERVICES:
        raise Invalid({"service": [f"Must be one of: {', '.join(SERVICES)}."]})
    return asker.execute(RetryParked(**body), uuid4())
