"""What becomes of a ticket of its own at two schools that are alike in every id?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from contracts import approvals, categories, intake, macros, matrix, ratings, recurring
from contracts.values import Channel, Level, Priority, Satisfaction, TicketType
from services.intake.priorities.priority import USUAL
from tests.support import (
    alike_changes,
    alike_channels,
    alike_incidents,
    alike_leavers,
    alike_projects,
    alike_site_visits,
    alike_suggestions,
    alike_surveys,
    alike_teams,
    alike_watching,
)
from tests.support.cast import ASHGROVE, TICKET

EVERYTHING_P2 = tuple(replace(one, priority=Priority.P2) for one in USUAL)
LIVED, RATING = uuid5(TICKET, "lived"), uuid5(TICKET, "rating")


class Lived(NamedTuple):
    """The ticket's row, as far as what was said of it is asked for."""

    school: UUID
    ticket_id: UUID = LIVED


QUERIES: dict[type, Callable[[UUID], Any]] = {
    ratings.GetSatisfaction: lambda s: ratings.GetSatisfaction(
        school_id=s, month="2026-06"
    ),
    categories.GetCategories: lambda s: categories.GetCategories(school_id=s),
    matrix.GetMatrix: lambda s: matrix.GetMatrix(school_id=s),
    macros.FindMacros: lambda s: macros.FindMacros(school_id=s),
    recurring.FindRecurring: lambda s: recurring.FindRecurring(school_id=s, times=1),
    **alike_changes.QUERIES,
    **alike_channels.QUERIES,
    **alike_leavers.QUERIES,
    **alike_suggestions.QUERIES,
    **alike_surveys.QUERIES,
    **alike_incidents.QUERIES,
    **alike_projects.QUERIES,
    **alike_site_visits.QUERIES,
    **alike_teams.QUERIES,
    **alike_watching.QUERIES,
}
"""Questions about what requesters said at a school, and what tickets are about."""

BY_GATEWAY: dict[type, Any] = {
    **alike_surveys.BY_GATEWAY,
    ratings.FindRatingLink: ratings.FindRatingLink(school_id=ASHGROVE, ticket_id=LIVED),
    ratings.GetRating: ratings.GetRating(
        school_id=ASHGROVE, ticket_id=LIVED, resolution_id=RATING, proof=""
    ),
}
"""What only the gateway asks, for who holds a link."""

READERS: dict[str, Callable[[UUID], tuple[Any, ...]]] = {
    **alike_changes.READERS,
    **alike_channels.READERS,
    **alike_leavers.READERS,
    **alike_projects.READERS,
    **alike_site_visits.READERS,
    **alike_surveys.READERS,
    **alike_teams.READERS,
    **alike_watching.READERS,
    "intake.matters.category_rows.get_categories": lambda s: (
        categories.GetCategories(school_id=s),
    ),
    "intake.matters.category_rows.names_of": lambda s: (s,),
    "intake.matters.category_rows.matters_of": lambda s: (s,),
    "intake.matters.category_rows.matters_of_all": lambda s: ({s},),
    "intake.priorities.matrix_rows.get_matrix": lambda s: (
        matrix.GetMatrix(school_id=s),
    ),
    "intake.priorities.matrix_rows.matrix_of": lambda s: (s,),
    "intake.answers.macro_rows.find_macros": lambda s: (
        macros.FindMacros(school_id=s),
    ),
    "intake.ratings.rating_rows.find_rating_link": lambda s: (
        ratings.FindRatingLink(school_id=s, ticket_id=LIVED),
    ),
    "intake.ratings.rating_rows.get_rating": lambda s: (
        ratings.GetRating(school_id=s, ticket_id=LIVED, resolution_id=s, proof=""),
    ),
    "intake.ratings.rating_rows.rating_of": lambda s: (Lived(s),),
    "intake.recurring.find_recurring": lambda s: (QUERIES[recurring.FindRecurring](s),),
    "intake.ratings.satisfaction.get_satisfaction": lambda s: (
        QUERIES[ratings.GetSatisfaction](s),
    ),
}
"""What each function that reads of it is given."""

BY_LINK = {"intake.ratings.rating_rows.get_rating", *alike_surveys.BY_LINK}
"""What says nothing without a link: tried by test_rating_rows_and_satisfaction.py."""


def life_of(school: UUID, word: str, requester: intake.Requester) -> Iterator[Any]:
    """One of every command about what a ticket is."""
    lived: dict[str, Any] = {"school_id": school, "ticket_id": LIVED}
    matter = categories.Matter(name=f"{word.lower()}-kilns", title=f"{word} kilns")
    for macro_id in (uuid5(TICKET, "macro"), uuid5(TICKET, "other macro")):
        macro: dict[str, Any] = {"school_id": school, "macro_id": macro_id}
        yield macros.SaveMacro(**macro, name=f"{word} macro", text=word)
    yield macros.RemoveMacro(**macro)
    yield matrix.SetMatrix(school_id=school, cells=EVERYTHING_P2)
    yield categories.SetCategories(school_id=school, categories=(matter,), services=())
    recurs: dict[str, Any] = {"school_id": school, "ticket_id": uuid5(LIVED, "again")}
    for which, about in ((lived, ""), (recurs, matter.name)):
        yield _opening(word, requester, about, which)
    yield alike_suggestions.dismissing(school, LIVED)
    yield intake.ClassifyTicket(**lived, version=1, type=TicketType.SERVICE_REQUEST)
    decides: dict[str, Any] = {"approver_id": uuid5(TICKET, "person"), "approver": word}
    yield approvals.AskApproval(**lived, version=2, what=f"{word} needs it.")
    yield approvals.GiveApproval(**lived, version=3, **decides)
    yield approvals.DeclineApproval(**lived, version=4, **decides, reason=word)
    yield macros.AnswerTicket(
        **lived, version=5, message_id=uuid5(LIVED, "answer"), text=word
    )
    yield intake.ResolveTicket(**lived, version=6, note=word)
    yield ratings.KeepRating(
        school_id=school,
        rating_id=RATING,
        rater_id=uuid5(TICKET, "person"),
        ticket_id=LIVED,
        said=Satisfaction.GOOD,
        comment=word,
    )
    yield from alike_surveys.surveys_of(school, word)
    yield from alike_changes.changes_of(school, word, requester)
    yield from alike_projects.projects_of(school, word, alike_changes.CHANGED)
    yield from alike_channels.calls_of(school, word, requester)
    yield from alike_site_visits.site_visits_of(school, word)
    yield from alike_teams.teams_of(school, word, requester)
    yield from alike_leavers.leavers_of(school, word, requester)
    yield from alike_incidents.incidents_of(school, word, requester)


def _opening(
    word: str, requester: intake.Requester, about: str, which: dict[str, Any]
) -> intake.OpenTicket:
    return intake.OpenTicket(
        **which,
        subject=f"{word} kiln",
        description=f"{word} has none.",
        requester=requester,
        channel=Channel.PORTAL,
        impact=Level.LOW,
        urgency=Level.LOW,
        category=about,
    )
