"""Is only that offered to choose from which something is promised of?"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from contracts.access import platform
from contracts.refusals import Unavailable
from contracts.sla import FindPriorities
from contracts.sla_promises import Promise
from contracts.sla_signing import AcceptAgreement, ProposeAgreement
from contracts.values import Priority
from services.sla.standard import PROMISED
from tests.services.gateway.api import Api
from tests.services.gateway.promises import OFFERED
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, OLU, PRIYA


def promise(api: Api, number: int) -> None:
    """Ashgrove is promised something of so many priorities."""
    promises = (*PROMISED.promises, *(Promise(priority=one) for one in [*Priority][4:]))
    offer = ProposeAgreement(
        school_id=ASHGROVE,
        proposal_id=OFFERED,
        effective_from=api.town.clock(),
        promised=replace(PROMISED, promises=promises[:number]),
        proposer_id=OLU.person_id,
        proposer=OLU.name,
    )
    signature = AcceptAgreement(
        school_id=ASHGROVE,
        proposal_id=OFFERED,
        signatory_id=PRIYA.person_id,
        signatory=PRIYA.name,
    )
    for command in (offer, signature):
        api.town.execute(command, by=platform("test"))
    api.town.clock.set(api.town.clock() + timedelta(minutes=1))


def offered(page: str) -> list[str]:
    """What the field for the priority offers."""
    field = re.search(r'<select[^>]* name="priority".*?</select>', page, re.DOTALL)
    assert field is not None
    return re.findall(r'<option value="(\w*)"', field[0])


@pytest.mark.parametrize("number", [2, 6])
def test_triage_offers_those_of_the_schools_agreement(
    api: Api, olu: Reader, number: int
) -> None:
    promise(api, number)
    page = olu.reads(f"/console/tickets/{api.olu.opens()}")
    assert offered(page) == ["", *(one.value for one in [*Priority][:number])]


def test_a_search_offers_those_of_any_agreement_and_what_is_looked_for(
    api: Api, olu: Reader
) -> None:
    assert offered(olu.reads("/console/search"))[1:] == ["p1", "p2", "p3", "p4"]
    assert offered(olu.reads("/console/search?priority=p7"))[-1] == "p7"
    promise(api, 5)
    assert offered(olu.reads("/console/search"))[-1] == "p5"


def test_figures_have_a_line_for_each(api: Api, olu: Reader) -> None:
    promise(api, 2)
    page = olu.reads(f"/console/schools/{ASHGROVE}/figures")
    assert re.findall(r'<th scope="row">(P\d[^<]*)<', page) == [
        "P1 critical",
        "P2 high",
    ]
    ticket = api.olu.opens(impact="low", urgency="low")
    api.olu.acts(ticket, "resolve", note="Mended.")
    api.town.settle()
    assert '<th scope="row">P4 low' not in olu.reads(
        f"/console/schools/{ASHGROVE}/figures"
    )


def test_while_sla_is_away_the_usual_ones_are_offered(
    api: Api, olu: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    promise(api, 6)
    ask = api.town.link.ask

    def away(query: Any, *more: Any) -> Any:
        if isinstance(query, FindPriorities):
            raise Unavailable("sla cannot be reached")
        return ask(query, *more)

    monkeypatch.setattr(api.town.link, "ask", away)
    page = olu.reads(f"/console/tickets/{api.olu.opens()}")
    assert offered(page) == ["", "p1", "p2", "p3", "p4"]
