"""What may be said and asked of what makes a priority at a school?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from contracts.matrix import GetMatrix, MatrixView, SetMatrix
from services.gateway.asking import Asker, replayed
from services.gateway.routes import Body, Routes
from services.gateway.schemas import answer_of, body_of

_AT = "/schools/<uuid:school_id>/matrix"

routes = Routes("matrices", "Which priority an impact and an urgency make at a school.")


@routes.on("GET", _AT, needs=GetMatrix, answer=answer_of(MatrixView))
def get_matrix(asker: Asker, school_id: UUID) -> Any:
    """Show the matrix of a school; ITIL's usual one at first, as version 0."""
    return asker.ask(GetMatrix(school_id=school_id))


@routes.on(
    "PUT",
    _AT,
    needs=SetMatrix,
    body=body_of(SetMatrix, "school_id"),
    answer=answer_of(MatrixView),
    keyed=True,
)
def set_matrix(asker: Asker, school_id: UUID, body: Body) -> Any:
    """Say which priority each impact and urgency make, all nine of them.

    With `version`, a matrix that somebody set meanwhile is a conflict.
    """
    command = SetMatrix(school_id=school_id, **body)
    receipt = asker.execute(command, asker.command_id(school_id))
    return asker.ask(GetMatrix(school_id=school_id)), replayed(receipt)
