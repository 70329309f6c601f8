"""Does somebody of a school take its calendar with them, and nobody else?"""

from __future__ import annotations

from tests.services.gateway.screens.pages import Reader
from tests.support.cast import ASHGROVE, ASHGROVE_NAME

PAGE = f"/console/schools/{ASHGROVE}"


def test_the_pages_of_the_calendar_lead_to_it_as_a_file(priya: Reader) -> None:
    for part in ("terms", "closures"):
        assert f'href="{PAGE}/calendar.ics"' in priya.reads(f"{PAGE}/{part}")
    file = priya.reads(f"{PAGE}/calendar.ics")
    assert f"X-WR-CALNAME:{ASHGROVE_NAME}" in file
    assert "SUMMARY:Bank holiday" in file


def test_beckfield_does_not_get_ashgroves(ben: Reader) -> None:
    ben.reads(f"{PAGE}/calendar.ics", 403)
