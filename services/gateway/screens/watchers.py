"""Who watches a ticket, as its pages show it, and who is to watch by their forms?"""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from contracts.access import person_actor
from contracts.intake import TicketView
from contracts.refusals import Invalid
from contracts.values import PROVIDER
from contracts.watching import FindWatchers, WatchersView
from services.gateway.screens import names
from services.gateway.screens.forms import Form
from services.gateway.screens.visits import Visit
from services.gateway.watching import meant


class Shown(NamedTuple):
    """Somebody who watches, by name."""

    person_id: UUID
    name: str
    mine: bool


def of_ticket(visit: Visit, view: TicketView) -> dict[str, Any]:
    """Who watches it, whether whoever looks does, and whether they asked for it."""
    question = FindWatchers(ticket_id=view.ticket_id, school_id=view.school_id)
    found: WatchersView = visit.asker.ask(question)
    shown = [
        Shown(
            one.person_id,
            names.who(person_actor(one.person_id), view.school_id),
            person_actor(one.person_id) == visit.actor,
        )
        for one in found.watchers
    ]
    me = names.person(visit.actor, visit.home)
    asked = me is not None and me.email == view.requester.email.lower()
    return {
        "watchers": shown,
        "watches": any(one.mine for one in shown),
        "asked_myself": asked,
    }


def who(visit: Visit, form: Form, view: TicketView) -> dict[str, Any]:
    """Whoever looks; or who is named, where the form asks for that."""
    if "who" not in form.values:
        me = names.me(visit)
        return {
            "person_id": me.person_id,
            "email": me.email,
            "of_desk": visit.home == PROVIDER,
        }
    if not form["who"].strip():
        raise Invalid({"who": ["Fill this in."]})
    return meant(visit.asker.caller, view.school_id, form["who"])
