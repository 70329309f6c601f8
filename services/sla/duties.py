"""What has to be done for an incident by moments of its own, and is it?"""

from __future__ import annotations

from typing import TypeAlias

from contracts.major_incidents import (
    MajorIncidentDeclared,
    MajorIncidentReviewed,
    MajorIncidentStoodDown,
    MajorIncidentUpdated,
)
from contracts.obligations import MeetObligation, SetObligation
from contracts.reporting import (
    GovernorsTold,
    ReportedTo,
    ReportingBegun,
    ReportWaived,
)
from shared.decider import Heard

Owing: TypeAlias = (
    MajorIncidentDeclared
    | MajorIncidentUpdated
    | MajorIncidentStoodDown
    | MajorIncidentReviewed
    | ReportingBegun
    | ReportedTo
    | ReportWaived
    | GovernorsTold
)


def duties(heard: Heard) -> list[SetObligation | MeetObligation]:
    """What an event owes is set, and what it did is met, each at its own moment."""
    if not isinstance(heard.event, Owing):
        return []
    about = {"school_id": heard.school, "ticket_id": heard.event.ticket_id}
    done = [
        MeetObligation(**about, at=one.at, duty=one.duty)
        for one in getattr(heard.event, "done", ())
    ]
    owes = [
        SetObligation(
            **about,
            obligation=one.obligation,
            since=one.since,
            at=heard.happened_at,
            duty=one.duty,
        )
        for one in getattr(heard.event, "owes", ())
    ]
    return [*done, *owes]
