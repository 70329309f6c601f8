"""How does the palette find a ticket while somebody types?"""

from __future__ import annotations

from flask import render_template, request

from contracts.access import Right
from contracts.intake import FindTickets, TicketsView
from services.gateway.screens import navigation, queue
from services.gateway.screens.frame import Page, Screens
from services.gateway.screens.visits import Visit

screens = Screens("finding")

_MOST = 8


@screens.on("GET", "/console/find", needs=Right.WORK_TICKETS)
def find(visit: Visit) -> Page:
    """The places and the tickets that fit the words so far, as options of a list."""
    words = request.args.get("words", "").strip()[:200]
    places = [
        place
        for place in navigation.places(visit, request.path)
        if words.casefold() in place.name.casefold()
    ]
    rows = []
    if words:
        found: TicketsView = visit.asker.ask(FindTickets(search=words, limit=_MOST))
        rows = queue.rows_of(visit, found.tickets)
    return render_template("console/options.html", going=places, rows=rows)
