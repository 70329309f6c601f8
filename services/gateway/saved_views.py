"""What may be said and asked of saved views? They are found, saved and removed."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from contracts.refusals import NotFound
from contracts.saved_views import FindViews, RemoveView, SavedViewsView, SaveView
from contracts.values import PROVIDER
from services.gateway.asking import Asker, replayed
from services.gateway.routes import Body, Routes
from services.gateway.schemas import AddedView, answer_of, body_of, body_of_new

_NEW = body_of_new("NewView", SaveView, "school_id", "view_id")
_WANTED = body_of(SaveView, "school_id", "view_id")

routes = Routes("views", "Tickets that fit, kept under a name.")


@routes.on("GET", "/views", needs=FindViews, answer=answer_of(SavedViewsView))
def find_views(asker: Asker) -> Any:
    """List one's own views and those that are shared, each with its count.

    A token of a school finds those of its school, one of the MSP those of the MSP.
    """
    return asker.ask(FindViews())


@routes.on(
    "POST",
    "/views",
    needs=SaveView,
    body=_NEW,
    answer=AddedView(),
    status=201,
    keyed=True,
)
def add_view(asker: Asker, body: Body) -> Any:
    """Keep what is looked for under a name, for oneself or shared."""
    command_id = asker.command_id("views")
    view_id = uuid5(command_id, "view")
    receipt = asker.execute(_of(asker, view_id, **body), command_id)
    return {"view_id": view_id}, {"Location": "/api/v1/views", **replayed(receipt)}


@routes.on(
    "PUT",
    "/views/<uuid:view_id>",
    needs=SaveView,
    body=_WANTED,
    answer=None,
    status=204,
    keyed=True,
    problems=(409,),
)
def save_view(asker: Asker, view_id: UUID, body: Body) -> Any:
    """Change a view of one's own, or one that is shared."""
    found: SavedViewsView = asker.ask(FindViews())
    if view_id not in {one.view_id for one in found.views}:
        raise NotFound("There is no such view.")
    asker.execute(_of(asker, view_id, **body), asker.command_id(view_id))
    return ""


@routes.on("DELETE", "/views/<uuid:view_id>", needs=RemoveView, answer=None, status=204)
def remove_view(asker: Asker, view_id: UUID) -> Any:
    """Throw a view away; its tickets stay as they are."""
    command = RemoveView(school_id=home_of(asker), view_id=view_id)
    asker.execute(command, asker.command_id(view_id))
    return ""


def home_of(asker: Asker) -> UUID:
    """Where somebody's views are kept: at their school, or at the MSP."""
    return asker.caller.school or PROVIDER


def _of(asker: Asker, view_id: UUID, **said: Any) -> SaveView:
    return SaveView(school_id=home_of(asker), view_id=view_id, **said)
