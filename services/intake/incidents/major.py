"""What may be done with a major incident, and what is then true of it?

Declared -- updates, notes --> stood down -- reviewed --> reviewed -- closed --> closed.
It is not closed before it was reviewed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypeAlias, assert_never
from uuid import UUID, uuid5

from contracts.major_incidents import (
    CloseMajorIncident,
    CloseReviewAction,
    DeclareMajorIncident,
    LeadMajorIncident,
    MajorIncident,
    MajorIncidentClosed,
    MajorIncidentDeclared,
    MajorIncidentLed,
    MajorIncidentNoted,
    MajorIncidentReviewed,
    MajorIncidentStoodDown,
    MajorIncidentUpdated,
    MajorState,
    NoteMajorIncident,
    ReviewActionClosed,
    ReviewMajorIncident,
    StandDownMajorIncident,
    UpdateMajorIncident,
)
from contracts.obligations import Counting, Duty, Met, Obligation
from contracts.refusals import Invalid, Refused
from services.intake.incidents.about import INCIDENTS, About, refuse_other
from services.intake.incidents.major_standing import Event, State, after
from shared.decider import Decider

UPDATE = "Update the school on a major incident"
BEFORE = timedelta(days=30)
"""How long before it was declared something may have been seen of it."""

REVIEW_DAYS = 10
"""Working days after it was stood down by which it is reviewed."""

OfUpdates: TypeAlias = UpdateMajorIncident | StandDownMajorIncident
OfReview: TypeAlias = ReviewMajorIncident | CloseReviewAction | CloseMajorIncident
Running: TypeAlias = LeadMajorIncident | OfUpdates | NoteMajorIncident
Command: TypeAlias = DeclareMajorIncident | Running | OfReview


def decide(state: State, command: Command, now: datetime, of: About) -> list[Event]:
    """The event that follows; Refused where its time is not come, or is over."""
    refuse_other(of, *INCIDENTS)
    if isinstance(command, DeclareMajorIncident):
        return [_declare(state, command, now)]
    if state is None:
        raise Refused("No major incident was declared of this ticket.")
    if state.state is MajorState.CLOSED and not isinstance(command, CloseReviewAction):
        raise Refused("This major incident is closed.")
    if isinstance(command, Running):
        return _while_running(state, command, now)
    return _afterwards(state, command, now)


def _declare(
    state: State, command: DeclareMajorIncident, now: datetime
) -> MajorIncidentDeclared:
    if state is not None and state.state is not MajorState.CLOSED:
        raise Refused("It is a major incident already.")
    return MajorIncidentDeclared(
        ticket_id=command.ticket_id,
        lead=command.lead,
        reason=_said(command.reason, "reason"),
        update_minutes=command.update_minutes,
        at=now,
        owes=(_update(command.ticket_id, command.update_minutes, now),),
    )


def _while_running(
    state: MajorIncident, command: Running, now: datetime
) -> list[Event]:
    if state.state is not MajorState.RUNNING:
        raise Refused("This major incident is stood down.")
    ticket_id = command.ticket_id
    match command:
        case LeadMajorIncident(lead=lead):
            if lead == state.lead:
                return []
            return [MajorIncidentLed(ticket_id=ticket_id, lead=lead, at=now)]
        case UpdateMajorIncident():
            updated = MajorIncidentUpdated(
                ticket_id=ticket_id,
                text=_said(command.text, "text"),
                at=now,
                owes=(_update(ticket_id, state.update_minutes, now),),
                done=_done(state.update_duty, now),
            )
            return [updated]
        case NoteMajorIncident():
            return [_note(state, command, now)]
        case StandDownMajorIncident():
            over = MajorIncidentStoodDown(
                ticket_id=ticket_id,
                text=_said(command.text, "text"),
                at=now,
                owes=(_review(ticket_id, now),),
                done=_done(state.update_duty, now),
            )
            return [over]
        case _:
            assert_never(command)


def _note(
    state: MajorIncident, command: NoteMajorIncident, now: datetime
) -> MajorIncidentNoted:
    at = command.happened_at or now
    if at > now:
        raise Invalid({"happened_at": ["That is still to come."]})
    if at < state.declared_at - BEFORE:
        raise Invalid({"happened_at": ["That is long before it was declared."]})
    text = _said(command.text, "text")
    return MajorIncidentNoted(ticket_id=command.ticket_id, text=text, at=at)


def _afterwards(state: MajorIncident, command: OfReview, now: datetime) -> list[Event]:
    if state.state is MajorState.RUNNING:
        raise Refused("Stand it down first: it is running still.")
    match command:
        case ReviewMajorIncident():
            if state.state is not MajorState.STOOD_DOWN:
                raise Refused("It was reviewed already.")
            reviewed = MajorIncidentReviewed(
                ticket_id=command.ticket_id,
                what_happened=_said(command.what_happened, "what_happened"),
                causes=_said(command.causes, "causes"),
                actions=command.actions,
                at=now,
                done=_done(state.review_duty, now),
            )
            return [reviewed]
        case CloseReviewAction():
            return _close_action(state, command, now)
        case CloseMajorIncident():
            if state.state is MajorState.STOOD_DOWN:
                raise Refused("Review it first: what happened, why, and what is done.")
            return [MajorIncidentClosed(ticket_id=command.ticket_id, at=now)]
        case _:
            assert_never(command)


def _close_action(
    state: MajorIncident, command: CloseReviewAction, now: datetime
) -> list[Event]:
    if command.number > len(state.actions):
        raise Invalid({"number": ["The review has no such action."]})
    if state.actions[command.number - 1].closed_at is not None:
        return []
    closed = ReviewActionClosed(
        ticket_id=command.ticket_id, number=command.number, note=command.note, at=now
    )
    return [closed]


def _update(ticket_id: UUID, minutes: int, now: datetime) -> Duty:
    obligation = Obligation(
        name=UPDATE,
        counting=Counting.CLOCK_MINUTES,
        number=minutes,
        source="The interval that was stated when it was declared",
    )
    duty = uuid5(ticket_id, f"update {now.isoformat()}")
    return Duty(duty=duty, obligation=obligation, since=now)


def _review(ticket_id: UUID, now: datetime) -> Duty:
    obligation = Obligation(
        name="Review a major incident",
        counting=Counting.WORKING_DAYS,
        number=REVIEW_DAYS,
        source="The MSP's own procedure",
    )
    duty = uuid5(ticket_id, f"review {now.isoformat()}")
    return Duty(duty=duty, obligation=obligation, since=now)


def _done(duty: UUID | None, now: datetime) -> tuple[Met, ...]:
    return () if duty is None else (Met(duty=duty, at=now),)


def _said(text: str, field: str) -> str:
    if not text.strip():
        raise Invalid({field: ["Must not be blank."]})
    return text.strip()


def evolve(state: State, event: Event) -> State:
    """What is true after the event, as far as the rules ask."""
    return after(state, event, "")


MAJOR_INCIDENT: Decider[State] = Decider(
    category="major_incident",
    identity="ticket_id",
    commands=(
        DeclareMajorIncident,
        LeadMajorIncident,
        UpdateMajorIncident,
        NoteMajorIncident,
        StandDownMajorIncident,
        ReviewMajorIncident,
        CloseReviewAction,
        CloseMajorIncident,
    ),
    initial=None,
    decide=decide,
    evolve=evolve,
)
