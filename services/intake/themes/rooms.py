"""What do themes add to the rooms of intake?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from contracts.incident_kinds import TellNearMiss
from services.intake.incidents import records
from services.intake.themes import kinds, report
from services.intake.themes.giving import INCIDENT_KIND
from services.intake.themes.telling import tell_near_miss
from shared.application import Answer, Handler
from shared.decider import Decider

DECIDERS: tuple[Decider[Any], ...] = (replace(INCIDENT_KIND, terms=records.terms),)
HANDLERS: Mapping[type, Handler] = {TellNearMiss: tell_near_miss}
ANSWERS: Mapping[type, Answer] = {**kinds.ANSWERS, **report.ANSWERS}
