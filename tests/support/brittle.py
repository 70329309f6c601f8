"""Which weather ends at one event? `... brittle GARDEN WEATHER KEYS [HOW]`.

It starts as every process does, by pulling what is missing. HOW `retry` retries what is
parked of Ashgrove's garden; `unpark` has it heard again first, as nobody must.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from shared import checkpoints
from shared.application import Application
from shared.clock import now
from shared.database import Database
from shared.decider import Heard
from shared.keyring import KEYS, Keyring
from shared.link import Hosted, LocalLink
from shared.subscription import Subscription
from tests.support.cast import ASHGROVE
from tests.support.sample import GARDEN, WEATHER, fold
from tests.support.town import MASTER

POISON, ENDED = 2, 9


def end_at_poison(connection: Connection, heard: Sequence[Heard]) -> None:
    fold(connection, heard)
    if (ASHGROVE, POISON) in {(one.school, one.envelope.position) for one in heard}:
        os._exit(ENDED)


def start(garden_url: str, weather_url: str, keys_url: str) -> Subscription:
    keyring = Keyring(Database(keys_url, KEYS, kernel=False), MASTER)
    link = LocalLink()
    brittle = replace(WEATHER, fold=end_at_poison)
    for rooms, url in ((GARDEN, garden_url), (brittle, weather_url)):
        application = Application(rooms, Database(url, rooms.tables), keyring, now)
        link.hosted[rooms.name] = Hosted(application, link)
    return link.hosted["weather"].subscription


def work(*urls: str, how: str) -> None:
    weather = start(*urls)
    weather.listen_to_beacon("garden")
    weather.catch_up()
    if how == "retry":
        weather.retry("garden", ASHGROVE)
    if how == "unpark":
        with weather.application.database.school(ASHGROVE) as connection:
            checkpoints.go_on(connection, "garden", ASHGROVE)
        weather.pull("garden", ASHGROVE)


if __name__ == "__main__":
    work(*sys.argv[1:4], how="".join(sys.argv[4:]))
