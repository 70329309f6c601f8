"""How soon is a ticket dealt with, by how far it reaches and how soon it hurts?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import product

from contracts.matrix import Cell, MatrixSet, SetMatrix
from contracts.refusals import Invalid, Refused
from contracts.values import PROVIDER, Level, Priority
from shared.decider import Decider

# From the gravest down, impact by impact: ITIL's usual matrix.
_GRAVEST_FIRST = (Level.HIGH, Level.MEDIUM, Level.LOW)
_EACH = tuple(product(_GRAVEST_FIRST, repeat=2))
_P1, _P2, _P3, _P4, *_ = Priority
USUAL = tuple(
    Cell(impact=impact, urgency=urgency, priority=priority)
    for (impact, urgency), priority in zip(
        _EACH, (_P1, _P2, _P3, _P2, _P3, _P4, _P3, _P4, _P4), strict=True
    )
)


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """What makes a priority at a school now, and how often that was set."""

    version: int = 0
    cells: tuple[Cell, ...] = USUAL


USUAL_MATRIX = Matrix()
"""What a school has that has set none of its own."""


def derive(matrix: Matrix, impact: Level, urgency: Level) -> Priority:
    """The priority that the matrix gives."""
    return next(
        cell.priority
        for cell in matrix.cells
        if (cell.impact, cell.urgency) == (impact, urgency)
    )


def decide(matrix: Matrix, command: SetMatrix, _now: datetime) -> list[MatrixSet]:
    """The next version; Invalid where a cell is missing, or is there twice."""
    if command.school_id == PROVIDER:
        raise Refused("What is wrong at the MSP itself goes by the usual matrix.")
    told = [(cell.impact, cell.urgency) for cell in command.cells]
    wrong = [
        f"Impact {impact.value} and urgency {urgency.value} must make one priority."
        for impact, urgency in _EACH
        if told.count((impact, urgency)) != 1
    ]
    if wrong:
        raise Invalid({"cells": wrong})
    cells = tuple(sorted(command.cells, key=_place))
    if cells == matrix.cells:
        return []
    return [MatrixSet(matrix_version=matrix.version + 1, cells=cells)]


def evolve(_matrix: Matrix, event: MatrixSet) -> Matrix:
    """What is true after the event: it names them all."""
    return Matrix(version=event.matrix_version, cells=event.cells)


MATRIX = Decider(
    category="matrix",
    identity="school_id",
    commands=(SetMatrix,),
    initial=USUAL_MATRIX,
    decide=decide,
    evolve=evolve,
)


def _place(cell: Cell) -> int:
    return _EACH.index((cell.impact, cell.urgency))
