"""What may be said and asked of what tickets of a school are about?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from contracts.categories import CategoriesView, GetCategories, SetCategories
from services.gateway.asking import Asker, replayed
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of, body_of

_AT = "/schools/<uuid:school_id>/categories"

routes = Routes("categories", "What tickets of a school are about.")


@routes.on("GET", _AT, needs=GetCategories, answer=answer_of(CategoriesView))
def get_categories(asker: Asker, school_id: UUID) -> Any:
    """Show the categories and services of a school; the standard list at first."""
    return asker.ask(GetCategories(school_id=school_id))


@routes.on(
    "PUT",
    _AT,
    needs=SetCategories,
    body=body_of(SetCategories, "school_id"),
    answer=answer_of(CategoriesView),
    keyed=True,
    problems=(409,),
)
def set_categories(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Say what tickets of a school are about, all of it, in the order it is shown."""
    command = SetCategories(school_id=school_id, **body)
    receipt = asker.execute(command, asker.command_id(school_id))
    return asker.ask(GetCategories(school_id=school_id)), replayed(receipt)
