"""What may be said and asked of what a school can ask for by name?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from contracts.catalogue import (
    CatalogueDiffersView,
    CatalogueView,
    GetCatalogue,
    PreviewCatalogue,
    SetCatalogue,
)
from services.gateway.asking import Asker, replayed
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of, body_of

_AT = "/schools/<uuid:school_id>/catalogue"

routes = Routes("catalogues", "What a school can ask for by name, each with its form.")


class VersionQuery(Schema):
    """Which version; the newest if none is named."""

    catalogue_version = fields.Integer(
        data_key="version", validate=validate.Range(1, 2**31 - 1)
    )


@routes.on(
    "GET",
    _AT,
    needs=GetCatalogue,
    query=VersionQuery(),
    answer=answer_of(CatalogueView),
)
def get_catalogue(asker: Asker, school_id: UUID, query: Body) -> Any:
    """Show what a school can ask for, or could by an earlier version."""
    return asker.ask(GetCatalogue(school_id=school_id, **query))


@routes.on(
    "POST",
    f"{_AT}/preview",
    needs=PreviewCatalogue,
    body=body_of(PreviewCatalogue, "school_id"),
    answer=answer_of(CatalogueDiffersView),
)
def preview_catalogue(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Show what would differ if this were set, or why it cannot be; nothing is set."""
    return asker.ask(PreviewCatalogue(school_id=school_id, **body))


@routes.on(
    "PUT",
    _AT,
    needs=SetCatalogue,
    body=body_of(SetCatalogue, "school_id"),
    answer=answer_of(CatalogueView),
    keyed=True,
)
def set_catalogue(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Say what a school can ask for, all of it, in the order in which it is shown.

    With `version`, a catalogue that somebody set meanwhile is a conflict.
    """
    command = SetCatalogue(school_id=school_id, **body)
    receipt = asker.execute(command, asker.command_id(school_id))
    return asker.ask(GetCatalogue(school_id=school_id)), replayed(receipt)
