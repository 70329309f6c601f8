"""What does watching add to the rooms of intake?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from contracts.watching import UnwatchTicket, WatchTicket
from services.intake.watching import rows
from services.intake.watching.rules import WATCHING
from shared.application import Answer, Handler
from shared.decider import Decider

DECIDERS: tuple[Decider[Any], ...] = (replace(WATCHING, terms=rows.terms),)
HANDLERS: Mapping[type, Handler] = {
    WatchTicket: rows.watch_ticket,
    UnwatchTicket: rows.watch_ticket,
}
ANSWERS: Mapping[type, Answer] = rows.ANSWERS
