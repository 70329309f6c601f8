"""Is a promise of a service or of an inspection read as it is written on a line?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts import codec
from contracts.sla_promises import ServicePromised
from contracts.values import HoldReason
from infra.command_line.options import Unclear
from infra.command_line.promise_kinds import (
    beside,
    named,
    promise_of,
    services_of,
    steps_of,
)
from services.gateway.screens.step_lines import steps_typed
from services.sla.standard import PROMISES

P1, P2 = promise_of("P1 0.5 1 4"), promise_of("P2 1 - 4 always")


def test_a_line_takes_the_place_of_the_promise_of_its_priority() -> None:
    sooner = promise_of("P1 0.25 1 2")
    assert beside([P1, P2], [sooner]) == [sooner, P2]
    assert beside([P1], [P2]) == [P1, P2]


MIS = ServicePromised(
    service="mis",
    promises=(PROMISES[0],),
    pausing=(HoldReason.PART,),
    escalation=steps_typed(["resolution 75% lead"], ()),
)


def offered(*lines: str, known: ServicePromised | None = MIS) -> list[ServicePromised]:
    """The services as they are offered where the lines say something else."""
    stand = [codec.dump(known)] if known else []
    return [codec.load(ServicePromised, one) for one in services_of(stand, lines)]


def test_what_a_line_does_not_say_of_a_service_stays_and_its_name_alone_ends_it() -> (
    None
):
    [own] = offered("mis P2 1 - 4 always")
    assert own.promises[0] == MIS.promises[0]
    assert own.promises[1].round_the_clock
    assert replace(own, promises=MIS.promises) == MIS
    assert offered("mis") == []
    assert offered("mis", known=None) == []


def test_what_it_says_takes_the_place_of_what_was_said_of_the_same() -> None:
    [own] = offered("mis p1 1 2 3", "mis stops", "mis tells response +1 first")
    assert own.promises[0].response == timedelta(hours=1)
    assert (len(own.promises), own.pausing) == (1, ())
    assert [one.role for one in own.escalation] == ["first_on_call"]
    [beside_it] = offered("mis warns 50 75")
    assert replace(beside_it, warn_at_percents=()) == MIS


def test_a_service_without_its_times_is_no_promise() -> None:
    with pytest.raises(Unclear, match="is no part of"):
        offered("mis P2 1", known=None)


def test_who_is_told_stays_where_nothing_is_said_of_it() -> None:
    known = [codec.dump(one) for one in MIS.escalation]
    assert steps_of(known, ()) == known
    [step] = steps_of(known, ["next_update +0.5 second"])
    assert step["after_breach"] == "PT30M"


def test_a_service_that_is_covered_already_is_not_covered_again() -> None:
    assert named(["website"], ["email", "website"], ["website"]) == ["email"]
    with pytest.raises(Unclear, match="'mis' is covered already"):
        named(["website"], (), ["mis"])
