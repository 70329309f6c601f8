"""How do events of problems and incidents change what intake shows?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from contracts.problems import ProblemRecorded
from services.intake.incidents.known_error_rows import keep_known_error
from services.intake.incidents.known_errors import Event as OfKnownErrors
from services.intake.incidents.major_rows import keep_major_incident
from services.intake.incidents.major_standing import Event as OfMajorIncidents
from services.intake.incidents.problem_rows import keep_problem
from services.intake.incidents.report_rows import keep_reporting
from services.intake.incidents.reporting import Event as OfReports

KEPT: tuple[tuple[Any, Callable[..., None]], ...] = (
    (ProblemRecorded, keep_problem),
    (OfKnownErrors, keep_known_error),
    (OfMajorIncidents, keep_major_incident),
    (OfReports, keep_reporting),
)
"""By the events that it is told by."""
