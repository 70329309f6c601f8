"""Who is called, and who takes what waits, on a page?"""

from __future__ import annotations

from contracts.rota import OnCall, SetRota, Turn
from contracts.values import PROVIDER
from tests.services.gateway.api import Api
from tests.services.gateway.promises import escalated
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE_NAME, OLU
from tests.support.scenario import at

AT = "/console/on-call"


def turn(role: OnCall, begins: str, ends: str) -> Turn:
    return Turn(
        role=role,
        person_id=OLU.person_id,
        from_at=at(begins),
        until_at=at(ends),
        terms="Within 30 minutes.",
    )


def test_it_says_who_is_called_now_and_later(api: Api, olu: Reader) -> None:
    page = olu.reads(AT)
    assert "Nobody is on call." in page
    assert "No turn is to come." in page
    turns = (
        turn(OnCall.FIRST, "mon 08:00", "mon 17:00"),
        turn(OnCall.LEAD, "tue 08:00", "tue 17:00"),
    )
    api.town.execute(SetRota(school_id=PROVIDER, turns=turns))
    page = olu.reads(AT)
    now, later = page.split("Who is called later</h2>")
    assert "First on call" in now
    assert "Duty lead" in later
    assert "Within 30 minutes." in now


def test_what_was_escalated_is_taken_by_who_sees_to_it(api: Api, olu: Reader) -> None:
    assert "Nothing is escalated." in olu.reads(AT)
    ticket = escalated(api)
    page = olu.reads(AT)
    assert ASHGROVE_NAME in page
    assert "nobody by name" in page
    olu.sends(f"/console/tickets/{ticket}/acknowledge")
    page = olu.reads(AT)
    assert "is yours to see to." in page
    assert "Olu, <time" in page
    assert "I see to it" not in page


def test_what_is_over_meanwhile_is_said_so(api: Api, olu: Reader) -> None:
    olu.sends(f"/console/tickets/{api.olu.opens()}/acknowledge")
    assert "It is over already." in olu.reads(AT)


def test_nobody_of_a_school_sees_who_is_called(priya: Reader) -> None:
    priya.reads(AT, status=403)
