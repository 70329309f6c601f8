"""How does a telephone exchange tell who calls?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from marshmallow import Schema, fields, validate

from contracts.calls import LONGEST_NUMBER, LONGEST_REFERENCE, RecordCall
from contracts.fields import Moment, Text
from contracts.phones import LONGEST_PHONE, FindByPhone, PhoneHoldersView
from contracts.values import PROVIDER
from services.gateway.asking import Asker
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of

_CALLS = UUID("9c1f2b7e-52a4-4e0c-8b7d-1d6f0a3c5e21")
"""The namespace of the ids of calls; never to be changed."""

routes = Routes("calls", "Who telephones, as the exchange tells it.")


class CallTold(Schema):
    """A call that begins, or that is over; `call` is what the exchange calls it."""

    call = Text(required=True, validate=validate.Length(1, 200))
    number = Text(load_default="", validate=validate.Length(max=LONGEST_NUMBER))
    extension = Text(load_default="", validate=validate.Length(max=LONGEST_NUMBER))
    recording = Text(load_default="", validate=validate.Length(max=LONGEST_REFERENCE))
    started_at = Moment(required=True)
    ended_at = Moment(load_default=None, allow_none=True)


class NumberQuery(Schema):
    """Which number, and of which school."""

    number = Text(required=True, validate=validate.Length(1, LONGEST_PHONE))
    school = fields.UUID(metadata={"description": "One school; all if not given."})


class CallKept(Schema):
    """A call that is kept, and where its ticket is written."""

    call_id = fields.UUID(required=True)
    form = fields.String(
        required=True,
        metadata={
            "description": "The page that opens a ticket for it.",
            "format": "uri-reference",
        },
    )


@routes.on(
    "POST",
    "/calls",
    needs=RecordCall,
    body=CallTold(),
    passes_over=True,
    answer=CallKept(),
)
def record_call(asker: Asker, body: Body) -> Any:
    """Keep that somebody calls, once it begins, once it ends, or both; or again.

    What was told already is silence. The exchange may show the desk the page in
    `form`: it says who may be calling.
    """
    call_id = uuid5(_CALLS, body.pop("call"))
    command = RecordCall(school_id=PROVIDER, call_id=call_id, **body)
    asker.execute(command, asker.command_id(call_id))
    return {"call_id": call_id, "form": f"/console/tickets/new?call={call_id}"}


@routes.on(
    "GET",
    "/callers",
    needs=FindByPhone,
    query=NumberQuery(),
    answer=answer_of(PhoneHoldersView),
)
def find_callers(asker: Asker, query: Body) -> Any:
    """Say who of the schools calls from a number, however it is written."""
    question = FindByPhone(number=query["number"], school_id=query.get("school"))
    return asker.ask(question)
