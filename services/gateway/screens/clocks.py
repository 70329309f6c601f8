"""How did the clock of a ticket count? One page, for the desk and for the school."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from flask import render_template

from contracts.intake import GetTicket, TicketView
from contracts.sla_explanation import (
    Because,
    ClockExplanationView,
    ExplainClock,
    ExplainedTarget,
)
from contracts.values import PROVIDER
from services.gateway.screens import names
from services.gateway.screens.frame import Page, Screens
from services.gateway.screens.promise_words import how_far
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import length, moment

screens = Screens("clocks")

_WIDE = 1_000
"""Units that a bar is wide; its height is in the template."""

_WHY = {
    Because.WORKING_TIME: "Working time",
    Because.ROUND_THE_CLOCK: "Counted round the clock",
    Because.OUTSIDE_HOURS: "Outside working hours",
    Because.BANK_HOLIDAY: "Bank holiday",
    Because.CLOSURE: "The school was closed",
    Because.SCHOOL_HOLIDAY: "School holiday",
    Because.ON_HOLD: "On hold: somebody else was waited for",
    Because.ON_HOLD_COUNTED: "On hold, for something that does not stop the clock",
    Because.ANSWERED: "The first reply was given",
    Because.RESOLVED: "It was resolved",
    Because.MERGED: "It went on as part of another ticket",
}


class Piece(NamedTuple):
    """A piece of a bar: where it begins, how wide it is, and whether it counted."""

    x: float
    width: float
    counted: bool


@screens.on("GET", "/tickets/<uuid:ticket_id>/clock", needs=ExplainClock)
def explanation(visit: Visit, ticket_id: UUID) -> Page:
    """Every stretch of time that counted or did not, as a bar and as a table."""
    view: TicketView = visit.asker.ask(GetTicket(ticket_id=ticket_id))
    question = ExplainClock(school_id=view.school_id, ticket_id=ticket_id)
    clock: ClockExplanationView = visit.asker.ask(
        question, requires={"intake": view.head}
    )
    of_the_msp = visit.home == PROVIDER
    return render_template(
        "clock/explanation.html",
        ticket=view,
        school=names.school(view.school_id),
        clock=clock,
        home="/console" if of_the_msp else f"/portal/{view.school_id}",
        pieces=pieces,
        place=place,
        summary=summary,
        why=_WHY,
        kinds=[*kinds(clock)],
        how_far=how_far,
        length=length,
    )


def kinds(clock: ClockExplanationView) -> Iterator[str]:
    """What it is promised by besides its priority; nothing for most tickets."""
    if clock.service:
        yield f"about the service {clock.service}"
    if clock.safeguarding:
        yield "about safeguarding"
    if clock.inspection:
        yield "opened in an inspection"


def pieces(target: ExplainedTarget) -> list[Piece]:
    """The bar of a target, from the opening to now; none where no time went by."""
    return [
        Piece(
            x=place(target, one.from_at),
            width=round(place(target, one.until_at) - place(target, one.from_at), 2),
            counted=one.counted,
        )
        for one in target.intervals
    ]


def place(target: ExplainedTarget, at: datetime) -> float:
    """Where a moment stands in the bar; what is after its end stands at the end."""
    begins, ends = target.intervals[0].from_at, target.intervals[-1].until_at
    return round(min((at - begins) / (ends - begins), 1) * _WIDE, 2)


def summary(target: ExplainedTarget) -> str:
    """The bar in a sentence, for who does not see it."""
    said = f"{length(target.used)} of {length(target.allowed)} used"
    if target.breached_at is not None:
        return f"{said}, breached on {moment(target.breached_at)}"
    if target.due_at is not None:
        return f"{said}, due on {moment(target.due_at)}"
    return said
