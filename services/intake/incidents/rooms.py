"""What does intake have for problems and incidents?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from contracts.major_incidents import (
    DeclareMajorIncident,
    StandDownMajorIncident,
    UpdateMajorIncident,
)
from contracts.problems import FindKnownErrors, ListKnownErrors, OpenProblem
from services.intake.incidents.beginning import open_problem
from services.intake.incidents.known_error_rows import (
    find_known_errors,
    list_known_errors,
)
from services.intake.incidents.known_errors import KNOWN_ERROR
from services.intake.incidents.leading import declare_major_incident, tell_school
from services.intake.incidents.major import MAJOR_INCIDENT
from services.intake.incidents.problems import PROBLEM
from services.intake.incidents.records import terms
from services.intake.incidents.reporting import REPORTING
from shared.application import Answer, Handler
from shared.decider import Decider

DECIDERS: tuple[Decider[Any], ...] = (
    replace(PROBLEM, terms=terms),
    KNOWN_ERROR,
    replace(MAJOR_INCIDENT, terms=terms),
    replace(REPORTING, terms=terms),
)
ANSWERS: Mapping[type, Answer] = {
    FindKnownErrors: find_known_errors,
    ListKnownErrors: list_known_errors,
}
HANDLERS: Mapping[type, Handler] = {
    OpenProblem: open_problem,
    DeclareMajorIncident: declare_major_incident,
    UpdateMajorIncident: tell_school,
    StandDownMajorIncident: tell_school,
}
