"""How is it said how long a school keeps what, and how is what is due erased?"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from marshmallow import Schema, fields

from contracts.retention import (
    ApproveErasure,
    DueListView,
    GetDueList,
    GetRetention,
    LiftLegalHold,
    ListDue,
    PlaceLegalHold,
    RetentionView,
    SetKeepingTimes,
)
from services.gateway.asking import Asker
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of, body_of

_OF_SCHOOL = "/schools/<uuid:school_id>"
_HOLDS = f"{_OF_SCHOOL}/holds"
_LISTS = f"{_OF_SCHOOL}/due-lists"
_LIST = f"{_LISTS}/<uuid:list_id>"

routes = Routes("retention", "How long is what kept, what is held, what is due.")


class LegalHoldPlaced(Schema):
    """The hold that is there now."""

    hold_id = fields.UUID(required=True)


@routes.on(
    "GET",
    f"{_OF_SCHOOL}/retention",
    needs=GetRetention,
    answer=answer_of(RetentionView),
)
def get_retention(asker: Asker, school_id: UUID) -> Any:
    """Say how long a school keeps what, how much is due, what is held and erased."""
    return asker.ask(GetRetention(school_id=school_id))


@routes.on(
    "PUT",
    f"{_OF_SCHOOL}/keeping-times",
    needs=SetKeepingTimes,
    body=body_of(SetKeepingTimes, "school_id"),
    answer=answer_of(RetentionView),
    keyed=True,
)
def set_keeping_times(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Say how long a school keeps what; a class that is not named is kept as usual."""
    command = SetKeepingTimes(school_id=school_id, **body)
    asker.execute(command, asker.command_id(school_id))
    return asker.ask(GetRetention(school_id=school_id))


@routes.on(
    "POST",
    _HOLDS,
    needs=PlaceLegalHold,
    body=body_of(PlaceLegalHold, "school_id", "hold_id"),
    answer=LegalHoldPlaced(),
    keyed=True,
)
def place_hold(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Have a school, a class, a person's records or a ticket kept, whatever is due."""
    command_id = asker.command_id(school_id)
    hold_id = uuid5(command_id, "hold")
    command = PlaceLegalHold(school_id=school_id, hold_id=hold_id, **body)
    asker.execute(command, command_id)
    return {"hold_id": hold_id}


@routes.on(
    "POST",
    f"{_HOLDS}/<uuid:hold_id>/lift",
    needs=LiftLegalHold,
    body=body_of(LiftLegalHold, "school_id", "hold_id"),
    answer=answer_of(RetentionView),
    keyed=True,
)
def lift_hold(asker: Asker, school_id: UUID, hold_id: UUID, body: Body) -> Any:
    """Let what is held be erased when it is due; the school does, and not the MSP."""
    command = LiftLegalHold(school_id=school_id, hold_id=hold_id, **body)
    asker.execute(command, asker.command_id(school_id, hold_id))
    return asker.ask(GetRetention(school_id=school_id))


@routes.on(
    "POST",
    _LISTS,
    needs=ListDue,
    body=body_of(ListDue, "school_id", "list_id"),
    answer=answer_of(DueListView),
    keyed=True,
)
def list_due(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Draw up what is due of a class, the oldest first, a hundred at most."""
    command_id = asker.command_id(school_id)
    which: Body = {"school_id": school_id, "list_id": uuid5(command_id, "list")}
    asker.execute(ListDue(**which, **body), command_id)
    return asker.ask(GetDueList(**which))


@routes.on("GET", _LIST, needs=GetDueList, answer=answer_of(DueListView))
def get_due_list(asker: Asker, school_id: UUID, list_id: UUID) -> Any:
    """Read what stands in a list, for who approves it."""
    return asker.ask(GetDueList(school_id=school_id, list_id=list_id))


@routes.on(
    "POST",
    f"{_LIST}/approve",
    needs=ApproveErasure,
    body=body_of(ApproveErasure, "school_id", "list_id"),
    answer=answer_of(DueListView),
    keyed=True,
)
def approve_erasure(asker: Asker, school_id: UUID, list_id: UUID, body: Body) -> Any:
    """Have what a list shows erased for good; what has changed since is left out."""
    which: Body = {"school_id": school_id, "list_id": list_id}
    command = ApproveErasure(**which, **body)
    asker.execute(command, asker.command_id(school_id, list_id))
    return asker.ask(GetDueList(**which))
