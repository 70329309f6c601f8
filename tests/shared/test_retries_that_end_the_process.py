"""Does a retry that ends its process end that one, and none that comes after it?"""

from __future__ import annotations

import subprocess
import sys

from contracts.log import FindParked
from tests.support.brittle import ENDED, POISON
from tests.support.cast import ASHGROVE, BECKFIELD
from tests.support.faults import poisoned
from tests.support.listening import assert_heard, plant, weather
from tests.support.sample import WEATHER
from tests.support.town import Town


def park_it(town: Town) -> None:
    """What ends a process is parked at Ashgrove, and something waits behind it."""
    plant(town, waterings=POISON)
    town.open(poisoned(WEATHER, POISON))
    town.settle()
    assert len(town.ask(FindParked(service="weather")).parked) == 1


def run(town: Town, *how: str) -> int:
    """A process of the weather's, from its start; how it ended."""
    places = [town.databases[name].engine.url for name in ("garden", "weather")]
    urls = [
        one.render_as_string(hide_password=False)
        for one in (*places, town.keys.engine.url)
    ]
    program = [sys.executable, "-m", "tests.support.brittle", *urls, *how]
    return subprocess.run(program, check=False).returncode


def test_what_ends_the_process_that_retries_it_stays_parked(sample_town: Town) -> None:
    park_it(sample_town)
    plant(sample_town, BECKFIELD)
    assert run(sample_town, "retry") == ENDED
    [waits] = sample_town.ask(FindParked(service="weather")).parked
    assert (waits.school_id, waits.position) == (ASHGROVE, POISON)
    assert run(sample_town) == 0
    assert_heard(sample_town, 1, BECKFIELD)
    sample_town.open(WEATHER)
    assert not weather(sample_town).retry("garden", ASHGROVE).parked
    assert_heard(sample_town, POISON + 1)


def test_without_keeping_it_parked_until_it_is_applied_every_process_ends(
    small_town: Town,
) -> None:
    park_it(small_town)
    assert run(small_town, "unpark") == ENDED
    assert run(small_town) == ENDED
