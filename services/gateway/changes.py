"""What may be said and asked of changes, of their calendar and of what comes?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from contracts.change_calendar import (
    MOST_WEEKS,
    ChangesView,
    ChangeView,
    FindChanges,
    ForecastTickets,
    ForecastView,
    GetChange,
)
from contracts.changes import (
    AllowChange,
    BeginChange,
    EndChange,
    PlanChange,
    ReviewChange,
    WithdrawChange,
)
from contracts.standard_changes import (
    ApproveStandardChanges,
    GetStandardChanges,
    SetStandardChanges,
    StandardChangesView,
)
from services.gateway.asking import Asker, replayed
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of, body_of
from services.gateway.tickets import who_decides

_OF_TICKET = "/tickets/<uuid:ticket_id>/change"
_STANDARD = "/schools/<uuid:school_id>/standard-changes"
_ACTS: dict[str, type] = {
    "plan": PlanChange,
    "allow": AllowChange,
    "begin": BeginChange,
    "end": EndChange,
    "withdraw": WithdrawChange,
    "review": ReviewChange,
}
_WHO = ("allower_id", "allower")
"""Nobody types who allows it: it is whoever asks."""

routes = Routes("changes", "What is changed at a school, when, and who approved it.")


class ChangesQuery(Schema):
    """Of which school, and of which days."""

    school = fields.UUID(metadata={"description": "One school; all if not given."})
    from_on = fields.Date(required=True, metadata={"description": "The first day."})
    until_on = fields.Date(required=True, metadata={"description": "The last day."})


class ForecastQuery(Schema):
    """From which day on, and how many weeks."""

    from_on = fields.Date(
        required=True, metadata={"description": "A day of the first week."}
    )
    weeks = fields.Integer(
        strict=True, load_default=13, validate=validate.Range(1, MOST_WEEKS)
    )


@routes.on("GET", _OF_TICKET, needs=GetChange, answer=answer_of(ChangeView))
def get_change(asker: Asker, ticket_id: UUID) -> Any:
    """Show the change of a ticket; `change` is null before it is planned."""
    return asker.ask(GetChange(ticket_id=ticket_id))


@routes.on(
    "GET",
    "/changes",
    needs=FindChanges,
    query=ChangesQuery(),
    answer=answer_of(ChangesView),
)
def find_changes(asker: Asker, query: Body) -> Any:
    """Show the changes of some days and the days on which nothing is changed.

    With it, whenever it is: what has to be moved out of such days, and what should be
    reviewed. A token of a school gets its own.
    """
    return asker.ask(
        FindChanges(
            school_id=query.get("school"),
            from_on=query["from_on"],
            until_on=query["until_on"],
        )
    )


@routes.on(
    "GET",
    "/schools/<uuid:school_id>/forecast",
    needs=ForecastTickets,
    query=ForecastQuery(),
    answer=answer_of(ForecastView),
)
def forecast_tickets(asker: Asker, school_id: UUID, query: Body) -> Any:
    """Show how many tickets may come in each week, as the same weeks had last year."""
    return asker.ask(ForecastTickets(school_id=school_id, **query))


@routes.on(
    "GET", _STANDARD, needs=GetStandardChanges, answer=answer_of(StandardChangesView)
)
def get_standard_changes(asker: Asker, school_id: UUID) -> Any:
    """Show the standard changes of a school, and which of them it has approved."""
    return asker.ask(GetStandardChanges(school_id=school_id))


@routes.on(
    "PUT",
    _STANDARD,
    needs=SetStandardChanges,
    body=body_of(SetStandardChanges, "school_id"),
    answer=answer_of(StandardChangesView),
    problems=(409,),
)
def set_standard_changes(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Propose the standard changes of a school, all of them; it has to approve them."""
    command = SetStandardChanges(school_id=school_id, **body)
    asker.execute(command, asker.command_id(school_id))
    return asker.ask(GetStandardChanges(school_id=school_id))


@routes.on(
    "POST",
    f"{_STANDARD}/approve",
    needs=ApproveStandardChanges,
    body=body_of(ApproveStandardChanges, "school_id", "approver_id", "approver"),
    answer=answer_of(StandardChangesView),
    keyed=True,
    problems=(409,),
)
def approve_standard_changes(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Approve of these standard changes and of no others, in the school's name."""
    approver_id, approver, _ = who_decides(asker)
    command = ApproveStandardChanges(
        school_id=school_id, approver_id=approver_id, approver=approver, **body
    )
    receipt = asker.execute(command, asker.command_id(school_id))
    return asker.ask(GetStandardChanges(school_id=school_id)), replayed(receipt)


def _action(kind: type) -> Callable[..., Any]:
    """What answers `POST .../change/{act}` for one kind of command."""

    def act(asker: Asker, ticket_id: UUID, body: Body) -> Any:
        before: ChangeView = asker.ask(GetChange(ticket_id=ticket_id))
        which: dict[str, Any] = {"school_id": before.school_id, "ticket_id": ticket_id}
        if kind is AllowChange:
            body |= dict(zip(_WHO, who_decides(asker)[:2], strict=True))
        command_id = asker.command_id(before.school_id, ticket_id)
        receipt = asker.execute(kind(**which, **body), command_id)
        return asker.ask(GetChange(**which)), replayed(receipt)

    return act


def _declare(name: str, kind: type) -> None:
    view = _action(kind)
    view.__name__ = f"{name}_change"
    view.__doc__ = kind.__doc__
    routes.on(
        "POST",
        f"{_OF_TICKET}/{name}",
        needs=kind,
        body=body_of(kind, "school_id", "ticket_id", *_WHO),
        answer=answer_of(ChangeView),
        keyed=True,
        problems=(409,),
    )(view)


for _name, _kind in _ACTS.items():
    _declare(_name, _kind)
