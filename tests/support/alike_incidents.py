"""What is recorded of incidents at two schools that are alike in every id?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from contracts import incident_kinds, intake, problems, recurring, reporting, themes
from contracts import major_incidents as major
from contracts.values import PROVIDER, Channel, Level, Nation, TicketType
from tests.support.cast import TICKET
from tests.support.scenario import at

NEARLY = uuid5(TICKET, "nearly")
GONE_WRONG, TROUBLE = uuid5(TICKET, "gone wrong"), uuid5(TICKET, "trouble")

_KINDS = {"Ashgrove": "outage", "Beckfield": "malware"}
"""The kind of what went wrong: no words of a school tell whose it is."""

QUERIES: dict[type, Callable[[UUID], Any]] = {
    problems.FindKnownErrors: lambda s: problems.FindKnownErrors(school_id=s),
    incident_kinds.GetIncidentKinds: lambda s: incident_kinds.GetIncidentKinds(
        school_id=s
    ),
    themes.GetThemes: lambda s: themes.GetThemes(
        school_id=s,
        before_from=date(2024, 9, 1),
        until_on=date(2026, 8, 31),
        terms=(themes.TermBegun(title="All", from_on=date(2025, 9, 1)),),
    ),
}
"""Questions about what is wrong at a school."""

OF_THE_DESK: dict[type, Any] = {problems.ListKnownErrors: problems.ListKnownErrors()}
"""What only the desk may ask."""


def known_errors_of(school: UUID, word: str, kept_at: UUID = PROVIDER) -> Iterator[Any]:
    """An error that one school reads of, ended and known again.

    Kept at a school and not at the MSP, each of these commands is refused.
    """
    which: dict[str, Any] = {
        "school_id": kept_at,
        "known_error_id": uuid5(school, "known error"),
    }
    declare = problems.DeclareKnownError(
        **which, title=f"{word} stops", workaround=word, schools=(school,)
    )
    yield declare
    yield problems.EndKnownError(**which, reason=word)
    yield declare


def incidents_of(school: UUID, word: str, requester: intake.Requester) -> Iterator[Any]:
    """An incident, and a problem of it."""
    mine: dict[str, Any] = {"school_id": school}
    yield intake.OpenTicket(
        **mine,
        ticket_id=GONE_WRONG,
        subject=f"{word} wrong",
        description=word,
        requester=requester,
        channel=Channel.PHONE,
        impact=Level.HIGH,
        urgency=Level.LOW,
        type=TicketType.INCIDENT,
        category=f"{word.lower()}-kilns",
    )
    yield problems.OpenProblem(
        **mine,
        ticket_id=TROUBLE,
        by=recurring.AlikeBy.CATEGORY,
        name=f"{word.lower()}-kilns",
        subject=f"{word} trouble",
        requester_name=requester.name,
        requester_email=requester.email,
    )
    yield problems.RecordProblem(
        **mine, ticket_id=TROUBLE, root_cause=word, workaround=word, shown=True
    )
    yield incident_kinds.TellNearMiss(
        **mine,
        ticket_id=NEARLY,
        subject=f"{word} nearly wrong",
        nearly=word,
        stopped=word,
        requester_name=requester.name,
        requester_email=requester.email,
    )
    yield incident_kinds.GiveIncidentKind(
        **mine, ticket_id=GONE_WRONG, kind=_KINDS[word]
    )
    yield from _major_of({"school_id": school, "ticket_id": GONE_WRONG}, word)


def _major_of(which: dict[str, Any], word: str) -> Iterator[Any]:
    """It becomes a major incident, and all that may be done with one."""
    action = major.ReviewAction(what=word, owner=word, due_on=date(2026, 6, 30))
    yield major.DeclareMajorIncident(**which, lead=word, reason=word)
    yield major.LeadMajorIncident(**which, lead=f"{word} lead")
    yield major.UpdateMajorIncident(**which, text=word)
    yield major.NoteMajorIncident(**which, text=word)
    yield major.StandDownMajorIncident(**which, text=word)
    yield major.ReviewMajorIncident(
        **which, what_happened=word, causes=word, actions=(action,)
    )
    yield major.CloseReviewAction(**which, number=1, note=word)
    yield major.CloseMajorIncident(**which)
    aware = at("mon 08:00").replace(year=2020)
    yield reporting.BeginReporting(
        **which,
        nation=Nation.ENGLAND,
        aware_at=aware,
        cyber=True,
        personal_data=True,
    )
    yield reporting.RecordReport(
        **which, body=reporting.Body.ICO, reference=word, reported_at=aware
    )
    yield reporting.WaiveReport(**which, body=reporting.Body.JISC, reason=word)
    yield reporting.TellGovernors(**which, told_at=aware, who=word, how=word)
