"""How does Alertmanager tell what is wrong? A group of alerts is a school's ticket."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4, uuid5

from marshmallow import Schema

from contracts.access import platform
from contracts.alerts import AlertsOutcome, DeliverAlerts
from contracts.codec import Part
from contracts.directory import FindSchools, GetSchool, SchoolsView
from contracts.fields import TupleOf
from contracts.refusals import Invalid, NotFound
from contracts.values import PROVIDER
from services.gateway.alert_reading import (
    Message,
    Mistakes,
    Read,
    levels,
    read_alerts,
)
from services.gateway.asking import Asker
from services.gateway.routes import Body, Routes

_GROUPS = UUID("5d0b7c16-0d2e-4f0c-9d0a-7b1f4f8f2a61")
"""The namespace of the ids of groups of alerts; never to be changed."""

routes = Routes("alerts", "What monitoring finds wrong.")


class AlertsTaken(Schema):
    """The ticket of each school that the alerts are about."""

    tickets = TupleOf(Part(AlertsOutcome), required=True)


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
    answer, once the others are taken.
    """
    mistakes = Mistakes()
    told = read_alerts(body["alerts"], mistakes)
    outcomes = [
        asker.execute(_command(school, body["group_key"], of_one), uuid4())
        for school, of_one in _by_school(asker, told).items()
    ]
    if mistakes:
        raise Invalid(mistakes)
    return {"tickets": tuple(outcomes)}


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
