"""Does the matrix give the priority that was agreed?"""

from __future__ import annotations

from itertools import product

import pytest

from contracts.values import Level, Priority
from services.intake.priority import MATRIX, derive


@pytest.mark.parametrize(
    ("impact", "urgency", "priority"),
    [
        ("high", "high", "p1"),
        ("high", "medium", "p2"),
        ("medium", "high", "p2"),
        ("medium", "medium", "p3"),
        ("high", "low", "p3"),
        ("low", "high", "p3"),
        ("medium", "low", "p4"),
        ("low", "medium", "p4"),
        ("low", "low", "p4"),
    ],
)
def test_impact_and_urgency_make_a_priority(
    impact: str, urgency: str, priority: str
) -> None:
    assert derive(Level(impact), Level(urgency)) is Priority(priority)


def test_every_impact_and_urgency_has_its_priority() -> None:
    assert set(MATRIX) == set(product(Level, Level))
