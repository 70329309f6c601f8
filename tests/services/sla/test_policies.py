"""Which commands follow what we hear, and is a fact counted when it happened?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from contracts.calendar import ClosuresSet, InspectionsSet, NationSet, TermsSet
from contracts.directory import HoursSet, SchoolAdded
from contracts.escalation import EndEscalation
from contracts.intake import (
    MailboxesSet,
    RequesterReplied,
    TicketAssigned,
    TicketClassified,
    TicketHeld,
    TicketNoted,
    TicketOpened,
    TicketReopened,
    TicketReplied,
    TicketResolved,
    TicketResumed,
    TicketTriaged,
)
from contracts.sla import (
    ContinueClock,
    CountReply,
    PauseClock,
    ReclassifyClock,
    RestoreClock,
    ResumeClock,
    RetargetClock,
    SignAgreement,
    StartClock,
    StopClock,
    WithdrawClock,
)
from contracts.sla_promises import ClosedDays, NationalHolidays, WhyClosed
from contracts.ties import TicketMerged, TicketUnmerged
from contracts.values import (
    Channel,
    Closure,
    ClosureKind,
    HolidaySupport,
    Inspection,
    Level,
    Nation,
    Priority,
    Term,
    TicketType,
)
from services.sla.bank_holidays import bank_holidays
from services.sla.policies import react
from services.sla.signing import AGREEMENT
from services.sla.standard import HOURS, PROMISED
from tests.services.sla.stories import NINE_TO_FIVE
from tests.support.cast import ASHGROVE, BECKFIELD, OTHER_TICKET, PRIYA, TICKET
from tests.support.scenario import Scenario, at, heard

NOON = at("mon 12:00")
MESSAGE = UUID("3e55a6e0-0000-4000-8000-000000000001")
REQUESTER = PRIYA.person_id

STANDARD = SignAgreement(
    school_id=ASHGROVE,
    effective_from=NOON,
    hours=HOURS,
    closed=(
        ClosedDays(because=WhyClosed.BANK_HOLIDAY, days=bank_holidays(2025, 2036)),
    ),
    inset=(),
    promised=PROMISED,
)
ELSEWHERE = tuple(
    NationalHolidays(nation=nation, days=bank_holidays(2025, 2036, nation))
    for nation in (Nation.WALES, Nation.SCOTLAND, Nation.NORTHERN_IRELAND)
)
AUTUMN, SPRING = (
    Term(name=name, from_on=from_on, until_on=until_on)
    for name, from_on, until_on in (
        ("Autumn term", date(2026, 9, 1), date(2026, 12, 18)),
        ("Spring term", date(2027, 1, 4), date(2027, 3, 25)),
    )
)
OPENED = TicketOpened(
    ticket_id=TICKET,
    number=1,
    reference="ASH-1",
    requester_id=REQUESTER,
    requester_name=PRIYA.name,
    requester_email=PRIYA.email,
    subject="The projector is dark",
    description="",
    channel=Channel.EMAIL,
    impact=Level.MEDIUM,
    urgency=Level.HIGH,
    priority=Priority.P2,
)


def closed_for(sign: SignAgreement) -> dict[WhyClosed, tuple[date, ...]]:
    """The days that are closed, by the reason."""
    return {one.because: one.days for one in sign.closed}


def test_a_new_school_gets_the_standard_agreement() -> None:
    added = SchoolAdded(name="Ashgrove Primary", urn=None)
    assert react(heard(added, NOON)) == [STANDARD]


def test_the_bank_holidays_written_down_follow_from_the_event_alone() -> None:
    (sign,) = react(heard(SchoolAdded(name="Ashgrove Primary", urn=None), NOON))
    assert isinstance(sign, SignAgreement)
    [holidays] = sign.closed
    assert {day.year for day in holidays.days} == set(range(2025, 2037))
    assert date(2026, 12, 28) in holidays.days


def test_hours_of_its_own_make_a_school_a_new_agreement() -> None:
    (sign,) = react(heard(HoursSet(hours=NINE_TO_FIVE), NOON))
    assert sign == replace(
        STANDARD,
        hours=NINE_TO_FIVE,
        replaces_hours=True,
        replaces_closed=(WhyClosed.BANK_HOLIDAY,),
        elsewhere=ELSEWHERE,
    )


def test_a_nation_makes_a_school_a_new_agreement_with_its_bank_holidays() -> None:
    (sign,) = react(heard(NationSet(nation=Nation.SCOTLAND), NOON))
    assert sign == replace(
        STANDARD,
        nation=Nation.SCOTLAND,
        replaces_closed=(WhyClosed.BANK_HOLIDAY,),
        elsewhere=ELSEWHERE,
    )


def test_holidays_without_support_are_closed_days() -> None:
    terms = TermsSet(terms=(AUTUMN, SPRING), support_in_holidays=HolidaySupport.NONE)
    (sign,) = react(heard(terms, NOON))
    assert isinstance(sign, SignAgreement)
    bank_holiday, holiday = WhyClosed.BANK_HOLIDAY, WhyClosed.SCHOOL_HOLIDAY
    assert sign.replaces_closed == (bank_holiday, holiday)
    days = closed_for(sign)
    assert days[bank_holiday] == bank_holidays(2025, 2036)
    assert days[holiday] == tuple(
        date(2026, 12, 19) + timedelta(days=number) for number in range(16)
    )
    assert not sign.replaces_hours
    with_support = replace(terms, support_in_holidays=HolidaySupport.SAME_HOURS)
    (sign,) = react(heard(with_support, NOON))
    assert isinstance(sign, SignAgreement)
    assert closed_for(sign) == {bank_holiday: days[bank_holiday], holiday: ()}


def test_closures_are_closed_days_and_inset_is_told_apart() -> None:
    snow = Closure(
        from_on=date(2027, 1, 12),
        until_on=date(2027, 1, 13),
        kind=ClosureKind.EMERGENCY,
        reason="Snow",
    )
    inset = replace(snow, from_on=AUTUMN.from_on, until_on=AUTUMN.from_on)
    inset = replace(inset, kind=ClosureKind.INSET)
    (sign,) = react(heard(ClosuresSet(closures=(inset, snow)), NOON))
    assert isinstance(sign, SignAgreement)
    assert sign.replaces_closed == (WhyClosed.BANK_HOLIDAY, WhyClosed.CLOSURE)
    assert closed_for(sign)[WhyClosed.CLOSURE] == (snow.from_on, snow.until_on)
    assert sign.inset == (AUTUMN.from_on,)


def test_the_days_of_an_inspection_take_the_place_of_those_before() -> None:
    ofsted = Inspection(
        from_on=date(2026, 6, 9), until_on=date(2026, 6, 10), name="Ofsted"
    )
    (sign,) = react(heard(InspectionsSet(inspections=(ofsted,)), NOON))
    assert sign == replace(
        STANDARD,
        inspected=(date(2026, 6, 9), date(2026, 6, 10)),
        replaces_inspected=True,
        replaces_closed=(WhyClosed.BANK_HOLIDAY,),
        elsewhere=ELSEWHERE,
    )


def test_a_ticket_starts_a_clock_and_an_agreement_where_none_stands() -> None:
    start = StartClock(
        school_id=ASHGROVE, ticket_id=TICKET, priority=Priority.P2, at=NOON
    )
    assert react(heard(OPENED, NOON)) == [STANDARD, start]
    about = replace(OPENED, category="safety", service="filtering", safeguarding=True)
    of_a_kind = replace(start, service="filtering", safeguarding=True)
    assert react(heard(about, NOON)) == [STANDARD, of_a_kind]


def test_triage_retargets_the_clock() -> None:
    triaged = TicketTriaged(
        ticket_id=TICKET,
        requester_id=REQUESTER,
        impact=Level.HIGH,
        urgency=Level.HIGH,
        derived=Priority.P1,
        priority=Priority.P1,
        reason=None,
    )
    assert react(heard(triaged, NOON)) == [
        RetargetClock(
            school_id=ASHGROVE, ticket_id=TICKET, priority=Priority.P1, at=NOON
        )
    ]


def test_what_a_ticket_turns_out_to_be_about_is_told_and_its_type_is_not() -> None:
    incident = TicketType.INCIDENT
    classified = TicketClassified(ticket_id=TICKET, was=incident, type=incident)
    assert react(heard(classified, NOON)) == []
    about = replace(classified, service="filtering", safeguarding=True)
    reclassify = ReclassifyClock(
        school_id=ASHGROVE,
        ticket_id=TICKET,
        at=NOON,
        service="filtering",
        safeguarding=True,
    )
    assert react(heard(about, NOON)) == [reclassify]
    category = replace(classified, category="safety", safeguarding=True)
    assert react(heard(category, NOON)) == [replace(reclassify, service=None)]


@pytest.mark.parametrize(
    ("event", "command"),
    [
        (
            TicketReplied(
                ticket_id=TICKET,
                requester_id=REQUESTER,
                message_id=MESSAGE,
                text="On my way.",
            ),
            CountReply,
        ),
        (
            TicketHeld(ticket_id=TICKET, requester_id=REQUESTER, reason="A lamp."),
            PauseClock,
        ),
        (TicketResumed(ticket_id=TICKET), ResumeClock),
        (
            TicketResolved(ticket_id=TICKET, requester_id=REQUESTER, note="Lamp."),
            StopClock,
        ),
        (
            TicketReopened(ticket_id=TICKET, requester_id=REQUESTER, reason="Dark."),
            ContinueClock,
        ),
        (
            TicketMerged(
                ticket_id=TICKET, into_id=OTHER_TICKET, into_reference="19FH-2"
            ),
            WithdrawClock,
        ),
        (
            TicketUnmerged(
                ticket_id=TICKET, into_id=OTHER_TICKET, into_reference="19FH-2"
            ),
            RestoreClock,
        ),
    ],
)
def test_what_happens_to_a_ticket_is_told_to_its_clock(
    event: object, command: type[CountReply | StopClock | WithdrawClock]
) -> None:
    expected = command(school_id=BECKFIELD, ticket_id=TICKET, at=NOON)
    first, *rest = react(heard(event, NOON, school=BECKFIELD))
    assert first == expected
    ended = EndEscalation(school_id=BECKFIELD, ticket_id=TICKET, at=NOON)
    assert rest == ([ended] if command in (StopClock, WithdrawClock) else [])


@pytest.mark.parametrize(
    "event",
    [
        TicketNoted(
            ticket_id=TICKET, requester_id=REQUESTER, message_id=MESSAGE, text="Lamp?"
        ),
        RequesterReplied(
            ticket_id=TICKET, requester_id=REQUESTER, message_id=MESSAGE, text="Well?"
        ),
        TicketAssigned(ticket_id=TICKET, assignee="Olu"),
        MailboxesSet(addresses=()),
    ],
)
def test_anything_else_is_not_ours(event: object) -> None:
    assert react(heard(event, NOON)) == []


def test_what_policies_promise_can_be_signed() -> None:
    added = heard(SchoolAdded(name="Ashgrove Primary", urn=None), NOON)
    (sign,) = react(added)
    (signed,) = Scenario(AGREEMENT).given().when(sign).events
    Scenario(AGREEMENT).given(signed).when(sign).then_nothing()
