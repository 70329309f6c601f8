"""Are days, and days in a row, read as they are written, and back?"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from infra.command_line.days import day_of, days_of, written_days
from infra.command_line.options import Unclear


def test_a_day_is_written_as_the_united_kingdom_does_or_by_the_standard() -> None:
    assert day_of("31/12/2026") == day_of(" 2026-12-31 ") == "2026-12-31"


def test_today_is_the_day_in_london() -> None:
    london = ZoneInfo("Europe/London")
    before = datetime.now(london).date().isoformat()
    told = {day_of("today"), day_of("Today"), day_of(None)}
    assert told <= {before, datetime.now(london).date().isoformat()}


@pytest.mark.parametrize("written", ["30/11/2026", "31/12/2026..02/01/2027"])
def test_days_are_written_as_they_may_be_read(written: str) -> None:
    assert written_days(*days_of(written)) == written


@pytest.mark.parametrize("written", ["", "tomorrow", "31/02/2026", "31/12/2026.."])
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(Unclear):
        days_of(written)
