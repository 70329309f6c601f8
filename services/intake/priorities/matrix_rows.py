"""How is it kept what makes a priority at a school?"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Connection

from contracts.intake import TicketOpened, TicketTriaged
from contracts.matrix import GetMatrix, MatrixSet, MatrixView
from services.intake.last_set import LastSet, table_of
from services.intake.priorities.priority import USUAL_MATRIX, Matrix
from shared.application import Answer, Asked
from shared.work import Fresh

matrices = table_of("matrices")
"""What makes a priority at a school, as its last event has it."""

_MATRICES = LastSet(matrices, MatrixSet)


def keep_matrix(connection: Connection, fresh: Fresh, event: MatrixSet) -> None:
    """Keep what makes a priority now."""
    _MATRICES.keep(connection, fresh.school, event)


def get_matrix(connection: Connection, query: GetMatrix, _: Asked) -> MatrixView:
    """What makes a priority, the gravest first; the usual matrix where none was set."""
    found = matrix_of(connection, query.school_id)
    return MatrixView(
        school_id=query.school_id, matrix_version=found.version, cells=found.cells
    )


def matrix_of(connection: Connection, school: UUID) -> Matrix:
    """What makes a priority at a school now."""
    kept = _MATRICES.last(connection, school)
    if kept is None:
        return USUAL_MATRIX
    return Matrix(version=kept.matrix_version, cells=kept.cells)


def told_by(event: TicketOpened | TicketTriaged) -> str:
    """Which matrix gave a priority, for a timeline; nothing of the usual one."""
    version = event.matrix_version
    return f" (version {version} of the matrix)" if version else ""


ANSWERS: Mapping[type, Answer] = {GetMatrix: get_matrix}
