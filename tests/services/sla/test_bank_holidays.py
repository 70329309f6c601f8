"""Are the bank holidays those that gov.uk lists?"""

from __future__ import annotations

from datetime import date

import pytest

from contracts.calendar import NationSet, TermsSet
from contracts.directory import HoursSet, SchoolAdded
from contracts.intake import TicketOpened
from contracts.sla import AgreementSigned, SignAgreement
from contracts.sla_promises import ClosedDays, WhyClosed
from contracts.values import Channel, HolidaySupport, Level, Nation, Priority, Term
from services.sla import policies
from services.sla.bank_holidays import bank_holidays
from services.sla.closed_days import closed
from services.sla.signing import AGREEMENT, Agreed
from tests.services.sla.stories import NINE_TO_FIVE
from tests.support.cast import PRIYA, TICKET
from tests.support.scenario import at, heard

ADDED = SchoolAdded(name="Ashgrove Primary", urn=None)
IN_SCOTLAND = NationSet(nation=Nation.SCOTLAND)
OTHER_HOURS = HoursSet(hours=NINE_TO_FIVE)
TERMS = TermsSet(
    terms=(
        Term(name="Autumn", from_on=date(2026, 9, 1), until_on=date(2026, 12, 18)),
        Term(name="Spring", from_on=date(2027, 1, 4), until_on=date(2027, 3, 25)),
    ),
    support_in_holidays=HolidaySupport.NONE,
)
SAINT_ANDREW = date(2026, 11, 30)
EASTER_MONDAY = date(2027, 3, 29)
OPENED = TicketOpened(
    ticket_id=TICKET,
    number=1,
    reference="ASH-1",
    requester_id=PRIYA.person_id,
    requester_name=PRIYA.name,
    requester_email=PRIYA.email,
    subject="The projector is dark",
    description="",
    channel=Channel.EMAIL,
    impact=Level.MEDIUM,
    urgency=Level.HIGH,
    priority=Priority.P2,
)


def days(year: int, *spoken: str) -> tuple[date, ...]:
    """Days of one year, each as month-day."""
    return tuple(date.fromisoformat(f"{year}-{day}") for day in spoken)


def test_england_in_an_ordinary_year() -> None:
    assert bank_holidays(2025, 2025) == days(
        2025, "01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"
    )


def test_a_holiday_on_a_weekend_is_listed_on_the_weekday_that_takes_its_place() -> None:
    assert bank_holidays(2026, 2026)[-2:] == days(2026, "12-25", "12-28")
    assert bank_holidays(2027, 2027)[-2:] == days(2027, "12-27", "12-28")


def test_a_year_with_holidays_that_came_only_once() -> None:
    once = days(2022, "06-02", "06-03", "09-19")
    assert set(once) < set(bank_holidays(2022, 2022))


@pytest.mark.parametrize(
    ("nation", "day", "kept"),
    [
        (Nation.ENGLAND, "2026-04-06", True),  # Easter Monday
        (Nation.WALES, "2026-04-06", True),
        (Nation.SCOTLAND, "2026-04-06", False),
        (Nation.SCOTLAND, "2026-01-02", True),
        (Nation.SCOTLAND, "2026-11-30", True),  # Saint Andrew's Day
        # Battle of the Boyne, 12 July being a Sunday
        (Nation.NORTHERN_IRELAND, "2026-07-13", True),
        (Nation.ENGLAND, "2026-07-13", False),
    ],
)
def test_each_nation_keeps_its_own(nation: Nation, day: str, kept: bool) -> None:
    assert (date.fromisoformat(day) in bank_holidays(2026, 2026, nation)) is kept


def test_years_follow_each_other_in_order() -> None:
    several = bank_holidays(2025, 2027)
    assert several == tuple(sorted(set(several)))
    assert several == sum((bank_holidays(y, y) for y in (2025, 2026, 2027)), ())


def signed(*said: object, before: Agreed = AGREEMENT.initial) -> Agreed:
    """What is agreed once this was heard, in this order."""
    agreed = before
    for event in said:
        for command in policies.react(heard(event, at("mon 09:00"))):
            if isinstance(command, SignAgreement):
                for follows in AGREEMENT.decide(agreed, command, at("mon 09:00")):
                    agreed = AGREEMENT.evolve(agreed, follows)
    return agreed


def days_of(agreed: Agreed) -> tuple[date, ...]:
    """The bank holidays that are written down in what stands."""
    assert isinstance(agreed.standing, AgreementSigned)
    holiday = WhyClosed.BANK_HOLIDAY
    [days] = [one.days for one in agreed.standing.closed if one.because is holiday]
    return days


def test_a_school_has_the_bank_holidays_of_its_nation() -> None:
    here, there = days_of(signed(ADDED)), days_of(signed(ADDED, IN_SCOTLAND))
    assert EASTER_MONDAY in set(here) - set(there)
    assert SAINT_ANDREW in set(there) - set(here)


@pytest.mark.parametrize("later", [OTHER_HOURS, TERMS])
def test_what_is_said_later_of_its_calendar_leaves_it_in_its_nation(
    later: HoursSet | TermsSet,
) -> None:
    agreed = signed(ADDED, IN_SCOTLAND, later)
    assert agreed.version == 3
    assert agreed.standing is not None
    assert agreed.standing.nation is Nation.SCOTLAND
    assert days_of(agreed) == bank_holidays(2025, 2036, Nation.SCOTLAND)


def test_another_nation_is_the_next_version_and_the_same_is_none() -> None:
    assert signed(ADDED, IN_SCOTLAND, IN_SCOTLAND).version == 2
    wales = NationSet(nation=Nation.WALES)
    assert signed(ADDED, IN_SCOTLAND, wales).version == 3


def test_a_later_edition_of_the_list_rewrites_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = signed(ADDED)
    proclaimed = date(2026, 6, 15)

    def later(year: int) -> ClosedDays:
        days = (*bank_holidays(year - 1, year + 10), proclaimed)
        return closed(WhyClosed.BANK_HOLIDAY, days)

    monkeypatch.setattr(policies, "_bank_holidays", later)
    after = signed(ADDED, OPENED, before=before)
    assert after == before
    assert proclaimed not in days_of(after)
    # Only what is signed anew is signed by it: the twin of what stands above.
    anew = signed(OTHER_HOURS, before=before)
    assert anew.version == before.version + 1
    assert proclaimed in days_of(anew)
