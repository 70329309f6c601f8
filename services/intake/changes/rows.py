"""How is it kept how a change stands, and told in the story of its ticket?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from contracts.changes import (
    ChangeAllowed,
    ChangeBegun,
    ChangeEnded,
    ChangeKind,
    ChangePlanned,
    ChangeReviewed,
    ChangeState,
    ChangeWithdrawn,
)
from services.intake.changes.planning import Event
from services.intake.changes.plans import TEXTS
from services.intake.changes.tables import allowances, changes
from services.intake.months import LONDON
from services.intake.timeline.entries import Entry, write
from shared.by_keys import ByKeys
from shared.work import Fresh


def keep_change(connection: Connection, fresh: Fresh, event: Event) -> None:
    """Keep how a change stands, and tell it on its ticket."""
    if isinstance(event, ChangePlanned):
        which = {"of_school": fresh.school, "of_ticket": event.ticket_id}
        connection.execute(_FORGET, which)
        connection.execute(_ADD, _row(fresh, event))
    elif isinstance(event, ChangeAllowed):
        connection.execute(_ALLOW, _allowance(fresh, event))
    else:
        which = {"of_school": fresh.school, "of_ticket": event.ticket_id}
        changed = _changes(fresh, event) | {"version": fresh.stream_version}
        connection.execute(_CHANGE, which | changed)
    write(connection, fresh, event.ticket_id, _entry(event))


class Standing(NamedTuple):
    """How the change of a ticket stands, and of which kind it is."""

    state: ChangeState
    kind: ChangeKind


def standing_of(
    connection: Connection, school: UUID, ticket_id: UUID
) -> Standing | None:
    """How the change of a ticket stands; None where none is planned."""
    which = {"of_school": school, "of_ticket": ticket_id}
    row = connection.execute(_STANDING, which).one_or_none()
    return Standing(ChangeState(row.state), ChangeKind(row.kind)) if row else None


def texts_of(connection: Connection, school: UUID, ticket_id: UUID) -> dict[str, str]:
    """What is planned, in words, by the names of its fields; empty where nothing is."""
    which = {"of_school": school, "of_ticket": ticket_id}
    row = connection.execute(_TEXTS, which).one_or_none()
    return dict(zip(TEXTS, row, strict=True)) if row else {}


def allowances_of(
    connection: Connection, keys: Sequence[tuple[UUID, UUID]]
) -> dict[tuple[UUID, UUID], list[Row[Any]]]:
    """On which days of a freeze each change is allowed, by its school and ticket."""
    found: dict[tuple[UUID, UUID], list[Row[Any]]] = {one: [] for one in keys}
    for row in _ALLOWED.rows(connection, keys):
        found[row.school, row.ticket_id].append(row)
    return found


def _row(fresh: Fresh, event: ChangePlanned) -> dict[str, Any]:
    return {
        "school": fresh.school,
        "ticket_id": event.ticket_id,
        "kind": event.kind.value,
        "state": ChangeState.PLANNED.value,
        "standard": event.standard,
        "risk": event.risk.value,
        "services": json.dumps(event.services),
        "starts_at": event.starts_at,
        "ends_at": event.ends_at,
        "who": json.dumps(event.who),
        "reason": event.reason,
        "risk_reason": event.risk_reason,
        "plan": event.plan,
        "back_out": event.back_out,
        "test": event.test,
        "begun_at": None,
        "begun_by": "",
        "begun_because": "",
        "ended_at": None,
        "outcome": "",
        "review_due_on": None,
        "reviewed_at": None,
        "review": "",
        "version": fresh.stream_version,
    }


def _allowance(fresh: Fresh, event: ChangeAllowed) -> dict[str, Any]:
    return {
        "school": fresh.school,
        "allowance_id": fresh.event_id,
        "ticket_id": event.ticket_id,
        "from_on": event.from_on,
        "until_on": event.until_on,
        "allower": event.allower,
        "reason": event.reason,
        "allowed_at": fresh.happened_at,
        "version": fresh.stream_version,
    }


def _changes(
    fresh: Fresh, event: ChangeBegun | ChangeEnded | ChangeWithdrawn | ChangeReviewed
) -> dict[str, Any]:
    """What an event changes in the row of its change."""
    match event:
        case ChangeBegun():
            return {
                "state": ChangeState.BEGUN.value,
                "begun_at": fresh.happened_at,
                "begun_by": fresh.actor,
                "begun_because": event.reason,
                "review_due_on": event.review_due_on,
            }
        case ChangeEnded():
            state = ChangeState.DONE if event.done else ChangeState.BACKED_OUT
            ended = {
                "state": state.value,
                "ended_at": fresh.happened_at,
                "outcome": event.said,
            }
            due = event.review_due_on
            return ended if due is None else ended | {"review_due_on": due}
        case ChangeWithdrawn():
            return {
                "state": ChangeState.WITHDRAWN.value,
                "ended_at": fresh.happened_at,
                "outcome": event.reason,
            }
        case ChangeReviewed():
            return {"reviewed_at": fresh.happened_at, "review": event.said}


def _entry(event: Event) -> Entry:
    """The line of it in the story of the ticket, which the school reads too."""
    match event:
        case ChangePlanned():
            when = said_of(event.starts_at, event.ends_at)
            return Entry("change_planned", event.reason, f"{event.kind.value}, {when}")
        case ChangeAllowed():
            days = f"{event.from_on:%d/%m/%Y} to {event.until_on:%d/%m/%Y}"
            return Entry("change_allowed", event.reason, days)
        case ChangeBegun():
            return Entry("change_begun", event.reason or None)
        case ChangeEnded():
            kind = "change_done" if event.done else "change_backed_out"
            return Entry(kind, event.said)
        case ChangeWithdrawn():
            return Entry("change_withdrawn", event.reason)
        case ChangeReviewed():
            return Entry("change_reviewed", event.said)


def said_of(first: datetime, last: datetime) -> str:
    """08/06/2026 18:00 to 08/06/2026 20:00, as the clocks in London have it."""
    here, there = first.astimezone(LONDON), last.astimezone(LONDON)
    return f"{here:%d/%m/%Y %H:%M} to {there:%d/%m/%Y %H:%M}"


# Made once: to build a statement takes several times as long as to carry it out.
_WHICH = (
    changes.c.school == bindparam("of_school"),
    changes.c.ticket_id == bindparam("of_ticket"),
)
_ADD = insert(changes)
_FORGET = delete(changes).where(*_WHICH)
_CHANGE = update(changes).where(*_WHICH)
_STANDING = select(changes.c.state, changes.c.kind).where(*_WHICH)
_TEXTS = select(*(changes.c[name] for name in TEXTS)).where(*_WHICH)
_ALLOW = insert(allowances)
_ALLOWED = ByKeys(
    select(allowances).order_by(allowances.c.version),
    *(allowances.c.school, allowances.c.ticket_id),
)
