"""Are promises read as they are written on lines, and back?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.sla_promises import Promised, ServicePromised
from contracts.values import HoldReason, Priority
from services.gateway.screens.promise_lines import (
    promises_typed,
    promises_written,
    services_typed,
    services_written,
)
from services.sla.standard import HOURS, PROMISED, PROMISES

LINES = "wireless p2 1 2 4\nwireless p3 - 0.5 8 always\nemail"
OWN = ServicePromised(service="mis", pausing=(HoldReason.REQUESTER,))


def with_own(*own: ServicePromised) -> Promised:
    return replace(PROMISED, of_services=own)


def test_what_is_written_on_lines_is_read_back() -> None:
    typed = services_typed(LINES, PROMISED, ["wireless", "email"])
    assert services_written(with_own(*typed)) == LINES
    assert promises_typed(promises_written(PROMISES), ()) == PROMISES
    assert typed[0].promises[1].resolution == timedelta(hours=8)
    assert typed[0].promises[1].response is None


def test_what_a_line_does_not_say_of_a_service_stays() -> None:
    own_hours = replace(PROMISES[1], hours=HOURS)
    stand = with_own(replace(OWN, promises=(own_hours,)))
    [typed] = services_typed("mis p2 1 2 4", stand, ())
    assert (typed.pausing, typed.promises[0].hours) == (OWN.pausing, HOURS)
    [always] = services_typed("mis p2 1 2 4 always", stand, ())
    assert always.promises[0].hours is None
    assert services_typed("", stand, ()) == ()


@pytest.mark.parametrize(
    "line", ["p2 1 2", "p2 1 2 soon", "p0 1 2 3", "p2 1 2 3 4", "p2 1 2 3 always 1"]
)
def test_what_is_no_promise_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        promises_typed(line, ())


def test_a_service_that_the_school_has_not_is_refused() -> None:
    with pytest.raises(ValueError, match="tills"):
        services_typed("tills p2 1 2 4", PROMISED, ["wireless"])
    assert promises_typed("p1 1 2 3", ())[0].priority is Priority.P1
