"""Is a command led to its stream, and an event heard with what it came in?"""

from __future__ import annotations

from shared.decider import Heard
from tests.support.cast import ASHGROVE
from tests.support.chains import chain
from tests.support.sample_messages import BED, PlantBed
from tests.support.sample_rules import BED_RULES


def test_a_command_is_about_the_stream_that_it_names() -> None:
    plant = PlantBed(school_id=ASHGROVE, bed_id=BED, crop="beans")
    assert BED_RULES.stream(plant) == f"bed-{BED}"


def test_an_event_is_heard_with_its_school_and_its_moment() -> None:
    (event,) = chain(1)
    heard = Heard("it rained", event)
    assert (heard.school, heard.happened_at) == (event.school, event.happened_at)
