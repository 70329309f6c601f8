"""How does a mail server hand over a message? As it is: one message, one ticket."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from flask import request
from marshmallow import Schema, validate
from werkzeug.exceptions import UnsupportedMediaType

from contracts.fields import Text
from contracts.intake import (
    LARGEST_MESSAGE,
    DeliverMail,
    FindMailbox,
    MailboxView,
    MailOutcome,
)
from services.gateway.asking import Asker
from services.gateway.parsing import read_body
from services.gateway.routes import Body, Routes
from services.gateway.schemas import Delivered

MEDIA_TYPE = "message/rfc822"

_DELIVERIES = UUID("b6a4d1f8-52c7-4e0b-8a9d-1e7f30c52d64")
"""The namespace of the ids of deliveries; never to be changed."""

routes = Routes("mail", "Messages as mail servers hand them over.")


class MailQuery(Schema):
    """Whom the message was sent to."""

    to = Text(
        required=True,
        validate=validate.Length(1, 254),
        metadata={
            "description": "The address it was delivered to, as the envelope has it."
        },
    )


@routes.on(
    "POST",
    "/mail",
    needs=DeliverMail,
    query=MailQuery(),
    answer=Delivered(),
    status=201,
    problems=(404, 413, 415),
    requestBody={
        "required": True,
        "description": f"A message (RFC 5322) of up to {LARGEST_MESSAGE} bytes.",
        "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
    },
)
def deliver_mail(asker: Asker, query: Body) -> Any:
    """Take in a message; the same one sent again is the same ticket."""
    if request.mimetype != MEDIA_TYPE:
        raise UnsupportedMediaType(f"send it as {MEDIA_TYPE}")
    raw = read_body(request, LARGEST_MESSAGE)
    mailbox: MailboxView = asker.ask(FindMailbox(address=query["to"]))
    content = sha256(raw).hexdigest()
    mail_id = uuid5(_DELIVERIES, f"{mailbox.address}\n{content}")
    command = DeliverMail(
        school_id=mailbox.school_id,
        mail_id=mail_id,
        ticket_id=uuid5(mail_id, "ticket"),
        address=mailbox.address,
        raw=b64encode(raw).decode(),
    )
    outcome: MailOutcome = asker.execute(command, mail_id)
    return outcome, {"Location": f"/api/v1/tickets/{outcome.ticket_id}"}
