"""What does Alertmanager say in a message? Alerts, each read for itself.

The format is version 4 of its webhook. One alert that cannot be read takes no other
with it, and what a newer Alertmanager may say besides is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from contracts.alerts import MOST_ALERTS, Alert, AlertState
from contracts.codec import invalid
from contracts.fields import Moment, Text
from contracts.values import Level

VERSION = "4"
_LONGEST = 2_000

_SAID = ("summary", "description", "message")
"""Annotations that say in words what is wrong, the best first."""

_SEVERITIES = {
    "critical": (Level.HIGH, Level.HIGH),
    "page": (Level.HIGH, Level.HIGH),
    "error": (Level.HIGH, Level.MEDIUM),
    "warning": (Level.MEDIUM, Level.MEDIUM),
    "info": (Level.LOW, Level.LOW),
    "none": (Level.LOW, Level.LOW),
}
"""Impact and urgency by the label that rules of Prometheus carry by custom."""

_CUSTOMARY = _SEVERITIES["warning"]
_ORDER = tuple(Level)


def _words() -> fields.Dict:
    return fields.Dict(keys=Text(), values=Text(), load_default=dict)


class ToldAlert(Schema):
    """One alert, as Alertmanager writes it."""

    class Meta:
        """What is not known here is passed over."""

        unknown = EXCLUDE

    status = fields.Enum(AlertState, by_value=True, required=True)
    labels = _words()
    annotations = _words()
    starts_at = Moment(data_key="startsAt", required=True)
    ends_at = Moment(data_key="endsAt", load_default=None, allow_none=True)
    fingerprint = Text(required=True, validate=validate.Length(1, 100))


class Message(Schema):
    """A group of alerts, as Alertmanager writes it; each alert is as `alerts` says."""

    version = Text(
        required=True,
        validate=validate.Equal(VERSION, error="Only version 4 is read here."),
    )
    group_key = Text(
        data_key="groupKey", required=True, validate=validate.Length(1, 10_000)
    )
    alerts = fields.List(
        fields.Dict(),
        required=True,
        validate=validate.Length(1, MOST_ALERTS),
    )


class Read(NamedTuple):
    """An alert, its place in the message, and the labels that say whose it is."""

    place: int
    alert: Alert
    labels: Mapping[str, str]


class Mistakes(dict[str, list[str]]):
    """What is wrong with which field of a message."""

    def add(self, place: int, error: ValidationError) -> None:
        """Name the fields of one alert that cannot be read."""
        for name, said in invalid(error).errors.items():
            self[f"alerts.{place}.{name}"] = said


def read_alerts(told: Iterable[Any], mistakes: Mistakes) -> list[Read]:
    """The alerts that can be read; what is wrong with the others is in `mistakes`."""
    schema, read = ToldAlert(), []
    for place, one in enumerate(told):
        try:
            loaded = schema.load(one)
        except ValidationError as error:
            mistakes.add(place, error)
            continue
        read.append(Read(place, _alert(loaded), loaded["labels"]))
    return read


def levels(labels: Iterable[Mapping[str, str]]) -> tuple[Level, Level]:
    """Impact and urgency: the gravest of what the labels of the alerts say."""
    each = [_levels(one) for one in labels]
    return (
        max((impact for impact, _ in each), key=_ORDER.index),
        max((urgency for _, urgency in each), key=_ORDER.index),
    )


def _levels(labels: Mapping[str, str]) -> tuple[Level, Level]:
    severity = labels.get("severity", "").lower()
    impact, urgency = _SEVERITIES.get(severity, _CUSTOMARY)
    return _level(labels, "impact", impact), _level(labels, "urgency", urgency)


def _level(labels: Mapping[str, str], name: str, otherwise: Level) -> Level:
    said = labels.get(name, "").lower()
    return next((level for level in Level if level.value == said), otherwise)


def _alert(loaded: Mapping[str, Any]) -> Alert:
    resolved = loaded["status"] is AlertState.RESOLVED
    name = loaded["labels"].get("alertname", "").strip()
    return Alert(
        fingerprint=loaded["fingerprint"],
        name=name[:200] or "Alert",
        summary=_summary(loaded["annotations"]),
        state=loaded["status"],
        since=loaded["starts_at"],
        until=(loaded["ends_at"] or loaded["starts_at"]) if resolved else None,
    )


def _summary(annotations: Mapping[str, str]) -> str:
    said = (annotations.get(name, "").strip() for name in _SAID)
    return next((words for words in said if words), "")[:_LONGEST]
