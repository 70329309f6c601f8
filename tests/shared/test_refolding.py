"""Are events kept again as they were, and do they set nothing off?"""

from __future__ import annotations

from sqlalchemy import delete

from shared.refolding import fold_again
from tests.support.cast import ASHGROVE
from tests.support.listening import plant
from tests.support.sample import beds, heard_table, told
from tests.support.town import Town


def test_what_a_service_recorded_is_kept_again(sample_town: Town) -> None:
    plant(sample_town, waterings=2)
    garden = sample_town.applications["garden"]
    log = sample_town.log("garden", ASHGROVE)
    with garden.database.school(ASHGROVE) as connection:
        before = connection.execute(beds.select()).all()
        connection.execute(delete(beds))
        fold_again(garden, connection, log)
        assert connection.execute(beds.select()).all() == before


def test_what_was_heard_is_kept_again_and_not_answered(sample_town: Town) -> None:
    plant(sample_town, waterings=2)
    weather = sample_town.applications["weather"]
    with weather.database.school(ASHGROVE) as connection:
        connection.execute(delete(heard_table))
        fold_again(weather, connection, sample_town.log("garden", ASHGROVE))
    assert told(sample_town.databases["weather"]) == [("garden", n) for n in (1, 2, 3)]
    assert sample_town.log("weather", ASHGROVE) == []
