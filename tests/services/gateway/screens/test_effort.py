"""Does a page record how long was worked, and lose nothing that is corrected?"""

from __future__ import annotations

from contracts.time_spent import FindTime, TimeView
from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.services.gateway.screens.team_pages import OWN_TICKET, crew
from tests.services.gateway.team_routes import CORRECTED, TAKEN
from tests.support.cast import ASHGROVE, TICKET

AT = f"/console/tickets/{OWN_TICKET}/time"
WORKED = {"minutes": "30", "on": "2026-06-08", "kind": "travel", "note": "By bus."}


def spent(api: Api) -> TimeView:
    view: TimeView = api.town.ask(FindTime(ticket_id=OWN_TICKET))
    return view


def test_time_is_recorded_on_a_page_and_told_on_the_ticket(
    api: Api, olu: Reader, priya: Reader
) -> None:
    crew(api.town)
    page = olu.reads(AT)
    assert "45 min in all" in page
    assert 'class="flash"' not in page
    for _ in range(2):
        assert olu.sends(AT, **WORKED, key="once").status_code == 303
    page = olu.reads(AT)
    assert "1 h 15 min in all" in page
    assert "By bus." in page
    page = olu.reads(f"/console/tickets/{OWN_TICKET}")
    assert "Time spent: 1 h 15 min" in page
    assert "30 min on the way, 08/06/2026" in page
    assert "By bus." not in priya.reads(f"/portal/{ASHGROVE}/tickets/{OWN_TICKET}")
    priya.reads(AT, 403)


def test_what_is_corrected_says_why_and_is_told_at_its_form(
    api: Api, olu: Reader
) -> None:
    crew(api.town)
    at = f"{AT}/{TAKEN}/correct"
    bare = olu.sends(at, **CORRECTED | {"reason": " "}, version="1")
    assert bare.status_code == 422
    assert f'href="#{TAKEN}-reason"' in bare.text
    assert olu.sends(at, **CORRECTED, version="1").status_code == 303
    assert spent(api).minutes == 15
    assert "corrected" in olu.reads(AT)
    late = olu.sends(at, **CORRECTED | {"minutes": "20"}, version="1")
    assert late.status_code == 409
    other = f"/console/tickets/{OWN_TICKET}/time/{TICKET}/correct"
    assert olu.sends(other, **CORRECTED, version="1").status_code == 404


def test_what_nobody_can_have_worked_is_told_and_kept(api: Api, olu: Reader) -> None:
    crew(api.town)
    wrong = olu.sends(AT, **WORKED | {"minutes": "", "on": "2026-06-09"})
    assert wrong.status_code == 422
    assert "By bus." in wrong.text
    assert spent(api).minutes == 45


def test_a_month_tells_a_school_how_much_work_it_was(
    api: Api, olu: Reader, priya: Reader, ben: Reader
) -> None:
    crew(api.town)
    page = priya.reads(f"/console/schools/{ASHGROVE}/figures?month=2026-06")
    assert "45 min" in page
    assert "45 min" in olu.reads("/console/figures?month=2026-06")
    page = priya.reads(f"/console/schools/{ASHGROVE}/figures?month=2026-05")
    assert "No time is recorded in this month." in page
    ben.reads(f"/console/schools/{ASHGROVE}/figures", 403)
