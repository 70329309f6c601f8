"""Which week is asked for, and which time of a visit was typed into a form?"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from flask import request

from contracts.refusals import Invalid
from services.gateway.screens.closed_days import today_of
from services.gateway.screens.forms import Form
from services.gateway.screens.moments import moment_in
from services.gateway.screens.visits import Visit
from services.gateway.screens.words import LONDON

WEEK = timedelta(days=7)


def monday(visit: Visit, said_of: str) -> date:
    """The first day of the week that is asked for; of this one, for what is no day."""
    try:
        asked = date.fromisoformat(said_of)
        first = asked - timedelta(days=asked.weekday())
        midnight(first - WEEK), midnight(first + 2 * WEEK)
    except (ValueError, OverflowError):
        today = today_of(visit.clock())
        first = today - timedelta(days=today.weekday())
    return first


def midnight(on: date) -> datetime:
    return datetime.combine(on, time(), LONDON)


def times_of(
    form: Form, first: str = "starts_at", last: str = "ends_at"
) -> dict[str, datetime]:
    """Two moments as they were typed; Invalid names each that is none."""
    found: dict[str, datetime] = {}
    errors: dict[str, list[str]] = {}
    for name in (first, last):
        try:
            at = moment_in(form, name)
        except Invalid as wrong:
            errors |= wrong.errors
            continue
        if at is None:
            errors[name] = ["Fill this in."]
        else:
            found[name] = at
    if errors:
        raise Invalid(errors)
    return found


def who_of() -> tuple[str, ...]:
    """Those of the desk who are ticked."""
    return tuple(one[:200] for one in request.form.getlist("who")[:10])


def tickets_of(form: Form) -> tuple[UUID, ...]:
    try:
        return (UUID(form["ticket"]),) if form["ticket"].strip() else ()
    except ValueError:
        raise Invalid({"ticket": ["Not a ticket of the school."]}) from None
