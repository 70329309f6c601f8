"""What does a service do until it is killed? `... gardener GARDEN WEATHER KEYS [HOW]`.

It waters beds at several schools as fast as it can, says which commands were carried
out, and lets the weather hear of it. HOW `early` says so before, as nobody must.
"""

from __future__ import annotations

import sys
import threading
from contextlib import suppress
from uuid import uuid4

from contracts.refusals import Conflict, Unavailable
from shared.application import Application
from shared.clock import now
from shared.database import Database
from shared.keyring import KEYS, Keyring
from shared.link import Hosted, LocalLink
from shared.work import Cause
from tests.support.cast import ASHGROVE, BECKFIELD, OLU
from tests.support.sample import GARDEN, WEATHER
from tests.support.sample_messages import BED, WaterBed
from tests.support.town import MASTER

SCHOOLS = (ASHGROVE, BECKFIELD)


def work(garden_url: str, weather_url: str, keys_url: str, how: str = "") -> None:
    keyring = Keyring(Database(keys_url, KEYS, kernel=False), MASTER)
    link = LocalLink()
    for rooms, url in ((GARDEN, garden_url), (WEATHER, weather_url)):
        application = Application(rooms, Database(url, rooms.tables), keyring, now)
        link.hosted[rooms.name] = Hosted(application, link)
    for school in SCHOOLS * 2:
        threading.Thread(target=_water, args=(link, school, how == "early")).start()
    weather = link.hosted["weather"].subscription
    while True:
        with suppress(Unavailable):
            weather.listen_to_beacon("garden")
            weather.catch_up()


def _water(link: LocalLink, school: object, early: bool) -> None:
    while True:
        cause = Cause(caller=OLU.caller, command_id=uuid4())
        told = f"{school} {cause.command_id}"
        if early:
            _say(told)
        water = WaterBed(school_id=school, bed_id=BED, litres=1)  # type: ignore[arg-type]
        with suppress(Unavailable, Conflict):
            link.execute(water, cause)
            if not early:
                _say(told)


def _say(told: str) -> None:
    """A line at once: `print` would let another thread into the middle of it."""
    sys.stdout.write(f"{told}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    work(*sys.argv[1:])
