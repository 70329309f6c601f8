"""How are events that were recorded folded again? As they were, and nothing follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from contracts.envelope import Recorded
from contracts.log import OF_THE_LOG
from shared.application import Application
from shared.decider import Heard
from shared.gathering import Gathering
from shared.reading import read_event
from shared.subscription import BATCH
from shared.work import Fresh


def fold_again(
    application: Application, connection: Connection, events: Sequence[Recorded]
) -> None:
    """Keep events of one log as their own service does, or as one that heard them."""
    gathering: Any = Gathering(connection)
    rooms, keyring = application.rooms, application.keyring
    for start in range(0, len(events), BATCH):
        batch = events[start : start + BATCH]
        if batch[0].service == application.name:
            for one in batch:
                if not one.type.startswith(OF_THE_LOG):
                    rooms.project(gathering, _fresh(one, read_event(one, keyring)))
        else:
            opens = keyring if rooms.opens else None
            rooms.fold(gathering, [Heard(read_event(one, opens), one) for one in batch])
    gathering.flush()


def _fresh(recorded: Recorded, event: object) -> Fresh:
    """An event as it was when it was decided."""
    return Fresh(
        event=event,
        school=recorded.school,
        event_id=recorded.event_id,
        stream_version=recorded.stream_version,
        happened_at=recorded.happened_at,
        actor=recorded.actor,
        on_behalf_of=recorded.on_behalf_of,
        correlation_id=recorded.correlation_id,
    )
