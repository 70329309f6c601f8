"""Is a school told in its portal what it should know of its calendar?"""

from __future__ import annotations

from datetime import date

from contracts.calendar import SetClosures, SetTerms
from contracts.values import Closure, ClosureKind, Term
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, BECKFIELD


def test_the_portal_tells_a_school_of_its_next_closure_and_term(
    api: Api, priya: Reader, ben: Reader
) -> None:
    day = api.town.clock().date()
    snow = Closure(from_on=day, until_on=day, kind=ClosureKind.EMERGENCY, reason="Snow")
    term = Term(name="Summer term", from_on=day, until_on=date(2026, 7, 21))
    api.town.execute(SetTerms(school_id=ASHGROVE, terms=(term,)))
    api.town.execute(SetClosures(school_id=ASHGROVE, closures=(snow,)))
    api.town.settle()
    page = priya.reads(f"/portal/{ASHGROVE}")
    assert "The help desk is closed today (Snow)." in page
    assert "Summer term ends on Tuesday 21/07/2026." in page
    assert "Snow" not in ben.reads(f"/portal/{BECKFIELD}")


def test_where_the_promises_cannot_be_asked_the_portal_tells_nothing_of_them(
    api: Api, priya: Reader
) -> None:
    del api.town.link.hosted["sla"]
    assert "help desk is closed" not in priya.reads(f"/portal/{ASHGROVE}")
