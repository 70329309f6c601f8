"""Can what is counted be watched without one series for each school?"""

from __future__ import annotations

import pytest
from prometheus_client import Counter, Gauge, Histogram

from shared import metrics

ALL = {
    name: made
    for name, made in vars(metrics).items()
    if isinstance(made, Counter | Gauge | Histogram)
}

BY_SCHOOL = {metrics.OWED, metrics.ESCALATED}
"""Told of schools one by one while few have anything late, then of all in one.

That they are is proved by `test_few_schools_are_told_of_each_and_many_together`.
"""


@pytest.mark.parametrize("metric", ALL.values(), ids=ALL.keys())
def test_a_metric_is_named_after_the_platform_and_says_what_it_is(
    metric: Counter | Gauge | Histogram,
) -> None:
    (family,) = metric.describe()
    assert family.name.startswith("caretaker_")
    assert family.documentation.endswith(".")


@pytest.mark.parametrize("metric", ALL.values(), ids=ALL.keys())
def test_no_metric_has_a_series_for_each_school_or_person(
    metric: Counter | Gauge | Histogram,
) -> None:
    labels = set(metric._labelnames)
    assert ("school" in labels) is (metric in BY_SCHOOL)
    assert labels - {"school"} <= {
        *("service", "source", "command", "kind"),
        *("state", "target", "priority", "outcome"),
        # Of a collector alone, and as many as its settings name.
        "mailbox",
    }
