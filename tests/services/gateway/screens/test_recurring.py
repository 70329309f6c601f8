"""What goes wrong again and again, on a page, and how does a problem begin with it?"""

from __future__ import annotations

import re

from contracts.categories import Matter, SetCategories
from contracts.values import TicketType
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, PRIYA

AT = "/console/recurring"


def a_problem(**said: str) -> dict[str, str]:
    """What the desk types to open a problem at Ashgrove."""
    return {
        "school_id": str(ASHGROVE),
        "name": PRIYA.name,
        "email": PRIYA.email,
        "subject": "Printing",
        "description": "",
        "channel": "phone",
        "impact": "low",
        "urgency": "low",
        "type": TicketType.PROBLEM.value,
        **said,
    }


def test_what_recurs_leads_to_a_problem_with_what_is_known(
    api: Api, olu: Reader
) -> None:
    assert "Nothing recurs so often." in olu.reads(AT)
    for _ in range(3):
        api.olu.opens(category="printing")
    page = olu.reads(AT)
    assert "Printing and scanning</th><td>Ashgrove Primary</td><td>3</td>" in page
    [new] = re.findall(r'href="(/console/tickets/new\?[^"]+)"', page)
    form = olu.reads(new)
    assert 'value="Printing and scanning: 3 incidents"' in form
    assert '<option value="problem" selected>' in form
    typed = a_problem(category="printing")
    opened = olu.sends("/console/tickets/new", **typed).location
    assert f'href="{opened}"' in olu.reads(AT)
    assert "Open a problem" not in olu.reads(AT)


def test_a_problem_about_what_the_school_has_no_more_is_opened_all_the_same(
    api: Api, olu: Reader
) -> None:
    for _ in range(3):
        api.olu.opens(category="printing", service="wireless")
    wireless = Matter(name="wireless", title="Wi-Fi")
    own = SetCategories(school_id=ASHGROVE, categories=(), services=(wireless,))
    api.town.execute(own)
    typed = a_problem(category="printing", service="wireless")
    opened = olu.sends("/console/tickets/new", **typed)
    assert opened.status_code == 303
    ticket = api.olu.sees(opened.location.rpartition("/")[2])
    assert (ticket["category"], ticket["service"]) == ("", "wireless")


def test_what_is_no_number_is_said_beside_its_field(olu: Reader) -> None:
    page = olu.reads(f"{AT}?times=often&days=30", status=422)
    assert "At least so often: " in page
    assert "Nothing recurs so often." in olu.reads(f"{AT}?times=2&days=7")
