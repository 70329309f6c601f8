"""To whom has the school to report an incident, and did it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeAlias, assert_never
from uuid import UUID, uuid5

from contracts.obligations import Duty, Met
from contracts.refusals import Invalid, Refused
from contracts.reporting import (
    BeginReporting,
    Body,
    GovernorsTold,
    RecordReport,
    Report,
    ReportedTo,
    Reporting,
    ReportingBegun,
    ReportState,
    ReportWaived,
    TellGovernors,
    WaiveReport,
)
from services.intake.incidents.about import INCIDENTS, About, refuse_other
from services.intake.incidents.routes import GOVERNORS, routes_of
from shared.decider import Decider

LONGEST_AGO = timedelta(days=3_653)
"""Awareness before that is a slip, and no clock could be set to just any moment."""

State: TypeAlias = Reporting | None
Command: TypeAlias = BeginReporting | RecordReport | WaiveReport | TellGovernors
Event: TypeAlias = ReportingBegun | ReportedTo | ReportWaived | GovernorsTold


def decide(state: State, command: Command, now: datetime, of: About) -> list[Event]:
    """The event that follows; Invalid names each field that is wrong."""
    refuse_other(of, *INCIDENTS)
    if isinstance(command, BeginReporting):
        return [_begin(state, command, now)]
    if state is None:
        raise Refused("Say first when the school became aware of it.")
    match command:
        case RecordReport():
            at = _moment(command.reported_at, state, now, "reported_at")
            report = _report(state, command.body)
            reported = ReportedTo(
                ticket_id=command.ticket_id,
                body=command.body,
                reference=_said(command.reference, "reference"),
                at=at,
                done=_done(report.duty, at),
            )
            return [reported]
        case WaiveReport():
            report = _report(state, command.body)
            if report.state is ReportState.REPORTED:
                raise Refused("It was reported there already.")
            waived = ReportWaived(
                ticket_id=command.ticket_id,
                body=command.body,
                reason=_said(command.reason, "reason"),
                at=now,
                done=_done(report.duty, now),
            )
            return [waived]
        case TellGovernors():
            at = _moment(command.told_at, state, now, "told_at")
            told = GovernorsTold(
                ticket_id=command.ticket_id,
                who=_said(command.who, "who"),
                how=_said(command.how, "how"),
                at=at,
                done=_done(state.governors_duty, at),
            )
            return [told]
        case _:
            assert_never(command)


def after(state: State, event: Event, by: str) -> Reporting:
    """What is true after the event, and who recorded it; rules need not know."""
    if isinstance(event, ReportingBegun):
        return _begun(state, event)
    assert state is not None, "it was begun before"
    match event:
        case ReportedTo():
            said = ReportState.REPORTED
            return _with(
                state,
                event.body,
                lambda one: replace(
                    one, state=said, reference=event.reference, at=event.at, by=by
                ),
            )
        case ReportWaived():
            said = ReportState.NOT_NEEDED
            return _with(
                state,
                event.body,
                lambda one: replace(
                    one, state=said, reason=event.reason, at=event.at, by=by
                ),
            )
        case GovernorsTold():
            return replace(
                state,
                governors_at=event.at,
                governors_who=event.who,
                governors_how=event.how,
            )
        case _:
            assert_never(event)


def duty_of(ticket_id: UUID, what: str) -> UUID:
    """By what the clock of a report is known."""
    return uuid5(ticket_id, f"report {what}")


def _begin(state: State, command: BeginReporting, now: datetime) -> ReportingBegun:
    if not (command.cyber or command.personal_data):
        raise Invalid({"cyber": ["Say what it is: one of the two, or both."]})
    if command.aware_at > now:
        raise Invalid({"aware_at": ["That is still to come."]})
    if command.aware_at < now - LONGEST_AGO:
        raise Invalid({"aware_at": ["That is too long ago."]})
    if state is not None:
        _refuse_less(state, command)
    listed = [
        *routes_of(
            command.nation, cyber=command.cyber, personal_data=command.personal_data
        )
    ]
    owes = [
        (one.route.body.value, one.clock) for one in listed if one.clock is not None
    ]
    return ReportingBegun(
        ticket_id=command.ticket_id,
        nation=command.nation,
        aware_at=command.aware_at,
        cyber=command.cyber,
        personal_data=command.personal_data,
        bodies=tuple(one.route.body for one in listed),
        owes=tuple(
            Duty(
                duty=duty_of(command.ticket_id, what),
                obligation=clock,
                since=command.aware_at,
            )
            for what, clock in (*owes, ("governors", GOVERNORS))
        ),
    )


def _refuse_less(state: Reporting, command: BeginReporting) -> None:
    """Nothing that was owed is hidden by saying it anew."""
    if command.aware_at > state.aware_at:
        raise Invalid({"aware_at": ["The school was aware of it before that."]})
    less = (state.cyber and not command.cyber) or (
        state.personal_data and not command.personal_data
    )
    if less or command.nation is not state.nation:
        raise Refused(
            "What was owed stays. Say of a report that is not needed why it is not."
        )


def _begun(state: State, event: ReportingBegun) -> Reporting:
    """The reports that are owed; those that were made stay made."""
    known = {one.body: one for one in state.reports} if state else {}
    duties = {one.duty for one in event.owes}
    governors = duty_of(event.ticket_id, "governors")
    reports = []
    for body in event.bodies:
        duty = duty_of(event.ticket_id, body.value)
        new = Report(body=body, duty=duty if duty in duties else None)
        reports.append(known.get(body, new))
    before = state or Reporting(
        nation=event.nation,
        aware_at=event.aware_at,
        cyber=event.cyber,
        personal_data=event.personal_data,
        reports=(),
        governors_duty=governors,
    )
    return replace(
        before,
        aware_at=event.aware_at,
        cyber=event.cyber,
        personal_data=event.personal_data,
        reports=tuple(reports),
    )


def _with(state: Reporting, body: Body, made: Callable[[Report], Report]) -> Reporting:
    reports = tuple(made(one) if one.body is body else one for one in state.reports)
    return replace(state, reports=reports)


def _report(state: Reporting, body: Body) -> Report:
    for one in state.reports:
        if one.body is body:
            return one
    raise Invalid({"body": ["It is not reported there."]})


def _moment(at: datetime, state: Reporting, now: datetime, field: str) -> datetime:
    if at > now:
        raise Invalid({field: ["That is still to come."]})
    if at < state.aware_at:
        raise Invalid({field: ["The school was not aware of it then."]})
    return at


def _said(text: str, field: str) -> str:
    if not text.strip():
        raise Invalid({field: ["Must not be blank."]})
    return text.strip()


def _done(duty: UUID | None, at: datetime) -> tuple[Met, ...]:
    return () if duty is None else (Met(duty=duty, at=at),)


def evolve(state: State, event: Event) -> State:
    """What is true after the event, as far as the rules ask."""
    return after(state, event, "")


REPORTING: Decider[State] = Decider(
    category="reporting",
    identity="ticket_id",
    commands=(BeginReporting, RecordReport, WaiveReport, TellGovernors),
    initial=None,
    decide=decide,
    evolve=evolve,
)
