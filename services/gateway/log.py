"""How does a school read its log? Every event as it was hashed, service by service."""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import jsonify
from marshmallow import Schema, fields, validate

from contracts.access import Right
from contracts.envelope import Recorded
from contracts.fields import Text
from services.gateway.asking import Asker
from services.gateway.cursors import (
    LONGEST_CURSOR,
    read_cursor,
    read_position,
    write_cursor,
)
from services.gateway.routes import Body, Routes
from shared.link import Link

SERVICES = ("audit", "directory", "intake", "sla")
"""The services that keep a log."""

PAGE_BYTES = 4 * 1024 * 1024
"""Bytes of bodies after which a page ends early."""

routes = Routes("log", "What was recorded about a school, as it can be verified.")


class EventsQuery(Schema):
    """Which part of the log, and how much of it."""

    service = fields.String(
        validate=validate.OneOf(SERVICES),
        metadata={"description": "The log of one service; all of them if not given."},
    )
    after = Text(
        load_default="",
        validate=validate.Length(max=LONGEST_CURSOR),
        metadata={
            "description": "The `after` of the page before; with `service`, a position."
        },
    )
    limit = fields.Integer(
        strict=True, load_default=100, validate=validate.Range(1, 1_000)
    )


class Event(Schema):
    """An event as it stands in the log of one service."""

    service = fields.String(required=True)
    position = fields.Integer(required=True)
    event_id = fields.UUID(required=True)
    type = fields.String(required=True)
    version = fields.Integer(required=True)
    stream = fields.String(required=True)
    stream_version = fields.Integer(required=True)
    happened_at = fields.DateTime(required=True)
    recorded_at = fields.DateTime(required=True)
    actor = fields.String(required=True)
    on_behalf_of = fields.String(required=True, allow_none=True)
    correlation_id = fields.UUID(required=True)
    causation_id = fields.UUID(required=True, allow_none=True)
    epoch = fields.Integer(required=True)
    body = fields.Dict(
        required=True,
        metadata={"description": "Its canonical form (RFC 8785) is what was hashed."},
    )
    hash = fields.String(required=True)
    previous_hash = fields.String(required=True)


class Events(Schema):
    """A page of the log; `after` continues it, now or when more was recorded."""

    events = fields.List(fields.Nested(Event), required=True)
    after = fields.Raw(
        required=True,
        metadata={
            "type": ["string", "integer"],
            "description": "A cursor; with `service`, a position.",
        },
    )


_NAMES = tuple(Event().fields)


@routes.on(
    "GET",
    "/schools/<uuid:school_id>/events",
    needs=Right.READ_LOG,
    query=EventsQuery(),
    answer=Events(),
)
def read_log(asker: Asker, school_id: UUID, query: Body) -> Any:
    """Read the log of a school, a page at a time.

    Over all services events come in the order they were recorded in; each service's
    own order is that of its positions. `after` is never empty: poll with it.
    """
    service, limit = query.get("service"), query["limit"]
    if service is None:
        positions = read_cursor(school_id, SERVICES, query["after"])
    else:
        positions = {service: read_position(query["after"])}
    events = merged(asker.link, school_id, positions, limit)
    page = list(_page(events, limit))
    positions |= {event.service: event.position for event in page}
    after = positions[service] if service else write_cursor(school_id, positions)
    return jsonify({"events": [shown(event) for event in page], "after": after})


def shown(event: Recorded) -> dict[str, Any]:
    """An event as the API shows it; the body as the object that its bytes are."""
    wire = event.to_wire()
    wire["body"] = json.loads(event.body)
    return {name: wire[name] for name in _NAMES}


def merged(
    link: Link, school: UUID, after: dict[str, int], limit: int
) -> Iterator[Recorded]:
    """The logs as one: in each, moments only grow, so merging keeps every order."""
    logs = [_walk(link, s, school, at, limit) for s, at in sorted(after.items())]
    return heapq.merge(*logs, key=_moment)


def _walk(
    link: Link, service: str, school: UUID, after: int, limit: int
) -> Iterator[Recorded]:
    while page := link.feed(service, school, after, limit):
        yield from page
        after = page[-1].position


def _page(events: Iterator[Recorded], limit: int) -> Iterator[Recorded]:
    size = 0
    for count, event in enumerate(events, start=1):
        yield event
        size += len(event.body)
        if count == limit or size >= PAGE_BYTES:
            return


def _moment(event: Recorded) -> tuple[datetime, str, int]:
    return event.recorded_at, event.service, event.position
