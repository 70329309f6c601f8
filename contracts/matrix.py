"""The language of intake about what makes a priority: the matrix of a school."""

from __future__ import annotations

from contracts.access import Right
from contracts.declare import command, event, query, several, value, view, whole
from contracts.values import Level, Priority, SchoolId

CELLS = len(Level) ** 2
"""Each impact with each urgency."""


@value
class Cell:
    """Which priority an impact and an urgency make."""

    impact: Level
    urgency: Level
    priority: Priority


@command("intake.set_matrix", needs=Right.MANAGE_SCHOOLS)
class SetMatrix:
    """Say which priority each impact and urgency make at a school, all nine of them.

    With `version`, only if nobody has set it since it was that.
    """

    school_id: SchoolId
    cells: tuple[Cell, ...] = several(most=CELLS)
    version: int | None = whole(least=0, most=2**31, default=None)


@event("intake.matrix_set")
class MatrixSet:
    """Tickets get these priorities from now on; what was triaged before stays so."""

    matrix_version: int
    cells: tuple[Cell, ...]


@query("intake.get_matrix", needs=Right.READ_TICKETS)
class GetMatrix:
    """Which priority do impact and urgency make at this school?"""

    school_id: SchoolId


@view("intake.matrix")
class MatrixView:
    """What makes a priority, the gravest first; version 0 is ITIL's usual matrix.

    `matrix_version` is what a change of it is decided on.
    """

    school_id: SchoolId
    matrix_version: int
    cells: tuple[Cell, ...]
