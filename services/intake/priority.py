"""How soon is a ticket dealt with, by how far it reaches and how soon it hurts?"""

from collections.abc import Mapping

from contracts.values import Level, Priority

# ITIL's usual matrix: (impact, urgency) -> priority.
MATRIX: Mapping[tuple[Level, Level], Priority] = {
    (Level.HIGH, Level.HIGH): Priority.P1,
    (Level.HIGH, Level.MEDIUM): Priority.P2,
    (Level.HIGH, Level.LOW): Priority.P3,
    (Level.MEDIUM, Level.HIGH): Priority.P2,
    (Level.MEDIUM, Level.MEDIUM): Priority.P3,
    (Level.MEDIUM, Level.LOW): Priority.P4,
    (Level.LOW, Level.HIGH): Priority.P3,
    (Level.LOW, Level.MEDIUM): Priority.P4,
    (Level.LOW, Level.LOW): Priority.P4,
}


def derive(impact: Level, urgency: Level) -> Priority:
    """The priority that the matrix gives."""
    return MATRIX[impact, urgency]
