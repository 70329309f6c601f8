"""Does the explanation of a ticket tell what its own events came to?"""

from __future__ import annotations

import pytest

from contracts.access import platform
from contracts.refusals import NotFound
from contracts.sla import SignAgreement
from contracts.sla_explanation import Because, ClockExplanationView, ExplainClock
from contracts.sla_promises import WhyClosed
from contracts.values import Target, TargetState
from services.sla.sweep import check_due_clocks
from tests.services.sla.about import reclassified
from tests.services.sla.stories import SIGNED, held, hours, opened, replied
from tests.support.cast import ASHGROVE, OTHER_TICKET, TICKET
from tests.support.scenario import at
from tests.support.town import Town

QUESTION = ExplainClock(school_id=ASHGROVE, ticket_id=TICKET)


@pytest.fixture
def signed(town: Town) -> Town:
    """Ashgrove has an agreement with hours from 9 to 5."""
    town.clock.set(at("mon 09:00"))
    sign(town)
    return town


def sign(town: Town, **changes: object) -> None:
    command = SignAgreement(
        school_id=ASHGROVE,
        effective_from=town.clock(),
        hours=SIGNED.hours,
        closed=SIGNED.closed,
        inset=(),
        promised=SIGNED.promised,
        **changes,  # type: ignore[arg-type]  # which parts are replaced
    )
    town.execute(command, by=platform("sla"))


def tell(town: Town, *commands: object) -> None:
    for command in commands:
        town.execute(command, by=platform("sla"))


def explained(town: Town, when: str) -> ClockExplanationView:
    town.clock.set(at(when))
    view: ClockExplanationView = town.ask(QUESTION)
    return view


def test_what_is_due_is_told_whether_or_not_a_sweep_came_by(signed: Town) -> None:
    tell(signed, opened("mon 09:00"), replied("mon 10:00"), held("tue 10:00"))
    before = explained(signed, "wed 12:00")
    check_due_clocks(signed.applications["sla"], signed.clock())
    assert explained(signed, "wed 12:00") == before
    by_target = {one.target: one for one in before.targets}
    resolution = by_target[Target.RESOLUTION]
    assert resolution.state is TargetState.BREACHED
    assert (resolution.breached_at, resolution.used) == (at("mon 17:00"), hours(9))
    assert resolution.intervals[-1].because is Because.ON_HOLD
    assert by_target[Target.RESPONSE].intervals[-1].because is Because.ANSWERED


def test_it_names_the_version_that_the_clock_keeps(signed: Town) -> None:
    tell(signed, opened("mon 09:00"))
    signed.clock.set(at("mon 10:00"))
    sign(signed, replaces_closed=(WhyClosed.CLOSURE,), replaces_hours=False)
    view = explained(signed, "mon 11:00")
    assert (view.agreement_version, view.effective_from) == (1, at("mon 09:00"))


def test_a_ticket_without_a_clock_has_no_explanation(signed: Town) -> None:
    with pytest.raises(NotFound, match="no clock"):
        signed.ask(ExplainClock(school_id=ASHGROVE, ticket_id=OTHER_TICKET))


def test_it_names_what_the_ticket_turned_out_to_be_about(signed: Town) -> None:
    tell(signed, opened("mon 09:00", about="mis"))
    view = explained(signed, "mon 10:00")
    assert (view.service, view.safeguarding, view.inspection) == ("mis", False, False)
    tell(signed, reclassified("mon 10:00", "filtering", safeguarding=True))
    view = explained(signed, "mon 11:00")
    assert (view.service, view.safeguarding) == ("filtering", True)
