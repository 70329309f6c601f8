"""What does Prometheus see of the promises, with few schools and with many?"""

from __future__ import annotations

from prometheus_client import Gauge

from services.sla.sweep import check_due_clocks, give_due_alarms
from services.sla.telling import tell
from shared.metrics import ALARM_DELAY, ESCALATED, OUTCOMES, OWED
from tests.services.sla.test_alarm_rows_and_alarms_due_and_escalation_rows import opened
from tests.support.cast import ASHGROVE
from tests.support.scenario import at
from tests.support.town import Town


def series(gauge: Gauge) -> dict[tuple[str, ...], float]:
    return {
        tuple(sample.labels.values()): sample.value
        for family in gauge.collect()
        for sample in family.samples
    }


def breached(town: Town) -> None:
    opened(town)
    town.settle()
    town.clock.set(at("mon 13:01"))
    sla = town.applications["sla"]
    check_due_clocks(sla, town.clock())
    give_due_alarms(sla, town.clock())


def test_few_schools_are_told_of_each_and_many_together(town: Town) -> None:
    breached(town)
    sla = town.applications["sla"]
    for most, label in ((1, str(ASHGROVE)), (0, "all")):
        tell(sla, town.clock(), most)
        assert series(OWED) == {(label, "p3"): 1.0}
        assert series(ESCALATED) == {(label, "p3"): 1.0}
    assert series(OUTCOMES) == {("response", "p3", "missed"): 1.0}


def test_what_is_over_is_no_longer_shown(town: Town) -> None:
    breached(town)
    tell(town.applications["sla"], town.clock(), 1_000)
    town.clock.set(at("mon 13:01").replace(month=8))
    tell(town.applications["sla"], town.clock(), 1_000)
    assert series(OUTCOMES) == {}


def test_how_late_an_alarm_was_is_measured_once(town: Town) -> None:
    def count() -> float:
        value = ALARM_DELAY.labels("step")._sum.get()
        return float(value)

    before = count()
    breached(town)
    assert count() == before + 60.0
    give_due_alarms(town.applications["sla"], town.clock())
    assert count() == before + 60.0
