"""The language of audit: the story of what happened, over all services."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from contracts.access import Right
from contracts.declare import query, value, view
from contracts.values import SchoolId


@query("audit.get_story", needs=Right.READ_LOG)
class GetStory:
    """What happened, in every service, because of one first request?"""

    correlation_id: UUID
    school_id: SchoolId | None = None


@value
class StoryLine:
    """One event of a story; `depth` is how many causes lie between it and the first."""

    service: str
    position: int
    depth: int
    event_id: UUID
    type: str
    stream: str
    stream_version: int
    happened_at: datetime
    recorded_at: datetime
    actor: str
    on_behalf_of: str | None
    causation_id: UUID | None
    hash: str


@view("audit.story")
class StoryView:
    """The events of one story in order: causes before what they caused."""

    correlation_id: UUID
    school_id: SchoolId
    lines: tuple[StoryLine, ...]


@query("audit.get_witness", needs=Right.READ_LOG)
class GetWitness:
    """Which heads of every service's log has audit heard for this school?"""

    school_id: SchoolId


@value
class WitnessedHead:
    """How far audit has heard one service, and the hash it heard there."""

    service: str
    position: int
    epoch: int
    hash: str


@view("audit.witness")
class WitnessView:
    """What audit can testify of one school."""

    school_id: SchoolId
    heads: tuple[WitnessedHead, ...]
