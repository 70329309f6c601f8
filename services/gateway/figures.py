"""What was kept, and what is at risk? The figures of a school, or of all."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from contracts.attainment import (
    AtRiskView,
    AttainmentView,
    GetAtRisk,
    GetAttainment,
)
from contracts.channels import ChannelCountsView, CountChannels
from contracts.fields import Text
from contracts.first_replies import CountFirstReplies, FirstRepliesView
from contracts.obligations import FindObligations, ObligationsView
from contracts.ratings import GetSatisfaction, SatisfactionView
from contracts.recurring import FindRecurring, RecurringView
from services.gateway.asking import Asker
from services.gateway.routes import Body, Routes
from services.gateway.schemas import RECURRING_QUERY, answer_of

routes = Routes("figures", "What was promised, and what came of it.")


class MonthQuery(Schema):
    """Of which school and which month."""

    school = fields.UUID(metadata={"description": "One school; all if not given."})
    month = Text(
        validate=validate.Length(max=7),
        metadata={"description": "Such as 2026-11; this month if not given."},
    )


class RiskQuery(Schema):
    """Of which school, and how many."""

    school = fields.UUID(metadata={"description": "One school; all if not given."})
    limit = fields.Integer(
        strict=True, load_default=50, validate=validate.Range(1, 200)
    )


@routes.on(
    "GET",
    "/attainment",
    needs=GetAttainment,
    query=MonthQuery(),
    answer=answer_of(AttainmentView),
)
def get_attainment(asker: Asker, query: Body) -> Any:
    """Show what was kept and missed in a month, and what clocks stood still for.

    A token of a school gets its own figures, which follow from its log alone.
    """
    return asker.ask(
        GetAttainment(school_id=query.get("school"), month=query.get("month", ""))
    )


@routes.on(
    "GET",
    "/channels",
    needs=CountChannels,
    query=MonthQuery(),
    answer=answer_of(ChannelCountsView),
)
def count_channels(asker: Asker, query: Body) -> Any:
    """Show how many requests came by which channel in a month, and by no official one.

    A token of a school gets its own.
    """
    return asker.ask(
        CountChannels(school_id=query.get("school"), month=query.get("month", ""))
    )


@routes.on(
    "GET",
    "/first-replies",
    needs=CountFirstReplies,
    query=MonthQuery(),
    answer=answer_of(FirstRepliesView),
)
def count_first_replies(asker: Asker, query: Body) -> Any:
    """Show who answered first in a month, by role, and within how many minutes.

    Nights and holidays count in. A token of a school gets its own.
    """
    return asker.ask(
        CountFirstReplies(school_id=query.get("school"), month=query.get("month", ""))
    )


@routes.on(
    "GET",
    "/satisfaction",
    needs=GetSatisfaction,
    query=MonthQuery(),
    answer=answer_of(SatisfactionView),
)
def get_satisfaction(asker: Asker, query: Body) -> Any:
    """Show how requesters found what was done in a month.

    Comments are shown to a token with the right `read_log`.
    """
    return asker.ask(
        GetSatisfaction(school_id=query.get("school"), month=query.get("month", ""))
    )


@routes.on(
    "GET",
    "/recurring",
    needs=FindRecurring,
    query=RECURRING_QUERY,
    answer=answer_of(RecurringView),
)
def find_recurring(asker: Asker, query: Body) -> Any:
    """Show what went wrong at least `times` times within `days`, and its problem."""
    return asker.ask(FindRecurring(**query))


@routes.on(
    "GET",
    "/at-risk",
    needs=GetAtRisk,
    query=RiskQuery(),
    answer=answer_of(AtRiskView),
)
def get_at_risk(asker: Asker, query: Body) -> Any:
    """Show what is due within a day, the next first, and how many are owed."""
    return asker.ask(GetAtRisk(school_id=query.get("school"), limit=query["limit"]))


@routes.on(
    "GET",
    "/schools/<uuid:school_id>/obligations",
    needs=FindObligations,
    answer=answer_of(ObligationsView),
)
def find_obligations(asker: Asker, school_id: UUID) -> Any:
    """Show what has a moment of its own, such as the end of a leaver's access."""
    return asker.ask(FindObligations(school_id=school_id))
