"""What may be said and asked of how a school looks to its people?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from contracts.look import GetLook, LookView, SetLook
from services.gateway.asking import Asker, replayed
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of, body_of

_AT = "/schools/<uuid:school_id>/look"

routes = Routes("looks", "The name and the colour that a school's people see.")


@routes.on("GET", _AT, needs=GetLook, answer=answer_of(LookView))
def get_look(asker: Asker, school_id: UUID) -> Any:
    """Show how a school looks."""
    return asker.ask(GetLook(school_id=school_id))


@routes.on(
    "PUT",
    _AT,
    needs=SetLook,
    body=body_of(SetLook, "school_id"),
    answer=answer_of(LookView),
    keyed=True,
    problems=(409,),
)
def set_look(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Say how a school calls itself, and its own colour; white is read on it."""
    command = SetLook(school_id=school_id, **body)
    receipt = asker.execute(command, asker.command_id(school_id))
    return asker.ask(GetLook(school_id=school_id)), replayed(receipt)
