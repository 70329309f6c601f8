"""How is it kept what makes a priority at a school?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Table,
    Text,
    Uuid,
    bindparam,
    delete,
    insert,
    select,
)

from contracts.codec import dump, restore
from contracts.intake import TicketOpened, TicketTriaged
from contracts.matrix import GetMatrix, MatrixSet, MatrixView
from services.intake.priority import USUAL_MATRIX, Matrix
from services.intake.tables import METADATA
from shared.application import Answer, Asked
from shared.work import Fresh

matrices = Table(
    "matrices",
    METADATA,
    Column("school", Uuid, primary_key=True),
    Column("content", Text, nullable=False),
)
"""What makes a priority at a school, as its last event has it."""


def keep_matrix(connection: Connection, fresh: Fresh, event: MatrixSet) -> None:
    """Keep what makes a priority now."""
    connection.execute(delete(matrices).where(matrices.c.school == fresh.school))
    row = {"school": fresh.school, "content": json.dumps(dump(event))}
    connection.execute(insert(matrices), [row])


def get_matrix(connection: Connection, query: GetMatrix, _: Asked) -> MatrixView:
    """What makes a priority, the gravest first; the usual matrix where none was set."""
    found = matrix_of(connection, query.school_id)
    return MatrixView(
        school_id=query.school_id, matrix_version=found.version, cells=found.cells
    )


def matrix_of(connection: Connection, school: UUID) -> Matrix:
    """What makes a priority at a school now."""
    content = connection.execute(_CONTENT, {"of_school": school}).scalar()
    if content is None:
        return USUAL_MATRIX
    kept = restore(MatrixSet, json.loads(content))
    return Matrix(version=kept.matrix_version, cells=kept.cells)


def told_by(event: TicketOpened | TicketTriaged) -> str:
    """Which matrix gave a priority, for a timeline; nothing of the usual one."""
    version = event.matrix_version
    return f" (version {version} of the matrix)" if version else ""


ANSWERS: Mapping[type, Answer] = {GetMatrix: get_matrix}

# Made once: every ticket that is opened asks it.
_CONTENT = select(matrices.c.content).where(matrices.c.school == bindparam("of_school"))
