"""Who is called, and what was escalated to them? The rota, and who knows of what."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from marshmallow import Schema, fields, validate

from contracts.escalation import (
    AcknowledgeEscalation,
    EscalationsView,
    FindEscalations,
)
from contracts.fields import Moment
from contracts.intake import GetTicket, TicketView
from contracts.log import Receipt
from contracts.rota import GetOnCall, GetRota, OnCallView, RotaView, SetRota
from contracts.values import PROVIDER
from services.gateway.asking import Asker, replayed
from services.gateway.routes import Body, Routes
from services.gateway.schemas import SchoolQuery, answer_of, body_of

routes = Routes("on_call", "Who of the MSP is on call, and what was escalated.")


class MomentQuery(Schema):
    """At which moment; now if none is named."""

    at = Moment()


class VersionQuery(Schema):
    """Which version; the newest if none is named."""

    rota_version = fields.Integer(
        data_key="version", validate=validate.Range(1, 2**31 - 1)
    )


@routes.on(
    "PUT",
    "/rota",
    needs=SetRota,
    body=body_of(SetRota, "school_id"),
    answer=answer_of(RotaView),
    problems=(409,),
)
def set_rota(asker: Asker, body: Body) -> Any:
    """Say who is on call when, in place of the rota that stands; it is a new version.

    The rota of before stays to be read. With `version`, only if that stands still.
    """
    asker.execute(SetRota(school_id=PROVIDER, **body), uuid4())
    return asker.ask(GetRota())


@routes.on(
    "GET",
    "/rota",
    needs=GetRota,
    query=VersionQuery(),
    answer=answer_of(RotaView),
    problems=(404,),
)
def get_rota(asker: Asker, query: Body) -> Any:
    """Show the rota that stands, or a version of before."""
    return asker.ask(GetRota(**query))


@routes.on(
    "GET",
    "/on-call",
    needs=GetOnCall,
    query=MomentQuery(),
    answer=answer_of(OnCallView),
)
def get_on_call(asker: Asker, query: Body) -> Any:
    """Show who is called now, or at another moment; the first on call first."""
    return asker.ask(GetOnCall(**query))


@routes.on(
    "GET",
    "/escalations",
    needs=FindEscalations,
    query=SchoolQuery(),
    answer=answer_of(EscalationsView),
)
def find_escalations(asker: Asker, query: Body) -> Any:
    """Show what was escalated and is not over, the newest first.

    A token of a school sees what is about its own tickets only.
    """
    return asker.ask(FindEscalations(school_id=query.get("school")))


@routes.on(
    "POST",
    "/tickets/<uuid:ticket_id>/acknowledge",
    needs=AcknowledgeEscalation,
    answer=answer_of(EscalationsView),
    keyed=True,
)
def acknowledge_escalation(asker: Asker, ticket_id: UUID) -> Any:
    """Say that one knows of what was escalated of a ticket, and sees to it."""
    ticket: TicketView = asker.ask(GetTicket(ticket_id=ticket_id))
    school = ticket.school_id
    receipt: Receipt = asker.execute(
        AcknowledgeEscalation(school_id=school, ticket_id=ticket_id),
        asker.command_id(school),
        ticket.correlation_id,
    )
    known = asker.ask(FindEscalations(school_id=school, ticket_id=ticket_id))
    return known, replayed(receipt)
