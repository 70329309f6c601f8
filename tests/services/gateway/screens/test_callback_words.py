"""How is it said when somebody is called back, and what came of it?"""

from __future__ import annotations

from dataclasses import replace

from contracts.callbacks import CallbackShown
from services.gateway.screens.callback_words import chip_of, told
from tests.support.scenario import at

WANTED = CallbackShown(
    number="+442079460000", from_at=at("mon 10:00"), until_at=at("mon 12:00")
)


def test_a_call_is_told_in_uk_dates_with_how_often_it_was_tried() -> None:
    when = "To be called back on Monday 08/06/2026, 10:00 to 12:00."
    assert told(WANTED) == when
    once = replace(WANTED, tries=1, tried_at=at("mon 10:30"))
    assert told(once) == f"{when} Tried once, last on 08/06/2026 10:30."
    twice = replace(once, tries=2)
    assert "Tried 2 times" in told(twice)
    reached = replace(twice, reached_at=at("mon 11:00"))
    assert told(reached) == "Called back on 08/06/2026 11:00."


def test_a_call_stands_in_the_queue_until_somebody_is_reached() -> None:
    ahead = chip_of(WANTED, at("mon 09:00"))
    assert ahead is not None
    assert ahead.tone == "good"
    assert ahead.words == "Call +442079460000: 08/06/2026 10:00 to 12:00"
    now = chip_of(replace(WANTED, tries=1), at("mon 10:00"))
    assert now is not None
    assert (now.tone, now.words.endswith(", tried 1")) == ("soon", True)
    late = chip_of(replace(WANTED, number=""), at("mon 12:00"))
    assert late is not None
    assert (late.tone, late.words) == ("late", "Call: wanted by 08/06/2026 12:00")
    assert chip_of(replace(WANTED, reached_at=at("mon 11:00")), at("mon 13:00")) is None
