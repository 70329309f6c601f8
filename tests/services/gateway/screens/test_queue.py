"""What does the desk work through?"""

import re

from tests.services.gateway.api import Api
from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, BECKFIELD, BEN, OLU

FRAGMENT = {"HX-Request": "true", "HX-Target": "queue"}


def references(page: str) -> list[str]:
    return re.findall(r"[0-9A-Z]{4}-\d+(?= · )", page)


def test_the_queue_is_ordered_by_what_is_due_next(api: Api, olu: Reader) -> None:
    api.olu.opens(subject="Later")
    api.olu.opens(subject="Sooner", impact="high", urgency="high")
    api.town.settle()
    page = olu.reads("/console")
    assert page.index("Sooner") < page.index("Later")
    assert "First reply in" in page
    assert "P1 critical" in page
    assert "Ashgrove Primary" in page


def test_a_tab_has_what_its_name_says(api: Api, olu: Reader) -> None:
    mine, held = api.olu.opens(subject="Mine"), api.olu.opens(subject="Held")
    done = api.olu.opens(subject="Done")
    api.olu.acts(mine, "assign", assignee=f"person:{OLU.person_id}")
    api.olu.acts(held, "hold", reason="A part is on its way.")
    api.olu.acts(done, "resolve", note="Done.")
    api.town.settle()
    tabs = {
        "mine": {"Mine"},
        "unassigned": {"Held"},
        "open": {"Mine"},
        "on_hold": {"Held"},
        "resolved": {"Done"},
        "nonsense": {"Mine"},
    }
    for tab, subjects in tabs.items():
        page = olu.reads(f"/console?tab={tab}")
        found = {s for s in ("Mine", "Held", "Done") if f'"subject">{s}<' in page}
        assert found == subjects, tab
    assert "stands still" in olu.reads("/console?tab=on_hold")
    assert "Olu" in olu.reads("/console?tab=mine")


def test_counts_stand_beside_the_tabs(api: Api, olu: Reader) -> None:
    for _ in range(3):
        api.olu.opens()
    page = olu.reads("/console?tab=mine")
    assert len(re.findall(r'class="count">3<', page)) == 2, "unassigned and open"
    assert "Nothing here." in page


def test_search_narrows_a_tab(api: Api, olu: Reader) -> None:
    api.olu.opens(subject="Projector")
    api.olu.opens(subject="Printer")
    page = olu.reads("/console?search=projector")
    assert '"subject">Projector<' in page
    assert '"subject">Printer<' not in page
    assert 'value="projector"' in page
    assert "Nothing found." in olu.reads("/console?search=nothing+of+the+kind")


def test_a_long_queue_comes_in_pages(api: Api, olu: Reader) -> None:
    for number in range(51):
        api.olu.opens(subject=f"Ticket {number}")
    first = olu.reads("/console")
    [following] = re.findall(r'rel="next" href="([^"]+)"', first)
    second = olu.reads(following)
    seen = references(first) + references(second)
    assert len(seen) == 51
    assert len(set(seen)) == 51
    assert 'rel="next"' not in second


def test_an_old_address_begins_at_the_top(api: Api, olu: Reader) -> None:
    api.olu.opens(subject="Printer")
    assert "Printer" in olu.reads("/console?cursor=bm90aGluZw==")


def test_a_fragment_is_the_queue_alone(api: Api, olu: Reader) -> None:
    api.olu.opens()
    fragment = olu.reads("/console", headers=FRAGMENT)
    assert "<html" not in fragment
    assert 'class="tabs"' in fragment
    restored = {**FRAGMENT, "HX-History-Restore-Request": "true"}
    assert "<html" in olu.reads("/console", headers=restored)


def test_nobody_of_a_school_comes_into_the_console(api: Api, ben: Reader) -> None:
    ticket = api.olu.opens(ASHGROVE)
    theirs = api.olu.opens(BECKFIELD, requester={"name": "Ben", "email": BEN.email})
    for address in ("/console", f"/console/tickets/{ticket}"):
        page = ben.reads(address, 403)
        assert "printer" not in page.lower()
    assert ben.client.get(f"/console/tickets/{theirs}").status_code == 403
