"""Whom may a ticket be handed over to, and who is good at what it is about?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from contracts.intake import TicketView
from contracts.refusals import Invalid
from contracts.teams import ReceiversView, SuggestWho
from contracts.values import PROVIDER
from services.gateway.screens import names
from services.gateway.screens.forms import Form
from services.gateway.screens.visits import Visit

THE_QUEUE = "queue"
"""The choice that is the MSP's queue at large."""

_TEAM = "team:"


def choices_of(ticket: TicketView) -> list[tuple[str, list[tuple[str, str]]]]:
    """Groups of pairs of a value and its words: people, teams, the school's own."""
    people = [(one.actor, one.name) for one in names.desk()]
    ours = [*_teams(PROVIDER), (THE_QUEUE, "The queue, for anybody")]
    theirs = [*_teams(ticket.school_id)]
    groups = [("Somebody of the desk", people), ("A team of the desk", ours)]
    return groups + ([("The school’s own team", theirs)] if theirs else [])


def to_whom(form: Form, ticket: TicketView) -> dict[str, Any]:
    """The fields of the command that the choice is; Invalid where there is none.

    Somebody of the desk works on it in the team's queue, where it is the MSP's.
    """
    said = form["to"]
    if said == THE_QUEUE:
        return {"assignee": None, "team_id": None}
    if said.startswith(_TEAM):
        return {"assignee": None, "team_id": _team_id(said.removeprefix(_TEAM))}
    if not said.strip():
        raise Invalid({"to": ["Choose one of these."]})
    stays = None if ticket.with_school else ticket.team_id
    return {"assignee": said[:100], "team_id": stays}


def suggestions_of(visit: Visit, ticket: TicketView) -> list[str]:
    """Who is good at it and why, in a line each."""
    if not (ticket.category or ticket.service):
        return []
    found: ReceiversView = visit.asker.ask(SuggestWho(ticket_id=ticket.ticket_id))
    return [
        f"{names.who(one.actor, ticket.school_id)} ({one.team}) is good at"
        f" {' and '.join(_said(skill) for skill in one.skills)}, and works on"
        f" {one.waiting} now."
        for one in found.suggestions
    ]


def _said(skill: str) -> str:
    return skill.replace("-", " ")


def _team_id(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError:
        raise Invalid({"to": ["Choose one of these."]}) from None


def _teams(school_id: UUID) -> Iterator[tuple[str, str]]:
    return ((f"{_TEAM}{one.team_id}", one.name) for one in names.teams(school_id))
