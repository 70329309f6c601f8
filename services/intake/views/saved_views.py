"""What may a saved view ask for, and what is then kept of it?"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import TypeAlias, assert_never

from contracts.refusals import Invalid, NotFound, Refused
from contracts.saved_views import RemoveView, SaveView, ViewRemoved, ViewSaved
from contracts.values import PROVIDER
from shared.decider import Decider


@dataclass(frozen=True)
class NotSaved:
    """There is no such view yet."""


@dataclass(frozen=True, kw_only=True)
class Saved:
    """It is shown as it was saved last, unless it was removed."""

    last: ViewSaved
    removed: bool = False


View: TypeAlias = NotSaved | Saved
Event: TypeAlias = ViewSaved | ViewRemoved


def decide(view: View, command: SaveView | RemoveView, _now: datetime) -> list[Event]:
    """The events that follow; Invalid names each field that is wrong."""
    match command:
        case SaveView():
            return _save(view, command)
        case RemoveView():
            return _remove(view)
        case _:
            assert_never(command)


def evolve(view: View, event: Event) -> View:
    """What is true of the view after the event."""
    match event:
        case ViewSaved():
            return Saved(last=event)
        case ViewRemoved():
            assert isinstance(view, Saved), "its first event saves a view"
            return Saved(last=view.last, removed=True)
        case _:
            assert_never(event)


def _save(view: View, command: SaveView) -> list[Event]:
    if isinstance(view, Saved) and view.removed:
        raise Refused("This view was removed.")
    wanted = _wanted(command)
    errors = {}
    if not wanted.name:
        errors["name"] = ["Must not be blank."]
    if wanted.queue is not None and wanted.state is not None:
        errors["state"] = ["Say a queue or a state, not both."]
    if command.school_id != PROVIDER and wanted.of_school is not None:
        errors["of_school"] = ["A view of a school shows its own tickets only."]
    if errors:
        raise Invalid(errors)
    return [] if view == Saved(last=wanted) else [wanted]


def _wanted(command: SaveView) -> ViewSaved:
    """The view without blanks around what was typed."""
    said = {
        field.name: getattr(command, field.name)
        for field in fields(command)
        if field.name not in {"school_id", "version"}
    }
    email = (command.requester_email or "").strip().lower()
    said |= {"name": command.name.strip(), "search": command.search.strip()}
    return ViewSaved(**said | {"requester_email": email or None})


def _remove(view: View) -> list[Event]:
    if isinstance(view, NotSaved):
        raise NotFound("There is no such view.")
    return [] if view.removed else [ViewRemoved(view_id=view.last.view_id)]


VIEW: Decider[View] = Decider(
    category="view",
    identity="view_id",
    commands=(SaveView, RemoveView),
    initial=NotSaved(),
    decide=decide,
    evolve=evolve,
)
