"""Does a finding say where it is, on one line?"""

from __future__ import annotations

from infra.verify.findings import Finding, Report, Walked
from tests.support.cast import ASHGROVE


def test_a_finding_names_log_school_position_and_column() -> None:
    whole = Finding(log="intake", school=ASHGROVE, what="the log has no head")
    assert str(whole) == f"intake of {ASHGROVE}: the log has no head"
    exact = Finding(
        log="intake", school=ASHGROVE, position=7, column="actor", what="is not text"
    )
    assert str(exact) == f"intake of {ASHGROVE}, position 7: actor is not text"


def test_reports_add_up() -> None:
    walked = Walked(service="sla", school=ASHGROVE, events=7, copies=7, hash="")
    report, other = Report([walked]), Report([walked])
    other.findings.append(Finding(log="sla", school=ASHGROVE, what="is gone"))
    report.add(other)
    assert report.events == 14
    assert len(report.findings) == 1
