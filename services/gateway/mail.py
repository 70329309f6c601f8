"""How does a mail server hand over a message? As it is: one message, one outcome."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from flask import request
from marshmallow import Schema, validate
from werkzeug.exceptions import UnsupportedMediaType

from contracts.fields import Text
from contracts.intake import FindMailbox, MailboxView
from contracts.mail import LARGEST_MESSAGE, DeliverMail, MailOutcome
from services.gateway.asking import Asker
from services.gateway.parsing import read_body
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of

MEDIA_TYPE = "message/rfc822"

_DELIVERIES = UUID("b6a4d1f8-52c7-4e0b-8a9d-1e7f30c52d64")
"""The namespace of the ids of deliveries; never to be changed."""

routes = Routes("mail", "Messages as mail servers hand them over.")


class MailQuery(Schema):
    """Whom the message was sent to, and who vouches for its sender."""

    to = Text(
        required=True,
        validate=validate.Length(1, 254),
        metadata={
            "description": "The address it was delivered to, as the envelope has it."
        },
    )
    authserv_id = Text(
        load_default="",
        validate=validate.Length(max=200),
        metadata={
            "description": "The mail server whose Authentication-Results are to be"
            " believed; nobody's are if it is not given."
        },
    )


@routes.on(
    "POST",
    "/mail",
    needs=DeliverMail,
    query=MailQuery(),
    answer=answer_of(MailOutcome),
    status=201,
    problems=(404, 413, 415),
    requestBody={
        "required": True,
        "description": f"A message (RFC 5322) of up to {LARGEST_MESSAGE} bytes.",
        "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
    },
)
def deliver_mail(asker: Asker, query: Body) -> Any:
    """Take in a message, whatever is in it; the same one has the same outcome.

    It opens a ticket, is put on one, is held for a person, or is refused with a reason.
    """
    if request.mimetype != MEDIA_TYPE:
        raise UnsupportedMediaType(f"send it as {MEDIA_TYPE}")
    raw = read_body(request, LARGEST_MESSAGE)
    mailbox: MailboxView = asker.ask(FindMailbox(address=query["to"]))
    content = sha256(raw).hexdigest()
    mail_id = uuid5(_DELIVERIES, f"{mailbox.address}\n{content}")
    command = DeliverMail(
        school_id=mailbox.school_id,
        mail_id=mail_id,
        address=query["to"],
        raw=b64encode(raw).decode(),
        authserv_id=query["authserv_id"],
    )
    outcome: MailOutcome = asker.execute(command, mail_id)
    if outcome.ticket_id is None:
        return outcome
    return outcome, {"Location": f"/api/v1/tickets/{outcome.ticket_id}"}
