"""How does an open page learn of changes? By a stream of which tickets they were in."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

from flask import Response, current_app, request

from contracts.access import Right
from services.gateway.screens import visits
from services.gateway.screens.frame import Page, Screens
from services.gateway.screens.visits import Visit
from shared.hints import Hint, Hints

screens = Screens("live")

BEAT_SECONDS = 15.0
"""How often a quiet stream says so; how often any asks if its session counts."""


@screens.on("GET", "/console/live", needs=Right.WORK_TICKETS)
def live(visit: Visit) -> Page:
    """Server-sent events: `ticket` with an id, `again` where some were lost."""
    # eventlet would keep small pieces back until there are more of them.
    request.environ["eventlet.minimum_write_chunk_size"] = 0
    hints: Hints = current_app.extensions["caretaker hints"]
    response = Response(stream(visit, hints), mimetype="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"
    return response


def stream(visit: Visit, hints: Hints, beat: float = BEAT_SECONDS) -> Iterator[str]:
    """What this visit may hear, for as long as its session counts.

    The stream of a process that stops ends: the page asks again, and finds another.
    """
    with hints.listening() as listening:
        yield "retry: 2000\n\n"
        checked = monotonic()
        while True:
            hint = listening.next(beat)
            if hints.over:
                return
            # A busy desk is never quiet: its sessions are asked about all the same.
            if hint is None or monotonic() - checked >= beat:
                if not visits.counts(visit):
                    return
                checked = monotonic()
            if hint is None:
                yield ": still here\n\n"
            elif hint.about is None:
                yield "event: again\ndata:\n\n"
            elif may_hear(visit, hint):
                yield f"event: ticket\ndata: {hint.about}\n\n"


def may_hear(visit: Visit, hint: Hint) -> bool:
    """Whether they may see the ticket at all: even that it changed says something."""
    return visit.asker.caller.may(Right.READ_TICKETS, hint.school)
