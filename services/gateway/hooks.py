"""What may be said and asked of hooks: who is told of tickets, and of what?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from marshmallow import Schema, fields, validate

from contracts.fields import Text, TupleOf
from contracts.hooks import (
    LONGEST_ADDRESS,
    AddHook,
    FindHooks,
    FindNotices,
    HookSecret,
    HooksView,
    NoticesView,
    Occasion,
    RemoveHook,
    ReplayNotice,
)
from contracts.values import PROVIDER
from services.gateway.asking import Asker
from services.gateway.routes import Body, Routes
from services.gateway.schemas import SchoolQuery, answer_of

_ONE = "/hooks/<uuid:hook_id>"
_NOTICE = "/schools/<uuid:school_id>/notices/<uuid:about>/<uuid:notice_id>"

routes = Routes("hooks", "Addresses outside that are told of tickets.")


class HookRequest(Schema):
    """Whom to tell, and of what."""

    school_id = fields.UUID(
        load_default=None,
        metadata={"description": "Of one school's tickets; of all for the MSP."},
    )
    address = Text(required=True, validate=validate.Length(1, LONGEST_ADDRESS))
    occasions = TupleOf(fields.Enum(Occasion, by_value=True), required=True)


class NoticesQuery(SchoolQuery):
    """Whose hook, and how many of its notices."""

    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


@routes.on(
    "GET",
    "/hooks",
    needs=FindHooks,
    query=SchoolQuery(),
    answer=answer_of(HooksView),
)
def find_hooks(asker: Asker, query: Body) -> Any:
    """List who is told of a school's tickets, or for the MSP of all."""
    return asker.ask(FindHooks(school_id=query.get("school")))


@routes.on(
    "POST",
    "/hooks",
    needs=AddHook,
    body=HookRequest(),
    answer=answer_of(HookSecret),
    status=201,
    keyed=True,
)
def add_hook(asker: Asker, body: Body) -> Any:
    """Have an https address told of tickets. The secret is shown this once.

    It is told by POST, as Standard Webhooks has it: `webhook-id`, `webhook-timestamp`
    and `webhook-signature` are in the headers. The body has `type` (the occasion),
    `timestamp` (when it happened) and `data` with `event_id`, `school_id`, `ticket_id`
    and `reference`. What is not answered with 2xx within ten seconds is told again,
    under the same id: eight times within about a day.
    """
    school_id = body.pop("school_id") or PROVIDER
    command_id = asker.command_id(school_id, "hooks")
    hook_id = uuid5(command_id, "hook")
    command = AddHook(school_id=school_id, hook_id=hook_id, **body)
    return asker.execute(command, command_id), {"Location": "/api/v1/hooks"}


@routes.on(
    "DELETE", _ONE, needs=RemoveHook, query=SchoolQuery(), answer=None, status=204
)
def remove_hook(asker: Asker, hook_id: UUID, query: Body) -> Any:
    """Tell an address nothing any more."""
    school_id = query.get("school", PROVIDER)
    command = RemoveHook(school_id=school_id, hook_id=hook_id)
    asker.execute(command, asker.command_id(school_id, hook_id))
    return ""


@routes.on(
    "GET",
    f"{_ONE}/notices",
    needs=FindNotices,
    query=NoticesQuery(),
    answer=answer_of(NoticesView),
)
def find_notices(asker: Asker, hook_id: UUID, query: Body) -> Any:
    """List what an address was told, the newest first, with every try."""
    school_id = query.get("school")
    wanted = FindNotices(school_id=school_id, hook_id=hook_id, limit=query["limit"])
    return asker.ask(wanted)


@routes.on(
    "POST",
    f"{_NOTICE}/replay",
    needs=ReplayNotice,
    answer=None,
    status=204,
    keyed=True,
)
def replay_notice(asker: Asker, school_id: UUID, about: UUID, notice_id: UUID) -> Any:
    """Tell an address once more what it took, or what failed; under the same id."""
    command = ReplayNotice(school_id=school_id, about=about, notice_id=notice_id)
    asker.execute(command, asker.command_id(school_id, notice_id))
    return ""
