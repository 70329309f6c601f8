"""What may be said and asked of what a school can ask for by name?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from contracts.catalogue import CatalogueView, GetCatalogue, SetCatalogue
from services.gateway.asking import Asker, replayed
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of, body_of

_AT = "/schools/<uuid:school_id>/catalogue"

routes = Routes("catalogues", "What a school can ask for by name, each with its form.")


@routes.on("GET", _AT, needs=GetCatalogue, answer=answer_of(CatalogueView))
def get_catalogue(asker: Asker, school_id: UUID) -> Any:
    """Show what a school can ask for."""
    return asker.ask(GetCatalogue(school_id=school_id))


@routes.on(
    "PUT",
    _AT,
    needs=SetCatalogue,
    body=body_of(SetCatalogue, "school_id"),
    answer=answer_of(CatalogueView),
    keyed=True,
)
def set_catalogue(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Say what a school can ask for, all of it, in the order in which it is shown."""
    command = SetCatalogue(school_id=school_id, **body)
    receipt = asker.execute(command, asker.command_id(school_id))
    return asker.ask(GetCatalogue(school_id=school_id)), replayed(receipt)
