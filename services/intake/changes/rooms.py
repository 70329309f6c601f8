"""What does intake have for changes?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from contracts.change_calendar import FindChanges, ForecastTickets, GetChange
from contracts.changes import PlanChange, WithdrawChange
from contracts.standard_changes import GetStandardChanges
from services.intake.changes.calendar import find_changes
from services.intake.changes.forecast import forecast_tickets
from services.intake.changes.handling import plan_change, terms, withdraw_change
from services.intake.changes.planning import CHANGE
from services.intake.changes.planning import Event as OfChanges
from services.intake.changes.reading import get_change
from services.intake.changes.rows import keep_change
from services.intake.changes.standard import STANDARD_CHANGES
from services.intake.changes.standard import Event as OfStandard
from services.intake.changes.standard_rows import (
    get_standard_changes,
    keep_standard_changes,
)
from shared.application import Answer, Handler
from shared.decider import Decider

DECIDERS: tuple[Decider[Any], ...] = (replace(CHANGE, terms=terms), STANDARD_CHANGES)
ANSWERS: Mapping[type, Answer] = {
    GetChange: get_change,
    FindChanges: find_changes,
    ForecastTickets: forecast_tickets,
    GetStandardChanges: get_standard_changes,
}
HANDLERS: Mapping[type, Handler] = {
    PlanChange: plan_change,
    WithdrawChange: withdraw_change,
}
KEPT: tuple[tuple[Any, Callable[..., None]], ...] = (
    (OfChanges, keep_change),
    (OfStandard, keep_standard_changes),
)
"""By the events that it is told by."""
