"""How is what audit keeps read?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from contracts.audit import (
    GetStory,
    GetWitness,
    StoryLine,
    StoryView,
    WitnessedHead,
    WitnessView,
)
from contracts.refusals import NotFound
from services.audit.tables import story
from services.audit.telling import Place, places
from shared.application import Answer, Asked
from shared.log_tables import checkpoints


def get_story(connection: Connection, query: GetStory, _: Asked) -> StoryView:
    """The events of one story, told in order; NotFound where there are none."""
    found = select(story).where(story.c.correlation_id == query.correlation_id)
    if query.school_id is not None:
        found = found.where(story.c.school == query.school_id)
    rows = connection.execute(found).all()
    if not rows:
        raise NotFound("there is no such story")
    order = places(rows)
    return StoryView(
        correlation_id=query.correlation_id,
        school_id=rows[0].school,
        lines=tuple(
            _line(row, order[row.event_id])
            for row in sorted(rows, key=lambda row: order[row.event_id])
        ),
    )


def get_witness(connection: Connection, query: GetWitness, _: Asked) -> WitnessView:
    """How far each service was heard, and the hash that was there."""
    rows = connection.execute(
        select(checkpoints)
        .where(checkpoints.c.school == query.school_id)
        .order_by(checkpoints.c.source)
    )
    return WitnessView(
        school_id=query.school_id,
        heads=tuple(
            WitnessedHead(
                service=row.source,
                position=row.position,
                epoch=row.epoch,
                hash=bytes(row.hash).hex(),
            )
            for row in rows
        ),
    )


ANSWERS: Mapping[type, Answer] = {GetStory: get_story, GetWitness: get_witness}


def _line(row: Row[Any], place: Place) -> StoryLine:
    return StoryLine(
        service=row.service,
        position=row.position,
        depth=place.depth,
        event_id=row.event_id,
        type=row.type,
        stream=row.stream,
        stream_version=row.stream_version,
        happened_at=row.happened_at,
        recorded_at=row.recorded_at,
        actor=row.actor,
        on_behalf_of=row.on_behalf_of,
        causation_id=row.causation_id,
        hash=bytes(row.hash).hex(),
    )
