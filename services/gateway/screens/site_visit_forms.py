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
_EARLIEST, _LATEST = date(2000, 2, 28), date(2200, 10, 31)
"""With some weeks before and after them, all that the calendars can tell."""


def monday(visit: Visit, said_of: str) -> date:
    """The first day of the week that is asked for; of this one, for what is no day.

    Nor is a slip one, of which the weeks around could not be asked for.
    """
    try:
        asked = date.fromisoformat(said_of)
    except ValueError:
        asked = date.min
    if not _EARLIEST <= asked <= _LATEST:
        asked = today_of(visit.clock())
    return asked - timedelta(days=asked.weekday())


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
