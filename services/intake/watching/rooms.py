"""What does watching add to the rooms of intake?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from contracts.intake import NoteTicket
from contracts.mentions import ReadMentions
from contracts.watching import UnwatchTicket, WatchTicket
from services.intake.watching import mention_rows, rows
from services.intake.watching.rules import WATCHING
from shared.application import Answer, Handler
from shared.decider import Decider

DECIDERS: tuple[Decider[Any], ...] = (replace(WATCHING, terms=rows.terms),)
HANDLERS: Mapping[type, Handler] = {
    WatchTicket: rows.watch_ticket,
    UnwatchTicket: rows.watch_ticket,
    NoteTicket: mention_rows.note_ticket,
    ReadMentions: mention_rows.read_mentions,
}
ANSWERS: Mapping[type, Answer] = {**rows.ANSWERS, **mention_rows.ANSWERS}
