"""What is shown of a school's year under other terms, and how are they typed?"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest

from contracts.access import platform
from contracts.refusals import Unavailable
from contracts.sla import SignAgreement, StartClock
from contracts.sla_what_if import AT_ONCE, WhatIf
from contracts.values import Priority
from services.sla.standard import HOURS, PROMISED
from tests.services.gateway.api import Api, json_of
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, ASHGROVE_NAME

AT = f"/console/schools/{ASHGROVE}/what-if"
FIELD = re.compile(r'name="(p\d\.\w+)" inputmode="decimal" maxlength="8" value="(.*?)"')


@pytest.fixture
def ticket(api: Api) -> str:
    """A P1 of Ashgrove's that was answered after twenty minutes; its id."""
    ticket = api.olu.opens(impact="high", urgency="high")
    api.town.clock.advance(minutes=20)
    json_of(api.olu.acts(ticket, "reply", text="I am on my way."))
    api.town.settle()
    return ticket


def asked(reader: Reader, status: int = 200, **typed: Any) -> str:
    """The page once its form was sent, with other values in some fields."""
    fields = dict(FIELD.findall(reader.reads(AT)))
    fields |= {"ask": "yes", "reopening": "continue", "calendar": "own"}
    named = {name.replace("__", "."): value for name, value in typed.items()}
    return reader.reads(f"{AT}?{urlencode(fields | named)}", status)


def test_the_form_begins_with_what_is_promised(olu: Reader) -> None:
    page = olu.reads(AT)
    fields = dict(FIELD.findall(page))
    assert (fields["p1.response"], fields["p4.resolution"]) == ("0.5", "45")
    assert "What would have come of it" not in page


def test_it_shows_which_tickets_change_and_how_far(olu: Reader, ticket: str) -> None:
    page = asked(olu, p1__response="0.25")
    assert "1 ticket was opened from 08/06/2025 to 08/06/2026." in page
    assert "1 target would have come out otherwise" in page
    assert f'href="/console/tickets/{ticket}"' in page
    assert "kept, 10 min to spare" in page
    assert "missed by 5 min" in page
    label = "P1 critical, first reply: 100.0 % kept, 0.0 % under the other terms"
    assert f'aria-label="{label}"' in page
    assert "100.0 % (1 of 1)" in page


def test_what_is_left_empty_is_not_promised(olu: Reader, ticket: str) -> None:
    assert "not promised" in asked(olu, p1__response="")


def test_other_hours_and_closed_days_are_typed(
    api: Api, olu: Reader, ticket: str
) -> None:
    api.town.clock.advance(hours=9)
    closed = "08/06/2026\n2026-12-25"
    page = asked(olu, calendar="given", opens="08:00", closes="17:00", closed=closed)
    assert "2 targets would have come out otherwise" in page
    assert "missed by 6 h 40 min" in page
    assert "open still, 1 h left" in page


def test_round_the_clock_is_typed(api: Api, olu: Reader, ticket: str) -> None:
    api.town.clock.advance(hours=9)
    page = asked(olu, p1__round_the_clock="yes")
    assert "Nothing would have come out otherwise." in page
    assert 'value="yes" aria-label="P1 critical round the clock" checked' in page


def test_what_is_typed_wrong_is_told_at_its_field_and_kept(olu: Reader) -> None:
    given = {"calendar": "given", "opens": "8", "closes": "", "closed": "Christmas"}
    page = asked(olu, 422, p1__response="soon", reopening="never", **given)
    assert "P1 critical, first reply: Not hours such as 0.5 or 4." in page
    assert "Opens: Not a time such as 08:30." in page
    assert "Closes: Not a time such as 17:00." in page
    assert "Closed days: A line of it is not a day such as 25/12/2026." in page
    assert 'value="soon"' in page
    assert "First day: Not a day." in asked(olu, 422, from_on="2026-02-30")
    early = {"from_on": "2026-06-08", "until_on": "2026-06-07"}
    assert "Last day: Must not be before the first day." in asked(olu, 422, **early)


def test_what_nobody_can_keep_is_told_at_its_field(olu: Reader) -> None:
    page = asked(olu, 422, p1__response="0")
    assert "P1 critical, first reply: The promise for p1 response must allow" in page
    page = asked(olu, 422, calendar="given", opens="17:00", closes="08:00")
    assert "Opens: The hours mon 17:00-08:00 end before they begin." in page


def test_a_school_asks_of_its_own_and_of_no_other(
    priya: Reader, ben: Reader, ticket: str
) -> None:
    page = asked(priya, p1__response="0.25")
    assert f'href="/portal/{ASHGROVE}/tickets/{ticket}"' in page
    assert ASHGROVE_NAME in page
    ben.reads(AT, 403)
    ben.reads(f"{AT}?ask=yes", 403)


def test_the_form_begins_with_an_offer_where_there_is_one(
    api: Api, olu: Reader
) -> None:
    offer: dict[str, Any] = {
        "effective_from": (api.town.clock() + timedelta(days=1)).isoformat(),
        "proposer": "Olu",
        "promised": {
            "promises": [
                {"priority": one.value, "response": "PT3H"} for one in Priority
            ],
            "warn_at_percents": [75],
        },
    }
    json_of(api.administrator.post(f"/schools/{ASHGROVE}/agreements", offer))
    assert 'href="?like=offer"' in olu.reads(AT)
    fields = dict(FIELD.findall(olu.reads(f"{AT}?like=offer")))
    assert (fields["p1.response"], fields["p1.resolution"]) == ("3", "")


def test_a_large_year_tells_how_far_it_is(api: Api, olu: Reader) -> None:
    begin(api, AT_ONCE + 1)
    page = asked(olu)
    assert f'<progress max="{AT_ONCE + 1}" value="{AT_ONCE}"' in page
    assert f"{AT_ONCE + 1} tickets were opened" in page


def test_an_answer_that_breaks_off_says_how_far_it_came(
    api: Api, olu: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(api, AT_ONCE + 1)
    ask = api.town.link.ask

    def once(query: Any, *more: Any) -> Any:
        if isinstance(query, WhatIf) and query.after is not None:
            raise Unavailable("sla cannot be reached")
        return ask(query, *more)

    monkeypatch.setattr(api.town.link, "ask", once)
    page = asked(olu)
    assert f"What follows is of the first {AT_ONCE} tickets." in page


def test_a_school_that_is_promised_nothing_has_nothing_to_try(olu: Reader) -> None:
    nowhere = f"/console/schools/{UUID(int=7)}/what-if"
    assert "Nothing is promised to this school yet." in olu.reads(nowhere, 404)


def begin(api: Api, count: int) -> None:
    """Have so many clocks at Ashgrove."""
    sign = SignAgreement(
        school_id=ASHGROVE,
        effective_from=api.town.clock(),
        hours=HOURS,
        closed=(),
        inset=(),
        promised=PROMISED,
    )
    api.town.execute(sign, by=platform("sla"))
    for number in range(count):
        start = StartClock(
            school_id=ASHGROVE,
            ticket_id=UUID(int=number),
            priority=Priority.P1,
            at=api.town.clock(),
        )
        api.town.execute(start, by=platform("sla"))
