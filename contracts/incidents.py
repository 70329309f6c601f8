"""The language of intake about incidents: what is known of one besides its ticket."""

from __future__ import annotations

from contracts.declare import value
from contracts.incident_kinds import KindShown
from contracts.major_incidents import MajorIncidentShown
from contracts.problems import ProblemShown, Workaround
from contracts.reporting import ReportingShown


@value
class IncidentShown:
    """What a problem is known to be, what helps meanwhile, what runs, and its kind."""

    problem: ProblemShown | None = None
    workarounds: tuple[Workaround, ...] = ()
    major: MajorIncidentShown | None = None
    reporting: ReportingShown | None = None
    kind: KindShown | None = None
