"""How does Alertmanager tell what is wrong? A group of alerts is a school's ticket."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4, uuid5

from marshmallow import Schema, fields

from contracts.access import platform
from contracts.alerts import AlertsOutcome, AlertState, DeliverAlerts
from contracts.codec import Part
from contracts.directory import FindSchools, GetSchool, SchoolsView
from contracts.escalation import (
    CarriedView,
    CarryEscalations,
    EscalationsView,
    FindEscalations,
)
from contracts.fields import TupleOf
from contracts.refusals import Invalid, NotFound
from contracts.values import PROVIDER, Priority
from services.gateway.alert_reading import (
    Message,
    Mistakes,
    Read,
    levels,
    read_alerts,
)
from services.gateway.asking import Asker, gateway
from services.gateway.routes import Body, Routes

_GROUPS = UUID("5d0b7c16-0d2e-4f0c-9d0a-7b1f4f8f2a61")
"""The namespace of the ids of groups of alerts; never to be changed."""

OURS, ESCALATION = "caretaker", "escalation"
"""The label of an alert that our own rules give, and which of them it is."""

routes = Routes("alerts", "What monitoring finds wrong.")


class AlertsTaken(Schema):
    """The ticket of each school that the alerts are about, and what else was told."""

    tickets = TupleOf(Part(AlertsOutcome), required=True)
    carried = TupleOf(
        fields.UUID(),
        metadata={"description": "Tickets whose escalation was told to somebody."},
    )


@routes.on(
    "POST",
    "/alerts",
    needs=DeliverAlerts,
    body=Message(),
    passes_over=True,
    answer=AlertsTaken(),
)
def deliver_alerts(asker: Asker, body: Body) -> Any:
    """Take in a message of Alertmanager's webhook, as often as it is sent.

    A token of a school tells for that school. With a token of the MSP each alert says
    whose it is, by a label `school` (its id) or `urn`; one that names no school, or
    none that is known, is the MSP's own. Alerts that cannot be read are named in the
    answer, once the others are taken. Our own alert of what waits for somebody, with
    the label `caretaker`, opens nothing: it is recorded that it was told.
    """
    mistakes = Mistakes()
    told = read_alerts(body["alerts"], mistakes)
    ours = [one for one in told if one.labels.get(OURS) == ESCALATION]
    others = [one for one in told if one not in ours]
    outcomes = [
        asker.execute(_command(school, body["group_key"], of_one), uuid4())
        for school, of_one in _by_school(asker, others).items()
    ]
    carried = [ticket for one in ours for ticket in _carry(asker, one, mistakes)]
    if mistakes:
        raise Invalid(mistakes)
    return {"tickets": tuple(outcomes), "carried": tuple(carried)}


def _carry(asker: Asker, one: Read, mistakes: Mistakes) -> tuple[UUID, ...]:
    """Record that Alertmanager tells somebody of what we escalated ourselves."""
    if one.alert.state is AlertState.RESOLVED:
        return ()
    school = one.labels.get("school", "")
    try:
        priority = Priority(one.labels.get("priority"))
        schools = _escalated(priority) if school == "all" else {UUID(school)}
    except ValueError:
        said = "An escalation names a school by its id, or all, and a priority."
        mistakes[f"alerts.{one.place}.labels"] = [said]
        return ()
    carried: list[UUID] = []
    for each in sorted(schools):
        command = CarryEscalations(school_id=each, priority=priority)
        told: CarriedView = asker.execute(command, uuid4())
        carried += told.tickets
    return tuple(carried)


def _escalated(priority: Priority) -> set[UUID]:
    """The schools with something escalated, where a metric tells of all together."""
    waiting: EscalationsView = gateway().link.ask(
        FindEscalations(limit=500), platform("gateway")
    )
    return {e.school_id for e in waiting.escalations if e.priority is priority}


def _command(school: UUID, group_key: str, told: list[Read]) -> DeliverAlerts:
    impact, urgency = levels(one.labels for one in told)
    return DeliverAlerts(
        school_id=school,
        group_id=uuid5(_GROUPS, f"{school}\n{group_key}"),
        impact=impact,
        urgency=urgency,
        alerts=tuple(one.alert for one in told),
    )


def _by_school(asker: Asker, told: Iterable[Read]) -> Mapping[UUID, list[Read]]:
    known: dict[str, UUID | None] = {}
    schools: dict[UUID, list[Read]] = {}
    for one in told:
        name = one.labels.get("school") or one.labels.get("urn") or ""
        if name not in known:
            known[name] = _school(asker, name)
        school = known[name]
        alert = _nobodys(one, name) if school is None else one
        schools.setdefault(school or PROVIDER, []).append(alert)
    return schools


def _school(asker: Asker, name: str) -> UUID | None:
    """The school of the token, or that a label names by its id or its URN, if any.

    A token of a school is never asked which: it would tell which schools there are.
    """
    if asker.caller.school is not None or not name:
        return asker.caller.school or PROVIDER
    try:
        question = GetSchool(school_id=UUID(name))
        return UUID(str(asker.link.ask(question, platform("gateway")).school_id))
    except NotFound:
        return None
    except ValueError:
        return _of_urn(asker, name)


def _of_urn(asker: Asker, name: str) -> UUID | None:
    if not (name.isascii() and name.isdecimal() and len(name) <= 7):
        return None
    question = FindSchools(search=name)
    found: SchoolsView = asker.link.ask(question, platform("gateway"))
    matching = (one.school_id for one in found.schools if one.urn == int(name))
    return next(matching, None)


def _nobodys(one: Read, name: str) -> Read:
    """An alert of a school that is not known, which must not be lost for that."""
    said = f"{one.alert.summary} (its label names no school that is known: {name})"
    return one._replace(alert=replace(one.alert, summary=said.strip()[:2_000]))
