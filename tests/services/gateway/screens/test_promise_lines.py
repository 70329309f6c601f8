"""Are promises read as they are written on lines, and back?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.sla_promises import Promised, ServicePromised
from contracts.values import HoldReason, Priority, Target
from services.gateway.screens.promise_lines import (
    promises_typed,
    promises_written,
    services_typed,
    services_written,
)
from services.sla.standard import HOURS, PROMISED, PROMISES

LINES = """wireless p2 1 2 4
wireless p3 - 0.5 8 always
wireless warns 50 75
wireless stops requester part
wireless tells resolution 75% lead
wireless tells response +1 first
email
mis stops"""


def with_own(*own: ServicePromised) -> Promised:
    return replace(PROMISED, of_services=own)


def test_what_is_written_on_lines_is_read_back() -> None:
    typed = services_typed(LINES, PROMISED, ["wireless", "email", "mis"])
    assert services_written(with_own(*typed)) == LINES
    assert promises_typed(promises_written(PROMISES), ()) == PROMISES
    assert typed[0].promises[1].resolution == timedelta(hours=8)
    wireless, email, mis = typed
    assert wireless.promises[1].response is None
    assert wireless.warn_at_percents == (50, 75)
    assert wireless.pausing == (HoldReason.REQUESTER, HoldReason.PART)
    assert [one.target for one in wireless.escalation] == [
        Target.RESOLUTION,
        Target.RESPONSE,
    ]
    assert (email.pausing, mis.pausing) == (None, ())


def test_hours_of_its_own_stay_and_what_has_no_line_any_more_does_not() -> None:
    own = ServicePromised(
        service="mis",
        promises=(replace(PROMISES[1], hours=HOURS),),
        pausing=(HoldReason.REQUESTER,),
    )
    stand = with_own(own)
    [typed] = services_typed("mis p2 1 2 4", stand, ())
    assert (typed.pausing, typed.promises[0].hours) == (None, HOURS)
    [always] = services_typed("mis p2 1 2 4 always", stand, ())
    assert always.promises[0].hours is None
    assert services_typed("", stand, ()) == ()


@pytest.mark.parametrize(
    "line", ["p2 1 2", "p2 1 2 soon", "p0 1 2 3", "p2 1 2 3 4", "p2 1 2 3 always 1"]
)
def test_what_is_no_promise_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        promises_typed(line, ())


@pytest.mark.parametrize(
    "rest", ["warns often", "stops boredom", "tells resolution 75% nobody"]
)
def test_what_is_no_part_of_a_service_is_refused(rest: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        services_typed(f"wireless {rest}", PROMISED, ["wireless"])


def test_a_service_that_the_school_has_not_is_refused() -> None:
    with pytest.raises(ValueError, match="tills"):
        services_typed("tills p2 1 2 4", PROMISED, ["wireless"])
    assert promises_typed("p1 1 2 3", ())[0].priority is Priority.P1
