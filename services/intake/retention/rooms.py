"""What does retention add to the rooms of intake?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from services.intake.retention import queries, terms
from services.intake.retention.holding import HOLD
from services.intake.retention.keeping import KEEPING
from services.intake.retention.listing import LISTING
from shared.application import Answer, Handler
from shared.decider import Decider

DECIDERS: tuple[Decider[Any], ...] = (
    KEEPING,
    replace(HOLD, terms=terms.named_by),
    replace(LISTING, terms=terms.standing),
)
HANDLERS: Mapping[type, Handler] = terms.HANDLERS
ANSWERS: Mapping[type, Answer] = queries.ANSWERS
