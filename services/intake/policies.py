"""When something happens at sla, what do we tell ourselves?"""

from __future__ import annotations

from uuid import UUID, uuid5

from contracts.hooks import Occasion, WriteNotices
from contracts.outgoing import LetterKind, Promised, WriteLetter
from contracts.sla import ClockStarted, TargetBreached, TargetWarned
from contracts.values import Target, TargetState
from shared.decider import Heard

_TOLD = (Target.RESPONSE, Target.RESOLUTION)
"""What an acknowledgement promises: the next update is promised by a reply."""


def react(heard: Heard) -> list[WriteLetter | WriteNotices]:
    """A ticket whose clock has started is acknowledged, with what was promised of it.

    The letter is about what the clock started for: the opening of the ticket. Hooks are
    told of what will be late, and of what is.
    """
    match heard.event:
        case TargetWarned(ticket_id=ticket_id):
            return [_told(heard, ticket_id, Occasion.WARNED)]
        case TargetBreached(ticket_id=ticket_id):
            return [_told(heard, ticket_id, Occasion.BREACHED)]
        case ClockStarted(ticket_id=ticket_id, standings=standings):
            envelope = heard.envelope
            promised = tuple(
                Promised(target=one.target, due_at=one.due_at)
                for one in standings
                if one.target in _TOLD
                and one.state is TargetState.RUNNING
                and one.due_at is not None
            )
            acknowledge = WriteLetter(
                school_id=heard.school,
                ticket_id=ticket_id,
                letter_id=uuid5(envelope.event_id, "letter"),
                kind=LetterKind.ACKNOWLEDGEMENT,
                about=envelope.causation_id or envelope.event_id,
                promised=promised,
            )
            return [acknowledge]
        case _:
            return []


def _told(heard: Heard, ticket_id: UUID, occasion: Occasion) -> WriteNotices:
    return WriteNotices(
        school_id=heard.school,
        about=heard.envelope.event_id,
        ticket_id=ticket_id,
        occasion=occasion,
        at=heard.happened_at,
    )
