"""Is a school year counted as it was, term by term, beside the year before it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid5

import pytest

from contracts.access import Caller, Role
from contracts.incident_kinds import GiveIncidentKind
from contracts.intake import OpenTicket
from contracts.major_incidents import CloseReviewAction, ReviewAction
from contracts.refusals import Forbidden, Invalid
from contracts.themes import Counted, GetThemes, TermBegun, ThemesView
from contracts.ties import MergeTicket
from contracts.values import TicketType
from services.intake.themes import counting
from tests.services.intake.incidents.test_major_and_major_standing import (
    declare,
    over,
    review,
)
from tests.services.intake.stories import open_it
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, OLU, TICKET
from tests.support.town import Town

GOVERNOR = Caller(actor="governor:1", role=Role.GOVERNOR, school=ASHGROVE)
TERMS = (
    TermBegun(title="Autumn", from_on=date(2025, 9, 1)),
    TermBegun(title="Spring", from_on=date(2026, 1, 5)),
    TermBegun(title="Summer", from_on=date(2026, 4, 20)),
)
year = GetThemes(
    school_id=ASHGROVE,
    before_from=date(2024, 9, 1),
    until_on=date(2026, 8, 31),
    terms=TERMS,
)


def happens(
    town: Town, on: str, kind: str = "", near_miss: bool = False, **changed: Any
) -> UUID:
    """An incident of a day, at noon, and of which kind it was."""
    town.clock.set(datetime.fromisoformat(f"{on}T12:00").replace(tzinfo=UTC))
    which = {"school_id": ASHGROVE, **changed}
    ticket_id = uuid5(TICKET, f"{on} {kind} {near_miss} {changed}")
    command: OpenTicket = replace(open_it, ticket_id=ticket_id, **which)
    town.execute(command)
    if kind or near_miss:
        given = GiveIncidentKind(
            school_id=which["school_id"],
            ticket_id=ticket_id,
            kind=kind,
            near_miss=near_miss,
        )
        town.execute(given, by=OLU.caller)
    return ticket_id


def asked(town: Town, on: str = "2026-06-10", **changed: Any) -> ThemesView:
    town.clock.set(datetime.fromisoformat(f"{on}T15:00").replace(tzinfo=UTC))
    by = changed.pop("by", OLU.caller)
    view: ThemesView = town.ask(replace(year, **changed), by=by)
    return view


def of(view: ThemesView, kind: str) -> Counted:
    [found] = [one for one in view.kinds if one.kind == kind]
    return found.happened


@pytest.fixture
def years(town: Town) -> Town:
    """Two years of Ashgrove, and one incident of Beckfield."""
    happens(town, "2024-08-31", "phishing")
    happens(town, "2025-03-03", "phishing")
    happens(town, "2025-07-01", "phishing")
    for on in ("2025-09-01", "2026-01-04", "2026-01-05", "2026-06-10"):
        happens(town, on, "phishing")
    happens(town, "2026-02-02", "lost_device", near_miss=True)
    happens(town, "2026-02-03", type=TicketType.SERVICE_REQUEST)
    happens(town, "2026-05-05")
    happens(town, "2026-05-06", "outage", school_id=BECKFIELD)
    return town


def test_each_term_has_what_was_from_its_first_day_and_in_the_holidays_after(
    years: Town,
) -> None:
    phishing = of(asked(years), "phishing")
    assert phishing.terms == (2, 1, 1)
    assert phishing.times == 4


def test_the_year_before_is_beside_it_whole_and_up_to_the_same_day(
    years: Town,
) -> None:
    phishing = of(asked(years), "phishing")
    assert (phishing.before, phishing.before_by_now) == (2, 1)
    assert phishing.grew
    assert not of(asked(years, "2025-12-31"), "phishing").grew
    whole = of(asked(years, "2026-10-01"), "phishing")
    assert (whole.before, whole.before_by_now) == (2, 2)


def test_a_near_miss_is_no_incident_and_is_counted_beside_them(years: Town) -> None:
    view = asked(years)
    [lost] = [one for one in view.kinds if one.kind == "lost_device"]
    assert (lost.happened.times, lost.nearly.times) == (0, 1)
    assert lost.nearly.terms == (0, 1, 0)
    assert (view.in_all.happened.times, view.in_all.nearly.times) == (5, 1)


def test_each_kind_is_counted_by_itself(years: Town) -> None:
    happens(years, "2026-06-08", "malware")
    happens(years, "2026-06-09", "outage")
    counted = {one.kind: one.happened.times for one in asked(years).kinds}
    assert counted == {
        "phishing": 4,
        "malware": 1,
        "outage": 1,
        "": 1,
        "lost_device": 0,
    }


def test_what_was_given_no_kind_is_counted_as_such(years: Town) -> None:
    view = asked(years)
    assert of(view, "").times == 1
    assert [one.kind for one in view.kinds] == ["phishing", "", "lost_device"]


def test_a_merged_incident_counts_once(years: Town) -> None:
    one = happens(years, "2026-06-08", "phishing")
    into = happens(years, "2026-06-09", "phishing")
    before = of(asked(years), "phishing").times
    which: dict[str, Any] = {"school_id": ASHGROVE, "ticket_id": one}
    merge = MergeTicket(**which, into_id=into, version=1)
    years.execute(merge, by=OLU.caller)
    assert of(asked(years), "phishing").times == before - 1


def test_the_desk_sees_each_school_and_a_school_itself_alone(years: Town) -> None:
    view = asked(years, school_id=None)
    assert [(one.school_id, one.happened.times) for one in view.by_school] == [
        (ASHGROVE, 5),
        (BECKFIELD, 1),
    ]
    assert of(view, "outage").times == 1
    governed = asked(years, by=GOVERNOR)
    assert governed == asked(years)
    assert all(one.kind != "outage" for one in governed.kinds)
    with pytest.raises(Forbidden):
        asked(years, by=BEN.caller)


def test_a_year_that_is_over_ends_with_its_last_day(years: Town) -> None:
    happens(years, "2026-09-01", "phishing")
    view = asked(years, "2026-11-11")
    assert view.counted_until == date(2026, 8, 31)
    assert of(view, "phishing").times == 4


def test_what_recurs_is_counted_within_the_year(town: Town) -> None:
    for on in ("2025-08-31", "2025-09-02", "2025-09-03"):
        happens(town, on, category="printing")
    assert asked(town).recurring == ()
    happens(town, "2025-12-01", category="printing")
    [found] = asked(town).recurring
    assert (found.name, found.times) == ("printing", 3)
    assert asked(town, "2024-08-31").recurring == ()


def test_what_reviews_of_the_year_ended_with_is_there_the_open_first(
    known: Town,
) -> None:
    known.execute(open_it)
    actions = tuple(
        ReviewAction(what=f"Buy {one}", owner="Olu", due_on=date(2026, 6, one))
        for one in (9, 30, 8)
    )
    known.execute(declare, by=OLU.caller)
    known.execute(over, by=OLU.caller)
    known.execute(replace(review, actions=actions), by=OLU.caller)
    first = CloseReviewAction(school_id=ASHGROVE, ticket_id=TICKET, number=3)
    known.execute(first, by=OLU.caller)
    found = asked(known, by=GOVERNOR).actions
    assert [(one.what, one.late) for one in found] == [
        *(("Buy 9", True), ("Buy 30", False), ("Buy 8", False))
    ]
    assert [one.closed_at is None for one in found] == [True, True, False]
    assert asked(known, school_id=BECKFIELD).actions == ()
    earlier = replace(year, before_from=date(2023, 9, 1), until_on=date(2025, 8, 31))
    terms = (TermBegun(title="All", from_on=date(2024, 9, 1)),)
    assert known.ask(replace(earlier, terms=terms)).actions == ()


def test_days_that_are_no_two_years_are_invalid(town: Town) -> None:
    long_ago = date(2020, 9, 1)
    for wrong in (
        {"terms": ()},
        {"terms": TERMS[::-1]},
        {"until_on": date(2025, 9, 1)},
        {"before_from": long_ago},
    ):
        with pytest.raises(Invalid, match="terms"):
            asked(town, **wrong)


def test_without_the_bound_the_days_after_would_count(
    years: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the year that ends with its last day."""
    happens(years, "2026-09-01", "phishing")
    monkeypatch.setattr(counting, "counted_until", lambda _query, now: now.date())
    monkeypatch.setattr(
        "services.intake.themes.report.counted_until", counting.counted_until
    )
    assert of(asked(years, "2026-11-11"), "phishing").times == 5
