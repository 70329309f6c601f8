"""The language of intake about incidents: what is known of one besides its ticket."""

from __future__ import annotations

from contracts.declare import value
from contracts.major_incidents import MajorIncidentShown
from contracts.problems import ProblemShown, Workaround


@value
class IncidentShown:
    """What a problem is known to be, what helps with an incident, and a major one."""

    problem: ProblemShown | None = None
    workarounds: tuple[Workaround, ...] = ()
    major: MajorIncidentShown | None = None
