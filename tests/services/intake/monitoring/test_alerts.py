"""Did an alert fire, or cease, that had not before?"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from contracts.alerts import Alert, AlertEnded, AlertFired, AlertState, HearAlerts
from services.intake.monitoring.alerts import ALERTS, FLAPS_WITHIN
from shared.decider import Dated
from tests.support.cast import ASHGROVE
from tests.support.scenario import Scenario, at

GROUP = UUID("a1e27000-0000-4000-8000-000000000001")
NINE, TEN, ELEVEN = at("mon 09:00"), at("mon 10:00"), at("mon 11:00")
SWITCH = "f98ceba1b2c4e897"
group = Scenario(ALERTS)


def firing(since: datetime, fingerprint: str = SWITCH) -> Alert:
    return Alert(
        fingerprint=fingerprint,
        name="SwitchDown",
        summary="The switch in the hall does not answer",
        state=AlertState.FIRING,
        since=since,
    )


def ceased(since: datetime, until: datetime, fingerprint: str = SWITCH) -> Alert:
    return Alert(
        fingerprint=fingerprint,
        name="SwitchDown",
        summary="The switch in the hall does not answer",
        state=AlertState.RESOLVED,
        since=since,
        until=until,
    )


def hear(*alerts: Alert) -> HearAlerts:
    return HearAlerts(school_id=ASHGROVE, group_id=GROUP, alerts=alerts)


def ticket(since: datetime, fingerprint: str = SWITCH) -> UUID:
    return uuid5(GROUP, f"{fingerprint} {since.isoformat()}")


def fired(since: datetime, first: datetime, times: int, firing: int = 1) -> AlertFired:
    return AlertFired(
        group_id=GROUP,
        ticket_id=ticket(first),
        fingerprint=SWITCH,
        name="SwitchDown",
        summary="The switch in the hall does not answer",
        since=since,
        times=times,
        firing=firing,
    )


def ended(until: datetime, first: datetime) -> AlertEnded:
    return AlertEnded(
        group_id=GROUP,
        ticket_id=ticket(first),
        fingerprint=SWITCH,
        name="SwitchDown",
        until=until,
        firing=0,
    )


def test_an_alert_that_fires_is_news_dated_to_when_it_began() -> None:
    told = group.given().when(hear(firing(NINE)), now=TEN)
    told.then(Dated(fired(NINE, NINE, times=1), NINE))


def test_an_alert_is_never_dated_to_the_future() -> None:
    told = group.given().when(hear(firing(TEN)), now=NINE)
    told.then(Dated(fired(TEN, TEN, times=1), NINE))


def test_what_was_told_before_is_silence() -> None:
    known = group.given().when(hear(firing(NINE))).and_then()
    known.when(hear(firing(NINE))).then_nothing()
    over = known.when(hear(ceased(NINE, TEN)), now=TEN).then(ended(TEN, NINE))
    over.when(hear(ceased(NINE, TEN))).then_nothing()


def test_a_message_that_was_long_on_its_way_changes_nothing() -> None:
    over = group.given(fired(NINE, NINE, times=1), ended(TEN, NINE))
    over.when(hear(firing(NINE))).then_nothing()
    again = group.given(
        fired(NINE, NINE, times=1), ended(TEN, NINE), fired(ELEVEN, NINE, times=2)
    )
    again.when(hear(ceased(NINE, TEN))).then_nothing()


def test_what_fired_and_ceased_unheard_is_no_ticket() -> None:
    group.given().when(hear(ceased(NINE, TEN))).then_nothing()


def test_an_alert_that_flaps_is_one_ticket_with_a_count() -> None:
    over = group.given(fired(NINE, NINE, times=1), ended(TEN, NINE))
    over.when(hear(firing(ELEVEN))).then(fired(ELEVEN, NINE, times=2))


def test_an_alert_that_was_quiet_for_a_day_is_another_ticket() -> None:
    over = group.given(fired(NINE, NINE, times=1), ended(TEN, NINE))
    just, later = TEN + FLAPS_WITHIN, TEN + FLAPS_WITHIN + timedelta(seconds=1)
    over.when(hear(firing(just))).then(fired(just, NINE, times=2))
    over.when(hear(firing(later))).then(fired(later, later, times=1))


def test_another_alert_of_the_group_is_the_same_ticket_while_one_fires() -> None:
    known = group.given(fired(NINE, NINE, times=1))
    [told] = known.when(hear(firing(NINE), firing(ELEVEN, "d5ef"))).events
    assert isinstance(told, AlertFired)
    assert (told.ticket_id, told.times, told.firing) == (ticket(NINE), 2, 2)


def test_a_group_is_over_when_the_last_of_it_ceased() -> None:
    both = group.given().when(hear(firing(NINE), firing(NINE, "d5ef"))).and_then()
    one = both.when(hear(ceased(NINE, TEN), firing(NINE, "d5ef")))
    assert [event.firing for event in one.events] == [1]  # type: ignore[attr-defined]
    last = one.and_then().when(hear(ceased(NINE, ELEVEN, "d5ef")))
    assert [event.firing for event in last.events] == [0]  # type: ignore[attr-defined]


def test_an_alert_that_fires_anew_before_it_was_said_to_cease_counts_again() -> None:
    known = group.given(fired(NINE, NINE, times=1))
    known.when(hear(firing(TEN))).then(fired(TEN, NINE, times=2))


def test_an_end_without_its_moment_or_before_its_begin_is_at_the_begin() -> None:
    known = group.given(fired(TEN, TEN, times=1))
    for until in (NINE, TEN):
        known.when(hear(ceased(TEN, until))).then(ended(TEN, TEN))
