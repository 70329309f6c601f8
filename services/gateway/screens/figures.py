"""What was kept, what is at risk, and what did clocks stand still for, on a page?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from flask import render_template, request

from contracts.access import Right
from contracts.attainment import (
    AtRisk,
    AtRiskView,
    Attained,
    AttainmentView,
    GetAtRisk,
    GetAttainment,
)
from contracts.channels import ChannelCount, ChannelCountsView, CountChannels
from contracts.first_replies import CountFirstReplies, FirstRepliesView
from contracts.obligations import FindObligations, ObligationsView, Owed
from contracts.personal_data import CountPersonalData, PersonalDataCountsView
from contracts.ratings import GetSatisfaction, SatisfactionView
from contracts.refusals import Unavailable
from contracts.time_spent import EffortView, GetEffort
from contracts.values import Priority, Target
from services.gateway.screens import names, portal_words, priorities
from services.gateway.screens.effort import in_words
from services.gateway.screens.frame import Page, Screens
from services.gateway.screens.minding import called
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import ago, length, named

screens = Screens("figures")


class Share(NamedTuple):
    """How many of some targets were kept; `percent` None where none was decided.

    `again` is the same as restated under later agreements, where any of it was.
    """

    kept: int
    missed: int
    again: Share | None = None

    @property
    def percent(self) -> float | None:
        """Of a hundred, so many were kept."""
        number = self.kept + self.missed
        return round(100 * self.kept / number, 1) if number else None


@screens.on("GET", "/console/figures", needs=Right.READ_NOTES)
def of_all(visit: Visit) -> Page:
    """All schools together, and each of them."""
    view = _asked(visit, None)
    schools: dict[UUID, list[Attained]] = {}
    for one in view.attained:
        schools.setdefault(one.school_id, []).append(one)
    by_school = [(names.school(one), one, _share(of)) for one, of in schools.items()]
    by_school.sort(key=lambda row: (row[2].percent or 0.0, row[0]))
    return render_template(
        "figures/all.html", **_figures(visit, view, None), by_school=by_school
    )


@screens.on("GET", "/console/schools/<uuid:school_id>/figures", needs=GetAttainment)
def of_one(visit: Visit, school_id: UUID) -> Page:
    """One school, as its own people see it."""
    view = _asked(visit, school_id)
    return render_template(
        "figures/one.html",
        **_figures(visit, view, school_id),
        school=names.school(school_id),
        school_id=school_id,
        owed=_owed(visit, school_id),
        took=_took,
    )


def _owed(visit: Visit, school_id: UUID) -> ObligationsView:
    view: ObligationsView = visit.asker.ask(FindObligations(school_id=school_id))
    return view


def _took(owed: Owed) -> str:
    """How long before its moment it was done, or after it, in words."""
    if owed.met_at is None:
        return "not done yet"
    early = owed.met_at <= owed.due_at
    first, last = sorted((owed.met_at, owed.due_at))
    return f"{ago(first, last)} {'before' if early else 'after'} it was due"


def _asked(visit: Visit, school_id: UUID | None) -> AttainmentView:
    month = request.args.get("month", "")[:7]
    view: AttainmentView = visit.asker.ask(
        GetAttainment(school_id=school_id, month=month)
    )
    return view


def _figures(
    visit: Visit, view: AttainmentView, school_id: UUID | None
) -> dict[str, Any]:
    risk: AtRiskView = visit.asker.ask(GetAtRisk(school_id=school_id))
    return {
        "view": view,
        "risk": risk,
        "satisfaction": _satisfaction(visit, view.month, school_id),
        "channels": _channels(visit, view.month, school_id),
        "way": way,
        "first_replies": _first_replies(visit, view.month, school_id),
        "effort": _effort(visit, view.month, school_id),
        "in_words": in_words,
        "said_of": portal_words.SATISFACTION,
        "personal": _personal(visit, school_id),
        "called": called,
        "table": _table(view.attained, priorities.promised(visit, school_id)),
        "months": [(one.month, Share(one.kept, one.missed)) for one in view.months],
        "all_of_it": _share(view.attained),
        "targets": tuple(Target),
        "length": length,
        "name": names.school,
        "everywhere": school_id is None,
        "where": lambda one: _ticket(visit, one),
        "address": lambda month: f"{request.path}?{urlencode({'month': month})}",
    }


def _effort(visit: Visit, month: str, school_id: UUID | None) -> EffortView | None:
    """The time that work took; None while it cannot be asked."""
    try:
        view: EffortView = visit.asker.ask(GetEffort(school_id=school_id, month=month))
    except Unavailable:
        return None
    return view


def _satisfaction(
    visit: Visit, month: str, school_id: UUID | None
) -> SatisfactionView | None:
    """How requesters found it; None while intake cannot tell. The rest is sla's."""
    question = GetSatisfaction(school_id=school_id, month=month)
    try:
        view: SatisfactionView = visit.asker.ask(question)
    except Unavailable:
        return None
    return view


def _channels(
    visit: Visit, month: str, school_id: UUID | None
) -> ChannelCountsView | None:
    """By which channels requests came; None while intake cannot tell."""
    question = CountChannels(school_id=school_id, month=month)
    try:
        view: ChannelCountsView = visit.asker.ask(question)
    except Unavailable:
        return None
    return view


def _first_replies(
    visit: Visit, month: str, school_id: UUID | None
) -> FirstRepliesView | None:
    """Who answered first, and how soon; None while intake cannot tell."""
    question = CountFirstReplies(school_id=school_id, month=month)
    try:
        view: FirstRepliesView = visit.asker.ask(question)
    except Unavailable:
        return None
    return view


def way(one: ChannelCount) -> str:
    """What a channel is called; of a chat, with which it was."""
    return f"{named(one.channel)} ({named(one.via)})" if one.via else named(one.channel)


def _personal(visit: Visit, school_id: UUID | None) -> PersonalDataCountsView | None:
    """What texts seem to hold; None while intake cannot tell."""
    try:
        view: PersonalDataCountsView = visit.asker.ask(
            CountPersonalData(school_id=school_id)
        )
    except Unavailable:
        return None
    return view


def _ticket(visit: Visit, one: AtRisk) -> str:
    """Where a ticket is read: in the console, or in the portal of its school."""
    if visit.visitor.school_id is None:
        return f"/console/tickets/{one.ticket_id}"
    return f"/portal/{one.school_id}/tickets/{one.ticket_id}"


def _table(
    attained: Iterable[Attained], promised: Iterable[Priority]
) -> list[tuple[Priority, list[Share]]]:
    """A line for each priority that is promised or was decided; in it each target."""
    told = list(attained)
    shown = {*promised, *(one.priority for one in told)}
    return [
        (
            priority,
            [
                _share(
                    one
                    for one in told
                    if one.priority is priority and one.target is target
                )
                for target in Target
            ],
        )
        for priority in Priority
        if priority in shown
    ]


def _share(attained: Iterable[Attained]) -> Share:
    told = list(attained)
    kept, missed = sum(one.kept for one in told), sum(one.missed for one in told)
    return Share(kept, missed, _again(told))


def _again(told: list[Attained]) -> Share | None:
    """The same as restated; None where none of it was."""
    if all(one.kept_restated is None for one in told):
        return None
    as_was = [one for one in told if one.kept_restated is None]
    return Share(
        sum(one.kept_restated or 0 for one in told) + sum(one.kept for one in as_was),
        sum(one.missed_restated or 0 for one in told)
        + sum(one.missed for one in as_was),
    )
