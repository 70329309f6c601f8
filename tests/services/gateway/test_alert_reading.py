"""What does Alertmanager say in a message?"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from contracts.alerts import AlertState
from contracts.values import Level
from services.gateway.alert_reading import (
    Message,
    Mistakes,
    Read,
    ToldAlert,
    levels,
    read_alerts,
)
from tests.support.reading import REPOSITORY
from tests.support.scenario import at

SAMPLES = REPOSITORY / "tests/services/gateway/alertmanager"


def sample(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_text())
    return told


def read(*alerts: Any) -> tuple[list[Read], Mistakes]:
    mistakes = Mistakes()
    return read_alerts(alerts, mistakes), mistakes


def test_what_is_read_is_in_the_format_that_is_published() -> None:
    published = set(re.findall(r'"(\w+)":', (SAMPLES / "format.txt").read_text()))
    asked = {
        field.data_key or name
        for schema in (Message(), ToldAlert())
        for name, field in schema.fields.items()
    }
    assert asked <= published
    for name in ("firing", "resolved"):
        told = sample(name)
        assert {*told, *told["alerts"][0]} == published


def test_a_message_of_alertmanager_is_read() -> None:
    told, mistakes = read(*sample("firing")["alerts"])
    assert not mistakes
    assert [one.alert.fingerprint for one in told] == [
        "f98ceba1b2c4e897",
        "d5ef6fb54bfa37ee",
    ]
    first = told[0].alert
    assert first.name == "SwitchDown"
    assert first.summary == "The switch in the hall does not answer"
    assert first.state is AlertState.FIRING
    assert first.since.replace(microsecond=0) == at("mon 09:00")
    assert first.until is None
    [over, _], _ = read(*sample("resolved")["alerts"])
    assert over.alert.state is AlertState.RESOLVED
    assert over.alert.until is not None
    assert over.alert.until.replace(microsecond=0) == at("mon 10:30")


def test_an_alert_that_cannot_be_read_takes_no_other_with_it() -> None:
    good, bad = sample("firing")["alerts"]
    told, mistakes = read(bad | {"startsAt": "yesterday"}, good, {"status": "odd"})
    assert [one.place for one in told] == [1]
    assert {*mistakes} == {
        "alerts.0.startsAt",
        "alerts.2.status",
        "alerts.2.startsAt",
        "alerts.2.fingerprint",
    }


def test_an_alert_without_words_is_called_by_its_name_or_an_alert() -> None:
    [good, _] = sample("firing")["alerts"]
    [bare], _ = read(good | {"annotations": {}, "labels": {}})
    assert (bare.alert.name, bare.alert.summary) == ("Alert", "")
    said = {"description": "It is dark", "message": "No"}
    [described], _ = read(good | {"annotations": said})
    assert described.alert.summary == "It is dark"


@pytest.mark.parametrize(
    ("labels", "impact", "urgency"),
    [
        ({"severity": "critical"}, Level.HIGH, Level.HIGH),
        ({"severity": "Error"}, Level.HIGH, Level.MEDIUM),
        ({"severity": "warning"}, Level.MEDIUM, Level.MEDIUM),
        ({"severity": "info"}, Level.LOW, Level.LOW),
        ({}, Level.MEDIUM, Level.MEDIUM),
        ({"severity": "critical", "impact": "low"}, Level.LOW, Level.HIGH),
        ({"urgency": "at once"}, Level.MEDIUM, Level.MEDIUM),
    ],
)
def test_labels_say_how_bad_it_is(
    labels: dict[str, str], impact: Level, urgency: Level
) -> None:
    assert levels([labels]) == (impact, urgency)


def test_the_gravest_of_a_group_counts() -> None:
    assert levels([{"severity": "info"}, {"severity": "critical"}]) == (
        Level.HIGH,
        Level.HIGH,
    )
