"""What is told of the recorded tickets of a school, some at a time?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

import pytest

from contracts.access import platform
from contracts.refusals import Invalid, NotFound
from contracts.sla import CountReply, SignAgreement, StartClock
from contracts.sla_signing import ProposeAgreement
from contracts.sla_what_if import AT_ONCE, OtherTerms, Verdict, WhatIf, WhatIfView
from tests.services.sla.stories import P2, RESPONSE, SIGNED, hours, promise
from tests.services.sla.test_explanations import sign, tell
from tests.services.sla.test_signing import ACCEPT, PROPOSE
from tests.support.cast import ASHGROVE, BECKFIELD, OTHER_TICKET, TICKET
from tests.support.scenario import at
from tests.support.town import Town

SOONER = OtherTerms(promises=(promise(P2, 0.5, 4, 8),))


@pytest.fixture
def answered(town: Town) -> Town:
    """A P2 of Ashgrove's, opened on Monday at nine and answered an hour later."""
    town.clock.set(at("mon 09:00"))
    sign(town)
    start(town, TICKET)
    return town


def start(town: Town, ticket_id: UUID, school: UUID = ASHGROVE) -> None:
    which: dict[str, Any] = {"school_id": school, "ticket_id": ticket_id}
    tell(
        town,
        StartClock(**which, priority=P2, at=town.clock()),
        CountReply(**which, at=town.clock() + hours(1)),
    )


def asked(town: Town, terms: OtherTerms = SOONER, **more: Any) -> WhatIfView:
    town.clock.set(max(town.clock(), at("tue 09:00")))
    view: WhatIfView = town.ask(WhatIf(school_id=ASHGROVE, terms=terms, **more))
    return view


def test_it_is_told_what_came_of_each_target_and_would_have(answered: Town) -> None:
    view = asked(answered)
    assert (view.from_on, view.until_on) == (date(2025, 6, 9), date(2026, 6, 9))
    assert (view.clocks, view.looked_at, view.tickets, view.next) == (1, 1, 1, None)
    [one] = view.changed
    assert (one.ticket_id, one.opened_at, one.target) == (
        TICKET,
        at("mon 09:00"),
        RESPONSE,
    )
    assert (one.before.verdict, one.before.over_minutes) == (Verdict.KEPT, -60)
    assert (one.after.verdict, one.after.over_minutes) == (Verdict.MISSED, 30)
    told = {one.target: (one.kept_before, one.kept_after) for one in view.tallies}
    assert told[RESPONSE] == (1, 0)


def test_nothing_is_recorded_by_it(answered: Town) -> None:
    before = answered.log("sla", ASHGROVE)
    asked(answered)
    assert answered.log("sla", ASHGROVE) == before


def test_each_clock_keeps_what_is_not_given_of_the_version_it_started_under(
    answered: Town,
) -> None:
    tell(answered, PROPOSE, ACCEPT)
    answered.clock.set(at("next mon 10:00"))
    start(answered, OTHER_TICKET)
    view = asked(answered, OtherTerms())
    assert (view.tickets, view.changed) == (2, ())


def test_a_version_can_be_tried_whole(answered: Town) -> None:
    tell(answered, _proposed(), ACCEPT)
    [one] = asked(answered, OtherTerms(agreement_version=2)).changed
    assert one.after.over_minutes == 30
    assert asked(answered, OtherTerms(agreement_version=1)).changed == ()
    with pytest.raises(Invalid, match=r"agreement_version"):
        asked(answered, OtherTerms(agreement_version=9))


def test_only_what_was_opened_in_the_days_that_are_asked_for_counts(
    answered: Town,
) -> None:
    monday, tuesday = date(2026, 6, 8), date(2026, 6, 9)
    assert asked(answered, from_on=monday, until_on=monday).tickets == 1
    view = asked(answered, from_on=tuesday, until_on=tuesday)
    assert (view.looked_at, view.tickets, view.tallies) == (1, 0, ())


def test_days_that_are_in_the_wrong_order_or_far_away_are_refused(
    answered: Town,
) -> None:
    with pytest.raises(Invalid, match=r"until_on"):
        asked(answered, from_on=date(2026, 6, 9), until_on=date(2026, 6, 8))
    with pytest.raises(Invalid, match=r"from_on"):
        asked(answered, from_on=date(1, 1, 1))
    with pytest.raises(Invalid, match=r"until_on"):
        asked(answered, until_on=date(9999, 12, 31))


def test_what_nobody_can_keep_is_refused_where_there_are_no_tickets_too(
    town: Town,
) -> None:
    with pytest.raises(NotFound, match="nothing is promised"):
        asked(town)
    sign(town)
    with pytest.raises(Invalid, match=r"p2\.response"):
        asked(town, OtherTerms(promises=(promise(P2, 0, 4, 8),)))


def test_many_tickets_are_counted_some_at_a_time_each_once(answered: Town) -> None:
    for number in range(AT_ONCE):
        start(answered, uuid5(TICKET, str(number)))
    first = asked(answered)
    assert (first.clocks, first.looked_at) == (AT_ONCE + 1, AT_ONCE)
    second = asked(answered, after=first.next)
    assert (second.looked_at, second.next) == (1, None)
    found = [one.ticket_id for view in (first, second) for one in view.changed]
    assert len({*found}) == len(found) == AT_ONCE + 1


def test_what_is_beckfields_is_not_counted_for_ashgrove(answered: Town) -> None:
    theirs = SignAgreement(
        school_id=BECKFIELD,
        effective_from=answered.clock(),
        hours=SIGNED.hours,
        closed=(),
        inset=(),
        promised=SIGNED.promised,
    )
    answered.execute(theirs, by=platform("sla"))
    start(answered, OTHER_TICKET, BECKFIELD)
    assert asked(answered).clocks == 1


def _proposed() -> ProposeAgreement:
    """What is tried, as an offer."""
    stand = SIGNED.promised
    promises = (stand.promises[0], *SOONER.promises, *stand.promises[2:])
    return replace(PROPOSE, promised=replace(stand, promises=promises))
