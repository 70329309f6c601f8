"""Do the pages and the log say the same, and is it what happened?"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid5

import pytest

from contracts.attainment import (
    AtRiskView,
    Attained,
    AttainmentView,
    GetAtRisk,
    GetAttainment,
    OfMonth,
    StoodStill,
)
from contracts.intake import (
    HoldTicket,
    ReopenTicket,
    ReplyToTicket,
    ResolveTicket,
    ResumeTicket,
    TriageTicket,
)
from contracts.refusals import Invalid, Refusal
from contracts.values import HoldReason, Level, Priority, Target
from services.sla.figures import Figures
from services.sla.sweep import check_due_clocks
from tests.support.cast import ASHGROVE, BECKFIELD, TICKET
from tests.support.printers import about_a_printer
from tests.support.scenario import at
from tests.support.town import Town

JUNE = "2026-06"


def opened(town: Town, ticket_id: UUID = TICKET, school: UUID = ASHGROVE) -> None:
    town.execute(about_a_printer(ticket_id, school))
    town.settle()


def do(town: Town, when: str, kind: type, version: int, **more: Any) -> None:
    town.clock.set(at(when))
    town.execute(kind(school_id=ASHGROVE, ticket_id=TICKET, version=version, **more))
    town.settle()


def swept(town: Town) -> None:
    check_due_clocks(town.applications["sla"], town.clock())


def shown(
    town: Town, school: UUID | None = ASHGROVE, month: str = ""
) -> AttainmentView:
    view: AttainmentView = town.ask(GetAttainment(school_id=school, month=month))
    return view


def computed(town: Town, month: str) -> tuple[tuple[Attained, ...], Any]:
    """The same figures from the log of the school alone."""
    figures = Figures(ASHGROVE)
    figures.tell(town.events("sla", ASHGROVE))
    return figures.attained(month), figures.stood_still(month, town.clock())


@pytest.fixture
def story(town: Town) -> Town:
    """A p3 whose reply was late, which waited for a part, and was resolved in time."""
    town.clock.set(at("mon 09:00"))
    opened(town)
    town.clock.set(at("mon 14:00"))
    swept(town)
    hold = {"reason": "The part.", "because": HoldReason.PART}
    do(town, "mon 14:00", HoldTicket, 1, **hold)
    do(town, "tue 10:30", ResumeTicket, 2)
    do(town, "tue 11:00", ResolveTicket, 3, note="Mended.")
    return town


def test_a_month_says_what_was_kept_and_missed_and_why_clocks_stood_still(
    story: Town,
) -> None:
    view = shown(story)
    told = {(one.priority, one.target): (one.kept, one.missed) for one in view.attained}
    assert told == {
        (Priority.P3, Target.RESPONSE): (0, 1),
        (Priority.P3, Target.NEXT_UPDATE): (1, 0),
        (Priority.P3, Target.RESOLUTION): (1, 0),
    }
    [still] = view.pauses
    assert still == StoodStill(
        school_id=ASHGROVE,
        reason=HoldReason.PART,
        pauses=1,
        tickets=1,
        length=timedelta(hours=20, minutes=30),
    )
    assert view.months[-1] == OfMonth(month=JUNE, kept=2, missed=1)
    assert [one.month for one in view.months][:2] == ["2025-07", "2025-08"]


def test_the_log_alone_says_the_same_as_the_page(story: Town) -> None:
    view = shown(story)
    assert computed(story, JUNE) == (view.attained, view.pauses)
    assert view.attained


def test_a_figure_that_was_changed_in_the_tables_is_found_by_the_log(
    story: Town,
) -> None:
    with story.databases["sla"].school(ASHGROVE) as connection:
        connection.exec_driver_sql("update outcomes set kept = 1")
    assert computed(story, JUNE)[0] != shown(story).attained


def test_a_month_is_the_one_that_is_asked_for(story: Town) -> None:
    assert shown(story, month="2026-05").attained == ()
    for wrong in ("2026-13", "2026-6", "June", "0000-01", "9999-12-1"):
        with pytest.raises(Invalid):
            shown(story, month=wrong)


def test_a_school_sees_its_own_figures_and_the_msp_those_of_all(story: Town) -> None:
    opened(story, uuid5(TICKET, "theirs"), BECKFIELD)
    assert shown(story, BECKFIELD).attained == ()
    assert {one.school_id for one in shown(story, None).attained} == {ASHGROVE}


def test_what_is_due_within_a_day_is_at_risk_the_next_first(town: Town) -> None:
    town.clock.set(at("mon 09:00"))
    opened(town)
    opened(town, uuid5(TICKET, "theirs"), BECKFIELD)
    view: AtRiskView = town.ask(GetAtRisk(school_id=ASHGROVE))
    assert [(one.target, one.due_at) for one in view.at_risk] == [
        (Target.RESPONSE, at("mon 13:00")),
        (Target.NEXT_UPDATE, at("tue 09:00")),
    ]
    assert len(town.ask(GetAtRisk()).at_risk) == 4
    town.clock.set(at("mon 14:00"))
    swept(town)
    assert town.ask(GetAtRisk(school_id=ASHGROVE)).owed == 1
    assert town.ask(GetAtRisk()).owed == 2


DEEDS: dict[str, tuple[type, dict[str, Any]]] = {
    "hold": (HoldTicket, {"reason": "It waits.", "because": HoldReason.SUPPLIER}),
    "resume": (ResumeTicket, {}),
    "reply": (ReplyToTicket, {"message_id": TICKET, "text": "Soon."}),
    "resolve": (ResolveTicket, {"note": "Mended."}),
    "reopen": (ReopenTicket, {"reason": "Dark again."}),
    "triage": (TriageTicket, {"impact": Level.HIGH, "urgency": Level.HIGH}),
}


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_the_log_and_the_page_agree(town: Town, seed: int) -> None:
    chance, version = Random(seed), 1
    town.clock.set(at("mon 09:00"))
    opened(town)
    for _ in range(12):
        town.clock.advance(minutes=chance.randint(0, 600))
        swept(town)
        kind, more = DEEDS[chance.choice(sorted(DEEDS))]
        deed = kind(school_id=ASHGROVE, ticket_id=TICKET, version=version, **more)
        with suppress(Refusal):
            version = town.execute(deed).stream_version
        town.settle()
    view = shown(town)
    assert computed(town, view.month) == (view.attained, view.pauses)
