"""When is the help desk there, today and in the week, and for what outside of that?"""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from contracts.access import Role
from contracts.calendar import SetClosures
from contracts.catalogue import SetCatalogue
from contracts.directory import SetHours
from contracts.rota import OnCall, SetRota, Turn
from contracts.values import (
    PROVIDER,
    Closure,
    ClosureKind,
    DayHours,
    Interval,
    Weekday,
    WorkingHours,
)
from infra.demo_catalogue import OFFERINGS
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader, make_known
from tests.support.cast import ASHGROVE, OLU

NEW = f"/portal/{ASHGROVE}/new"
FORMS = (NEW, f"/portal/{ASHGROVE}/call-me", f"/portal/{ASHGROVE}/ask/new-starter")
MORNING = (Interval(opens=time(8), closes=time(12)),)
HOURS = WorkingHours(
    timezone="Europe/London",
    days=tuple(
        DayHours(day=day, intervals=MORNING)
        for day in (Weekday.MONDAY, Weekday.TUESDAY)
    ),
)


@pytest.fixture
def mornings(api: Api, priya: Reader) -> Reader:
    """Priya, whose school is open on two mornings of the week."""
    api.town.execute(SetHours(school_id=ASHGROVE, hours=HOURS))
    api.town.settle()
    return priya


@pytest.mark.parametrize("address", FORMS)
def test_the_hours_stand_before_every_form(
    api: Api, mornings: Reader, address: str
) -> None:
    api.town.execute(SetCatalogue(school_id=ASHGROVE, offerings=OFFERINGS))
    page = mornings.reads(address)
    assert "The help desk is open today from 08:00 to 12:00." in page
    assert "It is closed just now" not in page
    assert "Tuesday: 08:00 to 12:00" in page
    assert "Wednesday: closed" in page
    assert page.index("The help desk is open") < page.index(
        f'<form method="post" action="{address}"'
    )


def test_who_asks_later_is_told_when_it_opens_again(api: Api, mornings: Reader) -> None:
    api.town.clock.advance(hours=4)
    page = mornings.reads(NEW)
    assert "closed just now. It opens Tuesday 09/06/2026 at 08:00." in page
    tuesday = WorkingHours(timezone="Europe/London", days=HOURS.days[1:])
    api.town.execute(SetHours(school_id=ASHGROVE, hours=tuesday))
    api.town.settle()
    page = mornings.reads(NEW)
    assert "The help desk is closed today. It opens Tuesday 09/06/2026" in page


def test_a_day_that_is_closed_is_told_with_its_reason(
    api: Api, mornings: Reader
) -> None:
    day = api.town.clock().date()
    snow = Closure(from_on=day, until_on=day, kind=ClosureKind.EMERGENCY, reason="Snow")
    api.town.execute(SetClosures(school_id=ASHGROVE, closures=(snow,)))
    api.town.settle()
    page = mornings.reads(NEW)
    assert "closed today: Snow. It opens Tuesday 09/06/2026 at 08:00." in page


def test_it_is_told_what_is_worked_on_outside_of_them_and_not_by_whom(
    api: Api, mornings: Reader
) -> None:
    page = mornings.reads(NEW)
    assert "Outside these hours we work on: what is about safeguarding." in page
    assert "Somebody is on call" not in page
    make_known(api, OLU, Role.OPERATOR, PROVIDER)
    now = api.town.clock()
    turn = Turn(
        role=OnCall.FIRST,
        person_id=OLU.person_id,
        from_at=now,
        until_at=now + timedelta(days=1),
        terms="Paid by the hour",
    )
    api.town.execute(SetRota(school_id=PROVIDER, turns=(turn,)))
    page = mornings.reads(NEW)
    assert "Somebody is on call for it now." in page
    assert "Paid by the hour" not in page
    assert OLU.name not in page


def test_a_form_is_there_while_hours_cannot_be_told(api: Api, mornings: Reader) -> None:
    del api.town.link.hosted["sla"]
    page = mornings.reads(NEW)
    assert "The help desk is" not in page
    assert "Ask for help" in page
