"""What may be said and asked of macros? They are found, saved and removed."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from marshmallow import Schema, fields, validate

from contracts.macros import FindMacros, MacrosView, RemoveMacro, SaveMacro
from contracts.refusals import NotFound
from services.gateway.asking import Asker, replayed
from services.gateway.routes import Body, Routes
from services.gateway.saved_views import home_of
from services.gateway.schemas import AddedMacro, answer_of, body_of, body_of_new

_NEW = body_of_new("NewMacro", SaveMacro, "school_id", "macro_id")
_WANTED = body_of(SaveMacro, "school_id", "macro_id")


class VersionQuery(Schema):
    """What somebody saw who wants something gone."""

    version = fields.Integer(
        strict=True,
        validate=validate.Range(0, 2**31),
        metadata={"description": "Only if nobody has changed it since it was that."},
    )


routes = Routes("macros", "Answers that are kept, and what goes with them.")


@routes.on("GET", "/macros", needs=FindMacros, answer=answer_of(MacrosView))
def find_macros(asker: Asker) -> Any:
    """List the macros of the desk, by name; placeholders stand in braces."""
    return asker.ask(FindMacros())


@routes.on(
    "POST",
    "/macros",
    needs=SaveMacro,
    body=_NEW,
    answer=AddedMacro(),
    status=201,
    keyed=True,
)
def add_macro(asker: Asker, body: Body) -> Any:
    """Keep an answer under a name, with what is done along with it."""
    command_id = asker.command_id("macros")
    macro_id = uuid5(command_id, "macro")
    command = SaveMacro(school_id=home_of(asker), macro_id=macro_id, **body)
    receipt = asker.execute(command, command_id)
    return {"macro_id": macro_id}, {"Location": "/api/v1/macros", **replayed(receipt)}


@routes.on(
    "PUT",
    "/macros/<uuid:macro_id>",
    needs=SaveMacro,
    body=_WANTED,
    answer=None,
    status=204,
    keyed=True,
    problems=(409,),
)
def save_macro(asker: Asker, macro_id: UUID, body: Body) -> Any:
    """Change a macro."""
    found: MacrosView = asker.ask(FindMacros())
    if macro_id not in {one.macro_id for one in found.macros}:
        raise NotFound("There is no such macro.")
    command = SaveMacro(school_id=home_of(asker), macro_id=macro_id, **body)
    asker.execute(command, asker.command_id(macro_id))
    return ""


@routes.on(
    "DELETE",
    "/macros/<uuid:macro_id>",
    needs=RemoveMacro,
    query=VersionQuery(),
    answer=None,
    status=204,
    problems=(409,),
)
def remove_macro(asker: Asker, macro_id: UUID, query: Body) -> Any:
    """Throw a macro away; what was answered by it stays."""
    command = RemoveMacro(school_id=home_of(asker), macro_id=macro_id, **query)
    asker.execute(command, asker.command_id(macro_id))
    return ""
