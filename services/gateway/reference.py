"""What do the public registers say of schools? GIAS, as the MSP last loaded it."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from contracts.codec import schema_of
from contracts.gias import (
    EstablishmentsView,
    FindEstablishments,
    GetReference,
    LoadReference,
    ReferenceKind,
    ReferenceView,
    StageGiasLinks,
)
from contracts.values import PROVIDER
from services.gateway.asking import Asker
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of, body_of

routes = Routes("reference", "What public registers say of schools.")


class Staged(Schema):
    """Rows that came; none of them counts before the file is loaded."""

    links = fields.Integer(required=True)


@routes.on(
    "POST",
    "/reference/gias-links/pages",
    needs=StageGiasLinks,
    body=body_of(StageGiasLinks, "school_id"),
    answer=Staged(),
)
def stage_gias_links(asker: Asker, body: Body) -> Any:
    """Send some rows of a file of links; the same rows may come again."""
    command = StageGiasLinks(school_id=PROVIDER, **body)
    asker.execute(command, asker.command_id("reference"))
    return {"links": len(command.links)}


@routes.on(
    "POST",
    "/reference/gias-links",
    needs=LoadReference,
    body=body_of(LoadReference, "school_id", "kind"),
    answer=answer_of(ReferenceView),
)
def load_gias_links(asker: Asker, body: Body) -> Any:
    """Let the rows that were sent of a file count, once all of them are there."""
    kind = ReferenceKind.GIAS_LINKS
    command = LoadReference(school_id=PROVIDER, kind=kind, **body)
    asker.execute(command, asker.command_id("reference"))
    return asker.ask(GetReference(kind=kind))


@routes.on(
    "GET",
    "/reference/gias-links",
    needs=GetReference,
    answer=answer_of(ReferenceView),
    problems=(404,),
)
def get_gias_links(asker: Asker) -> Any:
    """Show which file of links counts."""
    return asker.ask(GetReference(kind=ReferenceKind.GIAS_LINKS))


@routes.on(
    "GET",
    "/reference/establishments",
    needs=FindEstablishments,
    query=schema_of(FindEstablishments)(),
    answer=answer_of(EstablishmentsView),
)
def find_establishments(asker: Asker, query: Body) -> Any:
    """Find establishments by words of their name or by URN, with their links."""
    return asker.ask(FindEstablishments(**query))
