"""What of a visit is shown to whom one of its tickets is kept from?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from contracts.site_visits import SiteVisit
from services.intake.guarded.rows import kept_among
from shared.application import Asked


def visits_shown(
    connection: Connection, visits: Sequence[SiteVisit], asked: Asked
) -> tuple[SiteVisit, ...]:
    """Visits as whoever asks may read them.

    That somebody comes, and when, is the school's to know; what for is not, where it is
    for a ticket that is kept from them.
    """
    named = {(one.school_id, ticket) for one in visits for ticket in one.tickets}
    kept = kept_among(connection, named, asked)

    def left(one: SiteVisit) -> SiteVisit:
        told = tuple(t for t in one.tickets if (one.school_id, t) not in kept)
        if told == one.tickets:
            return one
        return replace(one, tickets=told, purpose="", reason="", done="", signed_by="")

    return tuple(left(one) for one in visits)
